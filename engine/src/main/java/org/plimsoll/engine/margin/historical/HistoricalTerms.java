package org.plimsoll.engine.margin.historical;

import org.plimsoll.engine.rulebook.AntiProcyclicality;

/// The figures of a historical-simulation method.
///
/// @param measure quantile or tail mean
/// @param confidence one-sided, above 0.5 and below 1
/// @param horizonDays liquidation period in wall-clock days, positive
/// @param lookbackDays length of the window of observations in days, above the horizon
/// @param initialFactor initial requirement per unit of the measure, positive
/// @param maintenanceFactor maintenance requirement per unit, positive and at most the initial one
/// @param tool against procyclicality, Article 28(1) of Delegated Regulation (EU) No 153/2013
public record HistoricalTerms(
    Measure measure,
    double confidence,
    int horizonDays,
    int lookbackDays,
    double initialFactor,
    double maintenanceFactor,
    AntiProcyclicality tool) {
  /// How losses become one figure.
  public enum Measure {
    /// The least observed loss that at least the confidence's part of all losses do not exceed.
    VALUE_AT_RISK,
    /// The mean of the losses beyond the confidence's part, an observation on the edge counting in
    /// part: Acerbi and Tasche, Journal of Banking and Finance 26 (2002).
    EXPECTED_SHORTFALL
  }

  public HistoricalTerms {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("Confidence " + confidence + " is outside 0.5 to 1");
    }
    if (horizonDays <= 0 || lookbackDays <= horizonDays || lookbackDays > 36_600) {
      throw new IllegalArgumentException(
          "A horizon of " + horizonDays + " days in a window of " + lookbackDays);
    }
    if (!(maintenanceFactor > 0 && initialFactor >= maintenanceFactor && initialFactor <= 100)) {
      throw new IllegalArgumentException(
          "Factors of " + initialFactor + " initial and " + maintenanceFactor + " maintenance");
    }
  }
}
