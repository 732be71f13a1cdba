package org.plimsoll.engine.margin.historical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.historical.HistoricalMargin.Windows;
import org.plimsoll.engine.margin.historical.HistoricalTerms.Measure;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.governor.BufferSchedule;

class HistoricalMarginTest {
  private static final long SEED = 20260112L;
  private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

  private static HistoricalTerms terms(
      Measure measure, double confidence, AntiProcyclicality tool) {
    return new HistoricalTerms(measure, confidence, 1, 100, 1.5, 1, tool);
  }

  private static UnderlyingBook perpetual(double quantity) {
    return new UnderlyingBook(
        "X",
        Settlement.LINEAR,
        100,
        1,
        1,
        0,
        0,
        0,
        List.of(new PerpetualPosition(quantity, 100, 1, 0)),
        List.of());
  }

  private static HistoricalOutcome assess(
      HistoricalTerms terms, List<UnderlyingBook> books, Windows windows) {
    return HistoricalMargin.assess(terms, books, windows, BufferSchedule.STANDARD, null, NOW);
  }

  private static HistoricalOutcome.Assessed assessed(
      HistoricalTerms terms, List<UnderlyingBook> books, Windows windows) {
    return assertInstanceOf(HistoricalOutcome.Assessed.class, assess(terms, books, windows));
  }

