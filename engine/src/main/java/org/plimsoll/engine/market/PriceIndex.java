package org.plimsoll.engine.market;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// The forming of one market's index: the last price of each source, and the last good index.
///
/// The reference that prices may not deviate from is the median of the fresh origins where two or
/// more are fresh: a move that all of them show is real, however large. A lone fresh source is
/// judged by the last good index, as long as that is no older than the policy's reference life;
/// after that nothing contradicts it and it passes, so that one gap cannot lock the market out for
/// good.
///
/// State of a single writer; not for use by several threads.
public final class PriceIndex {
  private final IndexPolicy policy;
  private final int[] originOf;
  private final int origins;
  private final long[] prices;
  private final @Nullable Instant[] times;
  private final boolean[] passed;
  private final long[] scratch;
  private final long[] votes;
  private @Nullable Instant updatedAt;
  private @Nullable Instant goodAt;
  private long goodPrice;

  /// An index without prices.
  public PriceIndex(IndexPolicy policy) {
    this.policy = policy;
    int sources = policy.gates().size();
    List<String> names =
        policy.gates().stream().map(SourceGate::origin).distinct().sorted().toList();
    originOf = new int[sources];
    for (int i = 0; i < sources; i++) {
      originOf[i] = names.indexOf(policy.gates().get(i).origin());
    }
    origins = names.size();
    prices = new long[sources];
    times = new @Nullable Instant[sources];
    passed = new boolean[sources];
    scratch = new long[sources];
    votes = new long[origins];
  }

  /// How the index is formed.
  public IndexPolicy policy() {
    return policy;
  }

  /// Takes an observation, or says why not. A refused one leaves the source's last price in place,
  /// which goes stale in its own time.
  ///
  /// Prices of another scale are brought to the index's, halves to the even unit.
  public Optional<Refusal> accept(PriceObservation observation, Instant now) {
    int i = indexOf(observation.source());
    if (i < 0) {
      return Optional.of(
          new Refusal(
              observation.source(),
              Reason.SOURCE_UNKNOWN,
              observation.source() + " is not a source of " + policy.market()));
    }
    SourceGate gate = policy.gates().get(i);
    long price;
    Quote quote;
    try {
      price = rescale(observation.price(), observation.priceScale());
      quote = rescale(observation.quote(), observation.priceScale());
    } catch (ArithmeticException e) {
      return Optional.of(
          new Refusal(
              gate.source(),
              Reason.PRICE_OUT_OF_BOUNDS,
              gate.source()
                  + ": price "
                  + observation.price()
                  + " at scale "
                  + observation.priceScale()
                  + " does not fit scale "
                  + policy.priceScale()));
    }
    Refusal refusal =
        gate.judge(price, quote, policy.priceScale(), observation.eventTime(), times[i], now);
    if (refusal == null) {
      prices[i] = price;
      times[i] = observation.eventTime();
    }
    return Optional.ofNullable(refusal);
  }

  /// Forms the index at `now`, which must not be before the last time it was formed.
  public IndexPrice update(Instant now) {
    if (updatedAt != null && now.isBefore(updatedAt)) {
      throw new IllegalArgumentException(
          "Index of " + policy.market() + " cannot go back from " + updatedAt + " to " + now);
    }
    updatedAt = now;
    List<Refusal> refusals = new ArrayList<>(0);
    int fresh = gateAges(now, refusals);
    gateDeviations(fresh, now, refusals);
    int count = collectVotes();
    if (count >= policy.quorum()) {
      goodPrice = Median.of(votes, count);
      goodAt = now;
      return new IndexPrice.Fresh(
          policy.market(), goodPrice, policy.priceScale(), now, count, refusals);
    }
    return goodAt == null
        ? new IndexPrice.Missing(policy.market(), now, count, policy.quorum(), refusals)
        : held(goodAt, now, count, refusals);
  }

