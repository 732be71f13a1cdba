package org.plimsoll.engine.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class PriceIndexTest {
  private static final Instant T = Instant.parse("2025-10-10T21:00:00Z");
  private static final StalenessUplift UPLIFT = new StalenessUplift(Duration.ofDays(1), 1.05, 3);
  private static final long SEED = 0x1de0L;

  @Test
  void indexIsTheMedianOfTheSourcesThatPass() {
    PriceIndex index = index(2, "a", "b", "c");
    give(index, "a", 100_00);
    give(index, "b", 101_00);
    give(index, "c", 103_00);
    var fresh = assertInstanceOf(IndexPrice.Fresh.class, index.update(T));
    assertEquals(101_00, fresh.price());
    assertEquals(3, fresh.votes());
    assertEquals(1.0, fresh.rateFactor());
    assertEquals(List.of(), fresh.refusals());
  }

  @Test
  void staleSourceIsDroppedBeforeTheMedian() {
    PriceIndex index = index(2, "a", "b", "c");
    give(index, "a", 100_00);
    assertEquals(
        Optional.empty(), index.accept(at("b", 101_00, T.plusSeconds(61)), T.plusSeconds(61)));
    assertEquals(
        Optional.empty(), index.accept(at("c", 103_00, T.plusSeconds(61)), T.plusSeconds(61)));
    var fresh = assertInstanceOf(IndexPrice.Fresh.class, index.update(T.plusSeconds(61)));
    assertEquals(102_00, fresh.price());
    assertEquals(Reason.PRICE_STALE, fresh.refusals().getFirst().reason());
    assertEquals("a", fresh.refusals().getFirst().source());
  }

  @Test
  void aPriceExactlyAtItsAgeLimitPasses() {
    PriceIndex index = index(1, "a");
    give(index, "a", 100_00);
    assertInstanceOf(IndexPrice.Fresh.class, index.update(T.plusSeconds(60)));
    assertInstanceOf(IndexPrice.Held.class, index.update(T.plusSeconds(60).plusNanos(1)));
  }

  @Test
  void deviatingSourceIsDroppedWithItsReason() {
    PriceIndex index = index(2, "a", "b", "c");
    give(index, "a", 100_00);
    give(index, "b", 110_01);
    give(index, "c", 100_02);
    var fresh = assertInstanceOf(IndexPrice.Fresh.class, index.update(T));
    assertEquals(100_01, fresh.price());
    assertEquals(Reason.PRICE_DEVIATES, fresh.refusals().getFirst().reason());
  }

  @Test
  void aCrashThatAllSourcesShowIsRealHoweverLarge() {
    PriceIndex index = index(2, "a", "b", "c");
    for (String source : List.of("a", "b", "c")) {
      give(index, source, 100_00);
    }
    index.update(T);
    for (String source : List.of("a", "b", "c")) {
      give(index, source, 20_00);
    }
    assertEquals(20_00, assertInstanceOf(IndexPrice.Fresh.class, index.update(T)).price());
  }

  @Test
  void twoSourcesThatContradictEachOtherLoseTheQuorum() {
    PriceIndex index = index(1, "a", "b");
    give(index, "a", 100_00);
    give(index, "b", 100_00);
    index.update(T);
    give(index, "a", 60_00);
    var held = assertInstanceOf(IndexPrice.Held.class, index.update(T.plusSeconds(1)));
    assertEquals(100_00, held.price());
    assertEquals(2, held.refusals().size());
  }

  @Test
  void aLoneSourceIsJudgedByTheLastGoodIndexUntilThatIsTooOld() {
    PriceIndex index = index(1, "a");
    give(index, "a", 100_00);
    index.update(T);
    Instant soon = T.plus(Duration.ofMinutes(4));
    index.accept(at("a", 50_00, soon), soon);
    assertEquals(100_00, assertInstanceOf(IndexPrice.Held.class, index.update(soon)).price());
    Instant later = T.plus(Duration.ofMinutes(5)).plusNanos(1);
    index.accept(at("a", 50_00, later), later);
    assertEquals(50_00, assertInstanceOf(IndexPrice.Fresh.class, index.update(later)).price());
  }

  @Test
  void sourcesOfOneOriginHaveOneVote() {
    List<SourceGate> gates =
        List.of(gate("a", "exchange"), gate("oracle", "exchange"), gate("b", "b"), gate("c", "c"));
    PriceIndex index = new PriceIndex(policy(3, gates));
    give(index, "a", 100_00);
    give(index, "oracle", 100_00);
    give(index, "b", 101_00);
    assertInstanceOf(IndexPrice.Missing.class, index.update(T));
    give(index, "c", 102_00);
    var fresh = assertInstanceOf(IndexPrice.Fresh.class, index.update(T));
    assertEquals(3, fresh.votes());
    assertEquals(101_00, fresh.price());
  }

  @Test
  void quorumLossHoldsThePriceAndRaisesTheRateEverMore() {
    PriceIndex index = index(2, "a", "b");
    give(index, "a", 100_00);
    give(index, "b", 100_00);
    index.update(T);
    double before = 1;
    for (int hours = 1; hours <= 400; hours++) {
      Instant now = T.plus(Duration.ofHours(hours));
      var held = assertInstanceOf(IndexPrice.Held.class, index.update(now));
      assertEquals(100_00, held.price());
      assertEquals(T, held.goodAt());
      assertTrue(held.rateFactor() >= before, "factor fell at hour " + hours);
      before = held.rateFactor();
    }
    assertEquals(3, before);
  }

  /// After three days without a price a one-day rate must cover four: twice as much.
  @Test
  void upliftIsTheSquareRootOfTheTimeToCover() {
    assertEquals(1.05, UPLIFT.factor(Duration.ZERO));
    assertEquals(2, UPLIFT.factor(Duration.ofDays(3)));
    assertEquals(3, UPLIFT.factor(Duration.ofDays(8)));
    assertEquals(3, UPLIFT.factor(Duration.ofDays(30_000)));
  }

  @Test
  void indexWithoutAnyPriceIsMissingWithReasons() {
    var missing = assertInstanceOf(IndexPrice.Missing.class, index(1, "a", "b").update(T));
    assertEquals(
        List.of(Reason.PRICE_MISSING, Reason.PRICE_MISSING),
        missing.refusals().stream().map(Refusal::reason).toList());
  }

  @Test
  void arrivalGatesRefuseWithTheirReasonAndKeepTheLastPrice() {
    PriceIndex index = index(1, "a");
    give(index, "a", 100_00);
    assertRefused(Reason.PRICE_NOT_POSITIVE, index, at("a", 0, T), T);
    assertRefused(Reason.PRICE_NOT_POSITIVE, index, at("a", -5, T), T);
    assertRefused(Reason.PRICE_NOT_POSITIVE, index, quoted(100_00, new Quote(0, 100_00)), T);
    assertRefused(Reason.PRICE_CROSSED, index, quoted(100_00, new Quote(100_01, 100_00)), T);
    assertRefused(Reason.PRICE_OUT_OF_BOUNDS, index, at("a", 99, T), T);
    assertRefused(Reason.PRICE_OUT_OF_BOUNDS, index, at("a", 1_000_000_01, T), T);
    assertRefused(Reason.TIME_REVERSED, index, at("a", 100_00, T.minusNanos(1)), T);
    assertRefused(Reason.PRICE_FROM_FUTURE, index, at("a", 100_00, T.plusMillis(1_001)), T);
    assertRefused(Reason.SOURCE_UNKNOWN, index, at("z", 100_00, T), T);
    assertRefused(
        Reason.PRICE_OUT_OF_BOUNDS,
        index,
        new PriceObservation("a", "BTC/USDT", null, Long.MAX_VALUE, 0, T),
        T);
    assertThrows(
        IllegalArgumentException.class, () -> new PriceObservation("a", "X", null, 1, -3, T));
    assertEquals(Optional.empty(), index.accept(quoted(100_00, new Quote(100_00, 100_00)), T));
    assertEquals(100_00, assertInstanceOf(IndexPrice.Fresh.class, index.update(T)).price());
  }

  @Test
  void pricesOfAnotherScaleAreBroughtToTheIndexs() {
    PriceIndex index = index(1, "a");
    index.accept(new PriceObservation("a", "BTC/USDT", null, 123_455, 3, T), T);
    assertEquals(123_46, assertInstanceOf(IndexPrice.Fresh.class, index.update(T)).price());
    index.accept(new PriceObservation("a", "BTC/USDT", null, 123, 0, T), T);
    assertEquals(123_00, assertInstanceOf(IndexPrice.Fresh.class, index.update(T)).price());
  }

  @Test
  void timeOfTheIndexNeverGoesBack() {
    PriceIndex index = index(1, "a");
    index.update(T);
    assertThrows(IllegalArgumentException.class, () -> index.update(T.minusNanos(1)));
  }

  @Test
  void medianAgreesWithDecimalArithmetic() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 20_000; round++) {
      int count = random.nextInt(1, 9);
      long bound = random.nextBoolean() ? 10 : Long.MAX_VALUE;
      long[] prices = random.longs(count, 1, bound).toArray();
      long[] sorted = prices.clone();
      Arrays.sort(sorted);
      BigDecimal expected =
          BigDecimal.valueOf(sorted[(count - 1) / 2])
              .add(BigDecimal.valueOf(sorted[count / 2]))
              .divide(BigDecimal.TWO, 0, RoundingMode.HALF_EVEN);
      assertEquals(expected.longValueExact(), Median.of(prices, count), "seed " + SEED);
    }
  }

  /// A random run, once straight through and once saved and restored after every step.
  @Test
  void aRestoredIndexGoesOnWithTheSameBytes() throws IOException {
    var random = new SplittableRandom(SEED);
    PriceIndex straight = index(2, "a", "b", "c");
    PriceIndex restored = index(2, "a", "b", "c");
    Instant now = T;
    for (int step = 0; step < 3_000; step++) {
      now = now.plusSeconds(random.nextInt(0, 90));
      String source = List.of("a", "b", "c").get(random.nextInt(3));
      var observation = at(source, random.nextLong(80_00, 120_00), now);
      assertEquals(straight.accept(observation, now), restored.accept(observation, now));
      assertEquals(straight.update(now), restored.update(now), "seed " + SEED);
      byte[] bytes = bytes(restored);
      restored = index(2, "a", "b", "c");
      restored.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
      assertArrayEquals(bytes(straight), bytes);
    }
  }

  @Test
  void aPolicyThatCannotWorkIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> index(2, "a"));
    assertThrows(IllegalArgumentException.class, () -> index(0, "a"));
    assertThrows(IllegalArgumentException.class, () -> index(1));
    assertThrows(IllegalArgumentException.class, () -> index(1, "a", "a"));
    assertThrows(
        IllegalArgumentException.class, () -> new StalenessUplift(Duration.ofDays(1), 0.9, 2));
  }

  private static byte[] bytes(PriceIndex index) throws IOException {
    var bytes = new ByteArrayOutputStream();
    index.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static void assertRefused(
      Reason reason, PriceIndex index, PriceObservation observation, Instant now) {
    assertEquals(reason, index.accept(observation, now).orElseThrow().reason());
  }

  private static void give(PriceIndex index, String source, long price) {
    assertEquals(Optional.empty(), index.accept(at(source, price, T), T));
  }

  private static PriceObservation at(String source, long price, Instant time) {
    return new PriceObservation(source, "BTC/USDT", null, price, 2, time);
  }

  private static PriceObservation quoted(long price, @Nullable Quote quote) {
    return new PriceObservation("a", "BTC/USDT", quote, price, 2, T);
  }

  private static SourceGate gate(String source, String origin) {
    return new SourceGate(
        source, origin, Duration.ofSeconds(60), Duration.ofSeconds(1), 0.05, 100, 1_000_000_00);
  }

  private static IndexPolicy policy(int quorum, List<SourceGate> gates) {
    return new IndexPolicy("BTC/USDT", 2, gates, quorum, Duration.ofMinutes(5), UPLIFT);
  }

  private static PriceIndex index(int quorum, String... sources) {
    return new PriceIndex(
        policy(quorum, Arrays.stream(sources).map(name -> gate(name, name)).toList()));
  }
}
