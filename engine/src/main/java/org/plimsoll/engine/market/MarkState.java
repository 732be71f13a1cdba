package org.plimsoll.engine.market;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// The forming of one contract's mark: its averaged premium over the index.
///
/// The average gives an observation after a pause of `d` the weight `d / (d + smoothing)`; the
/// first has weight 1. While the index is held, the premium stays as it was.
///
/// State of a single writer; not for use by several threads.
public final class MarkState {
  private final String instrument;
  private final MarkPolicy policy;
  private @Nullable Instant observedAt;
  private double premium;
  private boolean hasPrice;
  private long contractPrice;

  /// A mark without premium.
  public MarkState(String instrument, MarkPolicy policy) {
    this.instrument = instrument;
    this.policy = policy;
  }

  /// Takes the contract's own price, positive and at the index's scale, for the next mark.
  public void accept(long price) {
    if (price <= 0) {
      throw new IllegalArgumentException("Price of " + instrument + " must pass its gate first");
    }
    contractPrice = price;
    hasPrice = true;
  }

  /// The mark on `index`: the index plus the averaged premium within its limit, halves to the even
  /// unit, at least one unit.
  public MarkPrice mark(IndexPrice.Known index) {
    switch (index) {
      case IndexPrice.Held _ -> {}
      case IndexPrice.Fresh fresh -> average(fresh);
    }
    double limited = Math.max(-policy.maxPremium(), Math.min(policy.maxPremium(), premium));
    long distance = Exact.multiplyByRate(index.price(), Math.abs(limited), Rounding.HALF_EVEN);
    long price = limited < 0 ? index.price() - distance : Math.addExact(index.price(), distance);
    return new MarkPrice(instrument, Math.max(1, price), index, premium);
  }

  private void average(IndexPrice.Fresh index) {
    if (!hasPrice) {
      return;
    }
    double observed = (double) (contractPrice - index.price()) / index.price();
    if (observedAt == null) {
      premium = observed;
    } else {
      double passed = Duration.between(observedAt, index.asOf()).toMillis();
      if (passed <= 0) {
        return;
      }
      premium += passed / (passed + policy.smoothing().toMillis()) * (observed - premium);
    }
    observedAt = index.asOf();
    hasPrice = false;
  }

  /// Writes the state, without the policy.
  public void writeTo(DataOutput out) throws IOException {
    Times.write(observedAt, out);
    out.writeDouble(premium);
    out.writeBoolean(hasPrice);
    out.writeLong(contractPrice);
  }

  /// Replaces the state by one that {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    observedAt = Times.read(in);
    premium = in.readDouble();
    hasPrice = in.readBoolean();
    contractPrice = in.readLong();
  }
}