  /// Falls of 0.01 % to 1 % in steps of 0.01 %, in an order that is not sorted.
  private static PastMoves.Window hundredFalls(double scale) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(List.of(-scale * (1 + (i * 37) % 100) / 10_000.0));
    }
    return new PastMoves.Window(rows);
  }

  /// One unit at 100 loses 0.01 to 1. The 99th of a hundred losses is 0.99; the mean beyond 97.5
  /// % is that of 1, 0.99 and half of 0.98.
  @Test
  void quantileAndTailMeanAreThoseOfTheOrderedLosses() {
    var none = new AntiProcyclicality.None();
    Windows windows = Windows.of(hundredFalls(1));
    List<UnderlyingBook> books = List.of(perpetual(1));
    var quantile = assessed(terms(Measure.VALUE_AT_RISK, 0.99, none), books, windows);
    assertEquals(0.99, quantile.measure(), 1e-12);
    assertEquals(0.99 * 1.5, quantile.initial(), 1e-12);
    assertEquals(0.99, quantile.maintenance(), 1e-12);
    assertEquals(2, quantile.worst().size());
    var mean = assessed(terms(Measure.EXPECTED_SHORTFALL, 0.975, none), books, windows);
    assertEquals((1 + 0.99 + 0.49) / 2.5, mean.measure(), 1e-12);
    assertEquals(3, mean.worst().size());
  }

  @Test
  void shortPositionGainsFromFallsAndRequiresNothing() {
    var found =
        assessed(
            terms(Measure.VALUE_AT_RISK, 0.99, new AntiProcyclicality.None()),
            List.of(perpetual(-1)),
            Windows.of(hundredFalls(1)));
    assertEquals(0, found.measure());
  }

  @Test
  void bufferStressAndLongFloorRaiseTheMeasureAsTheRegulationSays() {
    List<UnderlyingBook> books = List.of(perpetual(2));
    PastMoves.Window recent = hundredFalls(1);
    var buffer =
        assessed(
            terms(Measure.VALUE_AT_RISK, 0.99, new AntiProcyclicality.Buffer(0.25)),
            books,
            Windows.of(recent));
    assertEquals(1.25 * 1.98, buffer.mitigated(), 1e-12);
    assertTrue(buffer.buffer() != null);
    var stress =
        assessed(
            terms(Measure.VALUE_AT_RISK, 0.99, new AntiProcyclicality.Stress(0.25)),
            books,
            new Windows(recent, hundredFalls(3), null));
    assertEquals(0.75 * 1.98 + 0.25 * 5.94, stress.mitigated(), 1e-12);
    var floor =
        assessed(
            terms(
                Measure.VALUE_AT_RISK,
                0.99,
                new AntiProcyclicality.LongFloor(Duration.ofDays(3650))),
            books,
            new Windows(recent, null, hundredFalls(2)));
    assertEquals(3.96, floor.mitigated(), 1e-12);
  }

  @Test
  void toolWithoutItsHistoryIsUnavailable() {
    var found =
        assess(
            terms(Measure.VALUE_AT_RISK, 0.99, new AntiProcyclicality.Stress(0.25)),
            List.of(perpetual(1)),
            Windows.of(hundredFalls(1)));
    assertEquals(
        Reason.HISTORY_TOO_SHORT,
        assertInstanceOf(HistoricalOutcome.Unavailable.class, found).reason());
  }

  @Test
  void quantileWithoutObservationBeyondItIsUnavailable() {
    var found =
        assess(
            terms(Measure.VALUE_AT_RISK, 0.995, new AntiProcyclicality.None()),
            List.of(perpetual(1)),
            Windows.of(hundredFalls(1)));
    assertEquals(
        Reason.HISTORY_TOO_SHORT,
        assertInstanceOf(HistoricalOutcome.Unavailable.class, found).reason());
  }

  /// Closes 100, 110, 121 over one day move by a tenth each; over two days by 21 %.
  @Test
  void movesOverlapAndEndOnTheNewestDay() {
    var one = PastMoves.of(List.of(new double[] {100, 110, 121}), 1, 2);
    var window = assertInstanceOf(PastMoves.Window.class, one);
    assertEquals(2, window.rows().size());
    assertEquals(0.1, window.rows().get(0).get(0), 1e-12);
    var two = PastMoves.of(List.of(new double[] {100, 110, 121}), 2, 2);
    assertEquals(0.21, assertInstanceOf(PastMoves.Window.class, two).rows().get(0).get(0), 1e-12);
    assertInstanceOf(
        PastMoves.Unavailable.class, PastMoves.of(List.of(new double[] {100, 110}), 1, 2));
    double[] gaps = new double[101];
    java.util.Arrays.fill(gaps, 0, 101, 100);
    java.util.Arrays.fill(gaps, 20, 26, 0);
    assertInstanceOf(PastMoves.Unavailable.class, PastMoves.of(List.of(gaps), 1, 100));
  }

  @Test
  void tailMeanOfTheWholeIsAtMostThatOfTheParts() {
    var random = new SplittableRandom(SEED);
    var terms = terms(Measure.EXPECTED_SHORTFALL, 0.975, new AntiProcyclicality.None());
    for (int run = 0; run < 50; run++) {
      List<List<Double>> rows = new ArrayList<>();
      List<List<Double>> first = new ArrayList<>();
      List<List<Double>> second = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        double one = random.nextDouble(-0.2, 0.2);
        double two = 0.5 * one + random.nextDouble(-0.1, 0.1);
        rows.add(List.of(one, two));
        first.add(List.of(one));
        second.add(List.of(two));
      }
      UnderlyingBook a = withOption(random);
      UnderlyingBook b = withOption(random);
      double whole =
          assessed(terms, List.of(a, b), Windows.of(new PastMoves.Window(rows))).measure();
      double parts =
          assessed(terms, List.of(a), Windows.of(new PastMoves.Window(first))).measure()
              + assessed(terms, List.of(b), Windows.of(new PastMoves.Window(second))).measure();
      assertTrue(whole <= parts + 1e-9, "seed " + SEED + ", run " + run);
    }
  }

  private static UnderlyingBook withOption(SplittableRandom random) {
    var option =
        new OptionPosition(OptionRight.PUT, random.nextInt(80, 120), 0.6, random.nextInt(-3, 4));
    var expiry = new ExpiryBook(30 * 86_400.0, 101, 0, 0, 1, List.of(), List.of(option));
    return new UnderlyingBook(
        "X",
        Settlement.LINEAR,
        100,
        1,
        1,
        0,
        0,
        0,
        List.of(new PerpetualPosition(random.nextInt(-3, 4), 100, 1, 0)),
        List.of(expiry));
  }
}
