package org.plimsoll.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

class TargetTest {
  private static final long DAY = 20_000;
  private static final double E = Math.E;

  /// Bars whose range is a factor e^(1/100), so that each has a variance of 1 / (4 ln 2) percent².
  private static List<Candle> bars(int hours) {
    List<Candle> bars = new ArrayList<>();
    for (int i = 0; i < hours; i++) {
      bars.add(bar(i, 100, 100 * Math.pow(E, 0.01), 100));
    }
    return bars;
  }

  private static Candle bar(int hour, double low, double high, double close) {
    Instant open = Instant.ofEpochSecond((DAY - 1) * 86_400 + hour * 3_600L);
    return new Candle(open, low, high, low, close, 5);
  }

  private static Target target(List<Candle> bars) {
    return Target.at(HourlySeries.of("XUSDT", bars), DAY * 24);
  }

  @Test
  void varianceIsTheSumOfTwentyFourParkinsonVariances() {
    var observed = (Target.Observed) target(bars(48));
    assertEquals(24 / (4 * Math.log(2)), observed.variancePct2(), 1e-9);
  }

  @Test
  void excursionsAreMeasuredFromTheCloseThatEndsAtTheOrigin() {
    List<Candle> bars = bars(48);
    bars.set(23, bar(23, 100, 100, 100));
    bars.set(30, bar(30, 100 / E, 100 * E, 100));
    bars.set(47, bar(47, 100, 100 * Math.sqrt(E), 100 * Math.sqrt(E)));
    var observed = (Target.Observed) target(bars);
    assertEquals(-100, observed.lowPct(), 1e-9);
    assertEquals(100, observed.highPct(), 1e-9);
    assertEquals(50, observed.returnPct(), 1e-9);
  }

  @Test
  void windowsWithMissingOrFilledBarsAreLeftOutWithTheReason() {
    List<Candle> missing = bars(48);
    missing.remove(40);
    assertEquals(new Target.LeftOut(Target.Why.MISSING_BAR), target(missing));
    List<Candle> filled = bars(48);
    filled.set(40, new Candle(filled.get(40).openTime(), 100, 100, 100, 100, 0));
    assertEquals(new Target.LeftOut(Target.Why.FILLED_BAR), target(filled));
    assertEquals(new Target.LeftOut(Target.Why.SHORT), target(bars(47)));
    List<Candle> still = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      still.add(bar(i, 100, 100, 100));
    }
    assertEquals(new Target.LeftOut(Target.Why.NO_MOVEMENT), target(still));
  }

  @Test
  void thePastHoldsNothingAfterItsOrigin() {
    Panel panel = Panel.of(List.of(HourlySeries.of("XUSDT", bars(48))));
    PastSeries past = Past.ofDay(panel, DAY).spot("XUSDT").orElseThrow();
    assertEquals(24, past.length());
    assertThrows(IllegalArgumentException.class, () -> past.variance(-1));
    assertEquals(24 / (4 * Math.log(2)), past.sum(0, 24), 1e-9);
    assertEquals(0, past.count(24, 24));
    assertEquals(true, Past.ofDay(panel, DAY - 1).spot("XUSDT").isEmpty());
  }

  @Test
  void aMissingBarKeepsTheLastCloseAndHasNoVariance() {
    List<Candle> bars = bars(24);
    bars.set(9, bar(9, 100, 120, 110));
    bars.remove(10);
    PastSeries past =
        Past.ofDay(Panel.of(List.of(HourlySeries.of("XUSDT", bars))), DAY)
            .spot("XUSDT")
            .orElseThrow();
    assertEquals(110, past.close(13));
    assertEquals(Double.NaN, past.variance(13));
    assertEquals(Double.NaN, past.open(13));
    assertEquals(23, past.count(0, 24));
  }
}
