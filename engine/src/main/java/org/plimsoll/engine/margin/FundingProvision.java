package org.plimsoll.engine.margin;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// Margin for funding that has accrued and is not yet paid: a part of what a position will owe. A
/// payment to come lowers nothing. The form is Vega's for perpetuals.
///
/// @param factor part of the accrued amount, in billionths, 0 to {@link Billionths#MAX}
public record FundingProvision(long factor) {
  public FundingProvision {
    if (factor < 0 || factor > Billionths.MAX) {
      throw new IllegalArgumentException("Factor of " + factor + " billionths");
    }
  }

  /// What is added to a requirement, rounded up.
  ///
  /// @param owedUnits accrued funding that the position owes, negative when it is to receive
  public long requirement(long owedUnits) {
    return Billionths.times(Math.max(0, owedUnits), factor, Rounding.UP);
  }
}