  private IndexPrice held(Instant lastGood, Instant now, int count, List<Refusal> refusals) {
    return new IndexPrice.Held(
        policy.market(),
        goodPrice,
        policy.priceScale(),
        now,
        lastGood,
        policy.uplift().factor(Duration.between(lastGood, now)),
        count,
        policy.quorum(),
        refusals);
  }

  private int gateAges(Instant now, List<Refusal> refusals) {
    for (int i = 0; i < prices.length; i++) {
      SourceGate gate = policy.gates().get(i);
      Instant time = times[i];
      Refusal refusal =
          time == null
              ? new Refusal(
                  gate.source(), Reason.PRICE_MISSING, gate.source() + " has given no price yet")
              : gate.judgeAge(time, now);
      passed[i] = refusal == null;
      if (refusal != null) {
        refusals.add(refusal);
      }
    }
    return collectVotes();
  }

  private void gateDeviations(int freshOrigins, Instant now, List<Refusal> refusals) {
    long reference;
    if (freshOrigins >= 2) {
      reference = Median.of(votes, freshOrigins);
    } else if (goodAt != null
        && Duration.between(goodAt, now).compareTo(policy.referenceLife()) <= 0) {
      reference = goodPrice;
    } else {
      return;
    }
    for (int i = 0; i < prices.length; i++) {
      if (passed[i]) {
        SourceGate gate = policy.gates().get(i);
        Refusal refusal = gate.judgeDeviation(prices[i], reference, policy.priceScale());
        if (refusal != null) {
          passed[i] = false;
          insertInOrder(refusal, refusals);
        }
      }
    }
  }

  private static void insertInOrder(Refusal refusal, List<Refusal> refusals) {
    int at = refusals.size();
    while (at > 0 && refusals.get(at - 1).source().compareTo(refusal.source()) > 0) {
      at--;
    }
    refusals.add(at, refusal);
  }

  /// The median price of each origin with a passing source, into `votes`; returns their number.
  private int collectVotes() {
    int count = 0;
    for (int origin = 0; origin < origins; origin++) {
      int members = 0;
      for (int i = 0; i < prices.length; i++) {
        if (passed[i] && originOf[i] == origin) {
          scratch[members] = prices[i];
          members++;
        }
      }
      if (members > 0) {
        votes[count] = Median.of(scratch, members);
        count++;
      }
    }
    return count;
  }

  /// Writes the state, without the policy.
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(prices.length);
    for (int i = 0; i < prices.length; i++) {
      Times.write(times[i], out);
      out.writeLong(prices[i]);
    }
    Times.write(updatedAt, out);
    Times.write(goodAt, out);
    out.writeLong(goodPrice);
  }

  /// Replaces the state by one that {@link #writeTo} wrote under the same policy.
  ///
  /// @throws IOException also when the number of sources differs from the policy's
  public void readFrom(DataInput in) throws IOException {
    int sources = in.readInt();
    if (sources != prices.length) {
      throw new IOException(
          "Snapshot has " + sources + " sources of " + policy.market() + ", not " + prices.length);
    }
    for (int i = 0; i < sources; i++) {
      times[i] = Times.read(in);
      prices[i] = in.readLong();
    }
    updatedAt = Times.read(in);
    goodAt = Times.read(in);
    goodPrice = in.readLong();
  }

  private int indexOf(String source) {
    for (int i = 0; i < prices.length; i++) {
      if (policy.gates().get(i).source().equals(source)) {
        return i;
      }
    }
    return -1;
  }

  private long rescale(long price, int scale) {
    return scale == policy.priceScale()
        ? price
        : Exact.rescale(price, scale, policy.priceScale(), Rounding.HALF_EVEN);
  }

  private @Nullable Quote rescale(@Nullable Quote quote, int scale) {
    return quote == null || scale == policy.priceScale()
        ? quote
        : new Quote(rescale(quote.bid(), scale), rescale(quote.ask(), scale));
  }
}
