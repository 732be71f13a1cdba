package org.plimsoll.engine.liquidation;

import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// What a liquidation fill owes the pools, or the pools owe it.
///
/// A fill better than the bankruptcy value pays a fee, never more than the improvement and never
/// more than the largest fee on the fill's value; a fill worse than it is made good by the pools,
/// so that no account falls below zero by being liquidated.
///
/// @param feeUnits paid by the account, in settlement units, rounded down, not negative
/// @param drawUnits paid to the account, in settlement units, not negative
public record FillSettlement(long feeUnits, long drawUnits) {

  /// The settlement of one fill.
  ///
  /// @param fillValue signed value closed, at the fill's price: positive for a long position
  /// @param bankruptcyValue the same at the bankruptcy price
  /// @param largestFee in billionths of the fill's value
  public static FillSettlement of(long fillValue, long bankruptcyValue, long largestFee) {
    long better = Math.subtractExact(fillValue, bankruptcyValue);
    if (better <= 0) {
      return new FillSettlement(0, Math.negateExact(better));
    }
    long fee = Billionths.times(Math.absExact(fillValue), largestFee, Rounding.DOWN);
    return new FillSettlement(Math.min(better, fee), 0);
  }
}
