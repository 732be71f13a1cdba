package org.plimsoll.service.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.rulebook.BoundKind;
import org.plimsoll.engine.rulebook.Status;
import org.plimsoll.forecast.backtest.TrafficLight;

class MarginTestTest {
  private static final long DAY = 20_000;

  private static Column column(int horizon, double confidence) {
    return new Column(
        "made/rule",
        "made/rule",
        "EU",
        "retail",
        "perpetual",
        horizon,
        Column.Origin.OPTION,
        confidence,
        Column.Origin.OPTION,
        new Column.Standing("Made", Status.IN_FORCE, BoundKind.FLOOR, "", "", List.of()));
  }

  private static PriceDays prices(double... closes) {
    PriceDays prices = new PriceDays(DAY, DAY + closes.length - 1);
    for (int i = 0; i < closes.length; i++) {
      double close = closes[i];
      prices.take((DAY + i) * 86_400, close, close, close);
    }
    return prices;
  }

  private static MarginDays margins(double... rates) {
    MarginDays margins = new MarginDays(DAY, DAY + rates.length - 1);
    for (int i = 0; i < rates.length; i++) {
      margins.set(DAY + i, rates[i], rates[i]);
    }
    return margins;
  }

  @Test
  void eachSideLosesItsOwnWay() {
    PriceDays prices = prices(100, 80, 100, 100);
    MarginTest test = MarginTest.of(column(1, 0.99), "BTC", margins(0.15, 0.2, 0.1), prices);

    assertEquals(3, test.longSide().observed());
    assertEquals(1, test.longSide().exceeded(), "a fall of 20 % against 15 %");
    assertEquals(1, test.shortSide().exceeded(), "a rise of 25 % against 20 %");
    MarginTest.Exceedance fall = test.longSide().exceedances().getFirst();
    assertEquals(LocalDate.ofEpochDay(DAY), fall.day());
    assertEquals(0.2, fall.loss(), 1e-12);
    assertEquals(1.0 / 3, fall.severity(), 1e-12);
    assertEquals(0.25, test.shortSide().worstSeverity(), 1e-12);
  }

  @Test
  void aLossOfExactlyTheMarginIsCovered() {
    MarginTest test = MarginTest.of(column(1, 0.99), "BTC", margins(0.5), prices(128, 64));

    assertEquals(0, test.longSide().exceeded());
  }

  @Test
  void theTestsCountNoDayTwice() {
    // Falls of 10 % a day: every three-day loss exceeds, and overlapping ones are the same falls.
    double[] closes = new double[13];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = 100 * Math.pow(0.9, i);
    }
    double[] rates = new double[10];
    java.util.Arrays.fill(rates, 0.2);

    MarginTest.SideTest side =
        MarginTest.of(column(3, 0.99), "BTC", margins(rates), prices(closes)).longSide();

    assertEquals(10, side.exceeded());
    assertEquals(4, side.tested(), "midnights 0, 3, 6 and 9");
    assertEquals(4, side.exceedances(true));
    assertEquals(0.04, side.expected(), 1e-12);
    assertEquals(
        List.of(true, false, false, true),
        side.exceedances().stream().limit(4).map(MarginTest.Exceedance::tested).toList());
  }

  @Test
  void aMidnightWithoutPriceOrMarginIsNotTested() {
    MarginTest test =
        MarginTest.of(
            column(1, 0.99),
            "BTC",
            margins(0.1, Double.NaN, 0.1, 0.1),
            prices(100, 100, 100, Double.NaN, 100));

    assertEquals(1, test.longSide().observed());
  }

  @Test
  void theWorstHourOfTheHorizonIsSeenBesideItsEnd() {
    PriceDays prices = new PriceDays(DAY, DAY + 1);
    prices.take(DAY * 86_400, 100, 100, 100);
    prices.take(DAY * 86_400 + 3_600, 104, 70, 90);
    prices.take((DAY + 1) * 86_400, 101, 95, 100);

    MarginTest test = MarginTest.of(column(1, 0.99), "BTC", margins(0.2), prices);

    assertEquals(0, test.longSide().exceeded());
    assertEquals(1, test.longSide().intraday(), "down 30 % at some hour");
    assertEquals(0, test.shortSide().intraday());
  }

  @Test
  void zonesAndTestsAreThoseOfTheBaselTable() {
    // 250 days at 99 %: yellow from 5, red from 10; Kupiec accepts 1 to 6 at 5 %.
    assertEquals(TrafficLight.GREEN, sideWith(250, 4).zone());
    assertEquals(TrafficLight.YELLOW, sideWith(250, 5).zone());
    assertEquals(TrafficLight.RED, sideWith(250, 10).zone());
    assertFalse(sideWith(250, 6).kupiec().rejects(0.05));
    assertTrue(sideWith(250, 7).kupiec().rejects(0.05));
    assertTrue(sideWith(250, 0).kupiec().rejects(0.05), "LR 5.03: too few is rejected as well");
    assertEquals(5.025, sideWith(250, 0).kupiec().statistic(), 0.001);
  }

  private static MarginTest.SideTest sideWith(int days, int exceedances) {
    double[] closes = new double[days + 1];
    double[] rates = new double[days];
    closes[0] = 100;
    for (int i = 0; i < days; i++) {
      boolean falls =
          i % (days / Math.max(1, exceedances)) == 1
              && i / (days / Math.max(1, exceedances)) < exceedances
              && exceedances > 0;
      closes[i + 1] = closes[i] * (falls ? 0.5 : 1);
      rates[i] = 0.1;
    }
    return MarginTest.of(column(1, 0.99), "BTC", margins(rates), prices(closes)).longSide();
  }

  @Test
  void poolingAddsCountsAndKeepsTheWorst() {
    MarginTest one = MarginTest.of(column(1, 0.99), "A", margins(0.1, 0.1), prices(100, 80, 80));
    MarginTest two = MarginTest.of(column(1, 0.99), "B", margins(0.1, 0.1), prices(100, 50, 50));

    MarginTest.SideTest all = MarginTest.pooled(MarginTest.Side.LONG, List.of(one, two));

    assertEquals(4, all.tested());
    assertEquals(2, all.exceeded());
    assertEquals(4, all.worstSeverity(), 1e-12);
    assertEquals("B", MarginTest.worstFirst(all.exceedances()).getFirst().market());
  }
}
