package org.plimsoll.engine.portfolio;

import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// Decides statuses from exact figures, by the rules of the account assessor.
///
/// A requirement rounded up to the unit is covered by an equity in whole units exactly when the
/// unrounded one is, so only the warning level, a multiple of the rounded maintenance requirement,
/// needs a rounding.
final class Judge {
  private static final int HEALTHY = AccountStatus.HEALTHY.ordinal();
  private static final int WARNING = AccountStatus.WARNING.ordinal();
  private static final int MARGIN_CALL = AccountStatus.MARGIN_CALL.ordinal();
  private static final int LIQUIDATABLE = AccountStatus.LIQUIDATABLE.ordinal();
  private static final int BANKRUPT = AccountStatus.BANKRUPT.ordinal();

  private final long warningFactor;

  Judge(long warningFactor) {
    this.warningFactor = warningFactor;
  }

  long warningFactor() {
    return warningFactor;
  }

  int status(
      long equity, long initialHigh, long initialLow, long maintenanceHigh, long maintenanceLow) {
    if (Wide.covers(equity, initialHigh, initialLow)) {
      return HEALTHY;
    }
    if (!Wide.covers(equity, maintenanceHigh, maintenanceLow)) {
      return equity < 0 ? BANKRUPT : LIQUIDATABLE;
    }
    long maintenance = Wide.ceilUnits(maintenanceHigh, maintenanceLow);
    long warning = Billionths.times(maintenance, warningFactor, Rounding.UP);
    return equity >= warning ? WARNING : MARGIN_CALL;
  }

  /// Decides a row's status anew and notes the account if it changed for the first time since its
  /// change was last told.
  void judge(long[] rows, int account, Changes changes) {
    int row = Figures.row(account);
    long pair = rows[row + Figures.PAIR];
    int before = (int) (pair & Figures.STATUS_MASK);
    int now =
        status(
            rows[row],
            Figures.initialHigh(pair),
            rows[row + Figures.INITIAL],
            Figures.maintenanceHigh(pair),
            rows[row + Figures.MAINTENANCE]);
    if (now == before) {
      return;
    }
    if ((pair & Figures.NOTED) == 0) {
      changes.note(account, before);
    }
    rows[row + Figures.PAIR] = (pair & ~Figures.STATUS_MASK) | Figures.NOTED | now;
  }
}
