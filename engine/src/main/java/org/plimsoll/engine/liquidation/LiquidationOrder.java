package org.plimsoll.engine.liquidation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An order to close part of a position, immediate or cancelled, for the venue's matching engine.
///
/// @param id unique over the venue's life, ascending
/// @param group whose position it closes
/// @param contract index in the book
/// @param quantity signed quantity units still open: negative sells
/// @param limit the worst price it may be filled at
/// @param placedMillis when it was given out, in milliseconds of the venue's time
public record LiquidationOrder(
    long id, MarginGroup group, int contract, long quantity, long limit, long placedMillis) {

  LiquidationOrder less(long filled) {
    return new LiquidationOrder(
        id,
        group,
        contract,
        quantity < 0 ? quantity + filled : quantity - filled,
        limit,
        placedMillis);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(id);
    group.writeTo(out);
    out.writeInt(contract);
    out.writeLong(quantity);
    out.writeLong(limit);
    out.writeLong(placedMillis);
  }

  static LiquidationOrder read(DataInput in) throws IOException {
    return new LiquidationOrder(
        in.readLong(),
        MarginGroup.read(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
