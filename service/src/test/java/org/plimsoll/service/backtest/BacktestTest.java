package org.plimsoll.service.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.RowFault;
import org.plimsoll.feeds.Window;
import org.plimsoll.rulepacks.PackLibrary;

class BacktestTest {
  private static final RuleBook RULES = PackLibrary.builtIn().book();
  private static final LocalDate FIRST = LocalDate.parse("2021-06-01");
  private static final LocalDate FROM = LocalDate.parse("2023-12-10");
  private static final LocalDate TO = LocalDate.parse("2024-01-20");
  private static final Column.Wishes EU_RETAIL =
      new Column.Wishes("EU", "retail", OptionalInt.empty(), OptionalDouble.empty());

  /// A random walk of hourly bars.
  private record MadeFeed(String market, long seed, LocalDate end) implements FeedSource {
    @Override
    public String name() {
      return "made/spot/1h/" + market;
    }

    @Override
    public String source() {
      return "made";
    }

    List<ExactCandle> candles() {
      SplittableRandom random = new SplittableRandom(seed);
      List<ExactCandle> all = new ArrayList<>();
      Instant open = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant last = end.atStartOfDay(ZoneOffset.UTC).toInstant();
      double price = 20_000;
      for (; open.isBefore(last); open = open.plusSeconds(3_600)) {
        long first = Math.round(price * 100);
        price *= Math.exp(0.006 * random.nextGaussian());
        long close = Math.round(price * 100);
        long high = Math.max(first, close) + random.nextInt(2_000);
        long low = Math.min(first, close) - random.nextInt(2_000);
        all.add(
            new ExactCandle(
                "made", market, all.size(), open, BarLength.HOUR, 2, first, high, low, close, 1));
      }
      return all;
    }

    @Override
    public EventCursor open(Window window) {
      Iterator<ExactCandle> within =
          candles().stream().filter(candle -> window.contains(candle.openTime())).iterator();
      return new EventCursor() {
        @Override
        public Optional<MarketEvent> next() {
          return within.hasNext() ? Optional.of(within.next()) : Optional.empty();
        }

        @Override
        public long faultCount() {
          return 0;
        }

        @Override
        public List<RowFault> faults() {
          return List.of();
        }

        @Override
        public void close() {}
      };
    }
  }

  private static BacktestRun run(LocalDate dataEnd, String... names) throws IOException {
    Instant at = TO.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(Column.of(name, RULES, at, EU_RETAIL));
    }
    BacktestPlan plan = new BacktestPlan(columns, FROM, TO, null, true, new TreeMap<>(), List.of());
    return Backtest.run(plan, RULES, List.of(new MadeFeed("BTCUSDT", 7, dataEnd)), _ -> {});
  }

  /// 2.33 times the larger sample deviation of the last 182 and 910 daily log returns, by two
  /// passes over the closes before a midnight.
  private static double japaneseRatio(double[] closes, int before) {
    return 2.33 * Math.max(deviation(closes, before, 182), deviation(closes, before, 910));
  }

  private static double deviation(double[] closes, int before, int days) {
    double mean = Math.log(closes[before - 1] / closes[before - 1 - days]) / days;
    double squares = 0;
    for (int i = before - days; i < before; i++) {
      double return1 = Math.log(closes[i] / closes[i - 1]);
      squares += (return1 - mean) * (return1 - mean);
    }
    return Math.sqrt(squares / (days - 1));
  }

  @Test
  void marginsAreTheLawsAndUseOnlyWhatWasKnownAtTheMidnight() throws IOException {
    BacktestRun run = run(TO.plusDays(3), "jp/corporate-crypto", "law");
    List<ExactCandle> hours = new MadeFeed("BTCUSDT", 7, TO.plusDays(3)).candles();
    double[] closes = new double[hours.size() / 24];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = hours.get(24 * i + 23).close() / 100.0;
    }
    MarginDays japan = run.margins(0, "BTCUSDT");
    MarginDays union = run.margins(1, "BTCUSDT");
    for (int i = 0; i < japan.size(); i++) {
      int daysBefore = (int) (japan.firstDay() + i - FIRST.toEpochDay());
      assertEquals(japaneseRatio(closes, daysBefore), japan.demanded(i), 1e-12, "midnight " + i);
      assertTrue(japan.margin(i) >= japan.demanded(i), "a floor in law waits for no notice");
      assertEquals(0.5, union.margin(i), "two to one is the law for the Union's retail clients");
      double loss = 1 - closes[daysBefore] / closes[daysBefore - 1];
      assertEquals(loss, run.prices("BTCUSDT").longLoss(japan.firstDay() + i, 1), 1e-12);
    }
    assertEquals("eu/retail-cfd", union.lastPack());
    assertEquals(0, union.daysBelowFloor());
  }

  @Test
  void theFutureChangesNoMargin() throws IOException {
    MarginDays whole = run(TO.plusDays(30), "scenario/article-2025").margins(0, "BTCUSDT");
    MarginDays cut = run(TO, "scenario/article-2025").margins(0, "BTCUSDT");

    assertArrayEquals(whole.margins(), cut.margins());
    assertTrue(whole.count(MarginDays.Answer.RATE) == whole.size(), "every midnight has a rate");
    assertEquals(cut.size(), cut.daysBelowFloor(), "at most 20 % against the law's 50 %");
    assertEquals(0.5, cut.floor(0));
  }

  @Test
  void horizonAndConfidenceAreThePacksOwn() {
    Instant at = TO.atStartOfDay(ZoneOffset.UTC).toInstant();

    Column otc = Column.of("eu/ccp-otc", RULES, at, EU_RETAIL);
    assertEquals(7, otc.horizonDays());
    assertEquals(0.995, otc.confidence());
    assertEquals(Column.Origin.PARAMETER, otc.horizonFrom());
    assertEquals("cfd", otc.instrumentClass());

    Column japan = Column.of("jp/corporate-crypto", RULES, at, EU_RETAIL);
    assertEquals(1, japan.horizonDays());
    assertEquals(Column.Origin.OBSERVATION, japan.confidenceFrom());
    assertEquals("corporate", japan.clientClass());

    Column scenario = Column.of("scenario/article-2025", RULES, at, EU_RETAIL);
    assertTrue(scenario.isWatermarked());
    assertEquals("EU", scenario.jurisdiction());
    assertEquals(Column.Origin.STANDARD, scenario.horizonFrom());

    assertThrows(IllegalArgumentException.class, () -> Column.of("eu/none", RULES, at, EU_RETAIL));
  }

  @Test
  void aStepOfVolatilityShowsInAWindowAsItsRootMeanSquare() {
    Instant at = TO.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Column> columns =
        List.of(
            Column.of("jp/corporate-crypto", RULES, at, EU_RETAIL),
            Column.of("eu/retail-cfd", RULES, at, EU_RETAIL));

    List<StepResponse> found = StepResponse.of(columns, RULES, TO, new TreeMap<>(), 1);

    // k of 182 days at twice the deviation: sqrt(1 + 3 k / 182), less one, over a full response.
    for (int k : new int[] {0, 45, 91, 136, 182, 250}) {
      double expected = Math.sqrt(1 + 3 * Math.min(k, 182) / 182.0) - 1;
      assertEquals(expected, found.get(0).ratios().get(k), 0.2, "day " + k);
    }
    assertTrue(found.get(0).isResponsive());
    assertEquals(false, found.get(1).isResponsive());
    assertTrue(found.get(1).daysTo(0.5).isEmpty());
  }
}
