package org.plimsoll.engine.margin.historical;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Quantiles and tail means of observed losses.
final class TailMeasure {
  private final List<Double> losses;
  private final BigDecimal confidence;
  private final List<Integer> order;

  /// @param losses in order of observation, negative for gains
  TailMeasure(List<Double> losses, double confidence) {
    this.losses = List.copyOf(losses);
    this.confidence = BigDecimal.valueOf(confidence);
    order = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.<Integer>comparingDouble(this.losses::get).reversed());
  }

  /// Whether at least one observation lies beyond the confidence, so that the answer is not merely
  /// the largest loss by lack of data.
  boolean hasTail() {
    return tailWeight().compareTo(BigDecimal.ONE) >= 0;
  }

  /// Observations in the tail, m (1 − p), with its fraction.
  private BigDecimal tailWeight() {
    return BigDecimal.ONE.subtract(confidence).multiply(BigDecimal.valueOf(losses.size()));
  }

  /// Observations that the measure looks at, greatest loss first.
  List<Integer> worst(HistoricalTerms.Measure measure) {
    int count =
        switch (measure) {
          case VALUE_AT_RISK -> losses.size() - rank() + 1;
          case EXPECTED_SHORTFALL -> tailWeight().setScale(0, RoundingMode.CEILING).intValueExact();
        };
    return order.subList(0, Math.min(count, losses.size()));
  }

  double of(HistoricalTerms.Measure measure) {
    return switch (measure) {
      case VALUE_AT_RISK -> losses.get(order.get(losses.size() - rank()));
      case EXPECTED_SHORTFALL -> tailMean();
    };
  }

  /// Order statistic ⌈m p⌉, counted from the least loss.
  private int rank() {
    return confidence
        .multiply(BigDecimal.valueOf(losses.size()))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  private double tailMean() {
    BigDecimal weight = tailWeight();
    int whole = weight.intValue();
    double sum = 0;
    for (int i = 0; i < whole; i++) {
      sum += losses.get(order.get(i));
    }
    double rest = weight.subtract(BigDecimal.valueOf(whole)).doubleValue();
    return rest > 0
        ? (sum + rest * losses.get(order.get(whole))) / weight.doubleValue()
        : sum / whole;
  }
}
