package org.plimsoll.engine.liquidation;

import org.plimsoll.engine.quantity.Reason;

/// What became of a fill that the venue reported.
public sealed interface FillOutcome {
  /// The fill is booked.
  ///
  /// @param order the order it belongs to, before the fill
  /// @param settlementAsset index of the asset of the amounts
  /// @param feeUnits paid by the account into the venue's fees
  /// @param drawUnits what the pools owe the account, not yet paid
  /// @param bankruptcyValue of the quantity filled, signed, in settlement units
  record Booked(
      LiquidationOrder order,
      int settlementAsset,
      long feeUnits,
      long drawUnits,
      long bankruptcyValue)
      implements FillOutcome {}

  /// The fill is not booked and nothing changed.
  record Refused(Reason reason, String detail) implements FillOutcome {}
}
