package org.plimsoll.engine.margin.schedule;

import org.plimsoll.engine.quantity.Billionths;

/// How the net-to-gross ratio lowers a schedule's gross margin, in billionths.
///
/// @param grossShare part that is due whatever the ratio, 0 to 1
/// @param netShare part that is multiplied with the ratio, 0 to 1
public record ScheduleTerms(long grossShare, long netShare) {
  /// `0.4 + 0.6 NGR`: BCBS-IOSCO, Margin requirements for non-centrally cleared derivatives,
  /// Appendix A; Annex IV of Delegated Regulation (EU) 2016/2251.
  public static final ScheduleTerms BCBS_IOSCO = new ScheduleTerms(400_000_000L, 600_000_000L);

  public ScheduleTerms {
    boolean shares = grossShare >= 0 && netShare >= 0 && grossShare + netShare <= Billionths.ONE;
    if (!shares) {
      throw new IllegalArgumentException(
          "Shares of " + grossShare + " and " + netShare + " billionths");
    }
  }
}
