package org.plimsoll.engine.account;

import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// What one account holds of one contract.
///
/// @param quantityUnits signed, at the contract's quantity scale; negative is short
/// @param costUnits signed value at which it was entered, in settlement units: unrealised profit
///     is value minus cost
/// @param bucketUnits margin set apart for it in an isolated account, in settlement units
public record Position(long quantityUnits, long costUnits, long bucketUnits) {
  /// Nothing held.
  public static final Position FLAT = new Position(0, 0, 0);

  /// The position after a fill, and the profit that the fill realises.
  ///
  /// The cost removed by a reduction is rounded once, up, so that removed and remaining cost add up
  /// to the cost before. What a fill adds to cost less what it realises is always its value, to the
  /// last unit.
  ///
  /// @param quantityUnits signed change of quantity, not zero
  /// @param value signed value of the whole fill
  /// @param priceUnits the fill's price
  Fill fill(ContractValue contract, long quantityUnits, long value, long priceUnits) {
    long after = Math.addExact(this.quantityUnits, quantityUnits);
    if (this.quantityUnits == 0 || this.quantityUnits < 0 == quantityUnits < 0) {
      return new Fill(new Position(after, Math.addExact(costUnits, value), bucketUnits), 0);
    }
    long removed;
    long opened;
    if (after == 0 || after < 0 == this.quantityUnits < 0) {
      removed =
          Exact.multiplyDivide(
              costUnits,
              Math.absExact(quantityUnits),
              Math.absExact(this.quantityUnits),
              Rounding.UP);
      opened = 0;
    } else {
      removed = costUnits;
      opened = contract.signed(after, priceUnits, Rounding.DOWN);
    }
    long proceeds = Math.subtractExact(opened, value);
    long cost = Math.addExact(Math.subtractExact(costUnits, removed), opened);
    return new Fill(new Position(after, cost, bucketUnits), Math.subtractExact(proceeds, removed));
  }

  /// A position after a fill.
  ///
  /// @param position quantity and cost after it, the bucket as before
  /// @param realised profit or loss to be paid, in settlement units
  record Fill(Position position, long realised) {}

  /// Whether going from `this` to `after` adds risk: a larger quantity, or the other side.
  boolean growsTo(Position after) {
    return after.quantityUnits != 0
        && (Math.absExact(after.quantityUnits) > Math.absExact(quantityUnits)
            || after.quantityUnits < 0 != quantityUnits < 0);
  }

  /// This position with another bucket.
  Position withBucket(long units) {
    return new Position(quantityUnits, costUnits, units);
  }
}
