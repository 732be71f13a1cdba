package org.plimsoll.engine.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class MarketStateTest {
  private static final Instant T = Instant.parse("2025-10-10T21:00:00Z");
  private static final long SEED = 0x3a5eL;
  private static final StalenessUplift UPLIFT = new StalenessUplift(Duration.ofDays(1), 1, 5);

  @Test
  void aMarkWithoutPremiumIsTheIndex() {
    MarketState state = state(MarkPolicy.atIndex());
    give(state, 100_000, T);
    state.acceptContractPrice("BTC-PERP", 103_000);
    MarkPrice mark = state.update(T).mark("BTC-PERP").orElseThrow();
    assertEquals(100_000, mark.price());
    assertEquals(2, mark.priceScale());
    assertEquals(T, mark.asOf());
  }

  /// Premium 1 % at first; one minute later 3 % with weight 60 / (60 + 60): 2 %.
  @Test
  void premiumIsAveragedOverTheSmoothingTime() {
    MarketState state = state(new MarkPolicy(Duration.ofMinutes(1), 0.05));
    give(state, 100_000, T);
    state.acceptContractPrice("BTC-PERP", 101_000);
    assertEquals(101_000, mark(state, T));
    Instant next = T.plusSeconds(60);
    give(state, 100_000, next);
    state.acceptContractPrice("BTC-PERP", 103_000);
    assertEquals(102_000, mark(state, next));
  }

  @Test
  void premiumIsLimitedOnBothSides() {
    MarketState state = state(new MarkPolicy(Duration.ZERO, 0.02));
    give(state, 100_000, T);
    state.acceptContractPrice("BTC-PERP", 150_000);
    assertEquals(102_000, mark(state, T));
    Instant next = T.plusSeconds(1);
    give(state, 100_000, next);
    state.acceptContractPrice("BTC-PERP", 1);
    assertEquals(98_000, mark(state, next));
  }

  @Test
  void aHeldIndexKeepsThePremiumAndRaisesTheRate() {
    MarketState state = state(new MarkPolicy(Duration.ZERO, 0.02));
    give(state, 100_000, T);
    state.acceptContractPrice("BTC-PERP", 101_000);
    state.update(T);
    state.acceptContractPrice("BTC-PERP", 99_000);
    MarkPrice mark = state.update(T.plus(Duration.ofDays(3))).mark("BTC-PERP").orElseThrow();
    assertEquals(101_000, mark.price());
    assertEquals(2, mark.rateFactor());
  }

  @Test
  void aContractWithoutAnIndexHasNoMark() {
    MarketState state = state(MarkPolicy.atIndex());
    MarketSnapshot snapshot = state.update(T);
    assertTrue(snapshot.mark("BTC-PERP").isEmpty());
    assertTrue(snapshot.index("BTC/USDT").orElseThrow() instanceof IndexPrice.Missing);
    assertTrue(snapshot.index("ETH/USDT").isEmpty());
  }

  @Test
  void aSnapshotDoesNotChangeAfterwards() {
    MarketState state = state(MarkPolicy.atIndex());
    give(state, 100_000, T);
    MarketSnapshot snapshot = state.update(T);
    give(state, 200_000, T.plus(Duration.ofHours(1)));
    state.update(T.plus(Duration.ofHours(1)));
    assertEquals(100_000, snapshot.mark("BTC-PERP").orElseThrow().price());
    assertThrows(UnsupportedOperationException.class, () -> snapshot.marks().clear());
  }

  @Test
  void anUnknownMarketIsAReasonAndAnUnknownContractAnError() {
    MarketState state = state(MarkPolicy.atIndex());
    var observation = new PriceObservation("binance", "XMR/USDT", null, 1, 2, T);
    assertEquals(Reason.INSTRUMENT_UNKNOWN, state.accept(observation, T).orElseThrow().reason());
    assertThrows(IllegalArgumentException.class, () -> state.acceptContractPrice("XMR-PERP", 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> state.addContract("XMR-PERP", "XMR/USDT", MarkPolicy.atIndex()));
  }

  @Test
  void aRestoredMarketGoesOnWithTheSameBytes() throws IOException {
    var random = new SplittableRandom(SEED);
    MarkPolicy policy = new MarkPolicy(Duration.ofMinutes(7), 0.03);
    MarketState straight = state(policy);
    MarketState restored = state(policy);
    Instant now = T;
    for (int step = 0; step < 2_000; step++) {
      now = now.plusSeconds(random.nextInt(0, 2_000));
      long price = random.nextLong(80_000, 120_000);
      long contract = random.nextLong(80_000, 120_000);
      for (MarketState state : List.of(straight, restored)) {
        if (step % 7 != 0) {
          state.accept(new PriceObservation("binance", "BTC/USDT", null, price, 2, now), now);
        }
        state.acceptContractPrice("BTC-PERP", contract);
      }
      byte[] before = bytes(restored);
      restored = state(policy);
      restored.readFrom(new DataInputStream(new ByteArrayInputStream(before)));
      assertEquals(straight.update(now), restored.update(now), "seed " + SEED);
      assertArrayEquals(bytes(straight), bytes(restored));
    }
  }

  @Test
  void aSnapshotOfOtherMarketsIsRefused() throws IOException {
    byte[] bytes = bytes(state(MarkPolicy.atIndex()));
    var other = new MarketState();
    assertThrows(
        IOException.class,
        () -> other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes))));
  }

  private static byte[] bytes(MarketState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static long mark(MarketState state, Instant now) {
    return state.update(now).mark("BTC-PERP").orElseThrow().price();
  }

  private static void give(MarketState state, long price, Instant now) {
    var observation = new PriceObservation("binance", "BTC/USDT", null, price, 2, now);
    assertTrue(state.accept(observation, now).isEmpty());
  }

  private static MarketState state(MarkPolicy policy) {
    var gate =
        new SourceGate(
            "binance", "binance", Duration.ofHours(2), Duration.ZERO, 0.5, 1, 1_000_000_000);
    var state = new MarketState();
    state.addMarket(
        new IndexPolicy("BTC/USDT", 2, List.of(gate), 1, Duration.ofMinutes(1), UPLIFT));
    state.addContract("BTC-PERP", "BTC/USDT", policy);
    return state;
  }
}
