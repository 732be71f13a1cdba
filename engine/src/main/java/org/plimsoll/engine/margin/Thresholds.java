package org.plimsoll.engine.margin;

import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The figures at which an account's status changes, and how far away they are.
///
/// @param warningFactor multiple of the maintenance requirement below which an account is called,
///     in billionths
record Thresholds(long warningFactor) {

  /// The equity below which an account is called; rounded up.
  long warning(long maintenance) {
    return Billionths.times(maintenance, warningFactor, Rounding.UP);
  }

  /// The status that equity and requirements give, decided in integers.
  AccountStatus status(long equity, long initial, long maintenance) {
    if (equity >= initial) {
      return AccountStatus.HEALTHY;
    }
    if (equity < maintenance) {
      return equity < 0 ? AccountStatus.BANKRUPT : AccountStatus.LIQUIDATABLE;
    }
    return equity >= warning(maintenance) ? AccountStatus.WARNING : AccountStatus.MARGIN_CALL;
  }

  /// The most that any threshold moves per unit of notional under these tiers.
  double steepest(MarginTiers tiers) {
    int last = tiers.size() - 1;
    double warning = (double) tiers.maintenance().rate(last) * warningFactor / Billionths.ONE;
    return Math.max((double) tiers.initial().rate(last), warning) / Billionths.ONE;
  }

  /// Slack over exposure: how far a status is from its nearest threshold, in units of what moves.
  /// Approximate, and never more than it is.
  ///
  /// @param exposure what equity and thresholds together move by, per relative move of prices; zero
  ///     only where no price plays a part
  /// @param doubt what rounding may add to that, in units
  double reach(
      AccountStatus found,
      long equity,
      long initial,
      long maintenance,
      double exposure,
      double doubt) {
    double own = (double) equity;
    double first = (double) initial;
    double last = (double) maintenance;
    double warning = last * warningFactor / Billionths.ONE;
    double slack =
        switch (found) {
          case HEALTHY -> own - first;
          case WARNING -> Math.min(first - own, own - Math.max(warning, last));
          case MARGIN_CALL -> Math.min(Math.min(first, warning) - own, own - last);
          case LIQUIDATABLE -> Math.min(last - own, own);
          case BANKRUPT -> -own;
        };
    if (exposure == 0) {
      return Double.MAX_VALUE;
    }
    double certain = slack - doubt - 1e-12 * (Math.abs(own) + first);
    return certain <= 0 ? 0 : certain / exposure;
  }
}
