package org.plimsoll.engine.book;

import org.plimsoll.engine.quantity.Reason;

/// The journal's form of the steps of default management.
final class DefaultStepCodec {
  private static final int ORDERED = 20;
  private static final int FILLED = 21;
  private static final int ORDER_ENDED = 22;
  private static final int DEFERRED = 23;
  private static final int ENDED = 24;
  private static final int TAKEN_OVER = 25;
  private static final int DELEVERAGED = 26;
  private static final int RESOLVED = 27;
  private static final int POOL_MOVED = 28;
  private static final int REGIME_CHANGED = 29;
  private static final int TARGETED = 30;

  private DefaultStepCodec() {}

  static void write(Effect.DefaultStep step, WireWriter out) {
    switch (step) {
      case Effect.LiquidationOrdered e -> writeOrdered(e, out);
      case Effect.LiquidationFilled e -> writeFilled(e, out);
      case Effect.LiquidationOrderEnded e ->
          out.int8(ORDER_ENDED)
              .int64(e.order())
              .text(e.account())
              .text(e.instrument())
              .int64(e.left())
              .flag(e.expired());
      case Effect.LiquidationDeferred e ->
          out.int8(DEFERRED)
              .text(e.account())
              .text(e.instrument())
              .text(e.reason().name())
              .text(e.detail());
      case Effect.LiquidationEnded e ->
          out.int8(ENDED)
              .text(e.account())
              .text(e.instrument())
              .int64(e.equity())
              .int64(e.maintenance());
      case Effect.PositionTakenOver e ->
          out.int8(TAKEN_OVER)
              .text(e.account())
              .text(e.instrument())
              .int64(e.quantity())
              .int64(e.price())
              .int64(e.mark())
              .int64(e.worth());
      case Effect.Deleveraged e -> writeDeleveraged(e, out);
      case Effect.DefaultResolved e ->
          out.int8(RESOLVED)
              .text(e.account())
              .text(e.instrument())
              .text(e.asset())
              .int64(e.loss())
              .int64(e.paid())
              .int64(e.uncovered());
      case Effect.PoolMoved e ->
          out.int8(POOL_MOVED)
              .text(e.pool())
              .text(e.asset())
              .int64(e.units())
              .int64(e.balance())
              .text(e.cause())
              .text(e.account());
      case Effect.RegimeChanged e ->
          out.int8(REGIME_CHANGED)
              .text(e.from())
              .text(e.to())
              .float64(e.sigma())
              .float64(e.drawdown());
      case Effect.PoolsTargeted e -> writeTargeted(e, out);
    }
  }

  private static void writeOrdered(Effect.LiquidationOrdered e, WireWriter out) {
    out.int8(ORDERED)
        .int64(e.order())
        .text(e.account())
        .text(e.instrument())
        .int64(e.quantity())
        .int64(e.limit())
        .int64(e.mark())
        .int64(e.bankruptcy())
        .int64(e.equity())
        .int64(e.maintenance())
        .int64(e.released())
        .flag(e.whole());
  }

  private static void writeFilled(Effect.LiquidationFilled e, WireWriter out) {
    out.int8(FILLED)
        .int64(e.order())
        .text(e.account())
        .text(e.instrument())
        .int64(e.quantity())
        .int64(e.price())
        .text(e.asset())
        .int64(e.fee())
        .int64(e.bankruptcyValue());
  }

  private static void writeDeleveraged(Effect.Deleveraged e, WireWriter out) {
    out.int8(DELEVERAGED)
        .text(e.defaulter())
        .text(e.account())
        .text(e.instrument())
        .int64(e.quantity())
        .int64(e.hedged())
        .int64(e.price())
        .int64(e.mark())
        .int32(e.place());
  }

  private static void writeTargeted(Effect.PoolsTargeted e, WireWriter out) {
    out.int8(TARGETED)
        .int64(e.baseTarget())
        .text(e.scenario())
        .int64(e.insuranceTarget())
        .int64(e.base())
        .int64(e.insurance())
        .float64(e.baseLasts())
        .float64(e.baseLastsBad())
        .float64(e.insuranceLasts())
        .float64(e.insuranceLastsBad());
  }

  static Effect.DefaultStep read(int type, WireReader in) {
    return switch (type) {
      case ORDERED ->
          new Effect.LiquidationOrdered(
              in.int64(),
              in.text(),
              in.text(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.flag());
      case FILLED ->
          new Effect.LiquidationFilled(
              in.int64(),
              in.text(),
              in.text(),
              in.int64(),
              in.int64(),
              in.text(),
              in.int64(),
              in.int64());
      case ORDER_ENDED ->
          new Effect.LiquidationOrderEnded(in.int64(), in.text(), in.text(), in.int64(), in.flag());
      case DEFERRED ->
          new Effect.LiquidationDeferred(
              in.text(), in.text(), Reason.valueOf(in.text()), in.text());
      case ENDED -> new Effect.LiquidationEnded(in.text(), in.text(), in.int64(), in.int64());
      case TAKEN_OVER ->
          new Effect.PositionTakenOver(
              in.text(), in.text(), in.int64(), in.int64(), in.int64(), in.int64());
      default -> readMoney(type, in);
    };
  }

  private static Effect.DefaultStep readMoney(int type, WireReader in) {
    return switch (type) {
      case DELEVERAGED ->
          new Effect.Deleveraged(
              in.text(),
              in.text(),
              in.text(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.int32());
      case RESOLVED ->
          new Effect.DefaultResolved(
              in.text(), in.text(), in.text(), in.int64(), in.int64(), in.int64());
      case POOL_MOVED ->
          new Effect.PoolMoved(in.text(), in.text(), in.int64(), in.int64(), in.text(), in.text());
      case REGIME_CHANGED ->
          new Effect.RegimeChanged(in.text(), in.text(), in.float64(), in.float64());
      case TARGETED ->
          new Effect.PoolsTargeted(
              in.int64(),
              in.text(),
              in.int64(),
              in.int64(),
              in.int64(),
              in.float64(),
              in.float64(),
              in.float64(),
              in.float64());
      default -> throw new IllegalArgumentException("effect type " + type + " is unknown");
    };
  }
}
