package org.plimsoll.engine.volatility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;

class EstimatorsTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final long SEED = 0x5eed_0f_be11L;
  private static final double LN2 = 0.6931471805599453;
  private static final double SIGMA = 0.02;

  /// Prices that are powers of two make every logarithm a whole number of ln 2. Candle (o, h, l, c)
  /// = (1, 4, 1/2, 2): range 3 ln 2, move ln 2, h/o 2, h/c 1, l/o −1, l/c −2.
  @Test
  void aCandleOfPowersOfTwoGivesTheClosedForm() {
    List<Candle> one = List.of(candle(0, 1, 4, 0.5, 2));
    assertClose(9 * LN2 / 4, Estimators.parkinson(one));
    assertClose((4.5 - (2 * LN2 - 1)) * LN2 * LN2, Estimators.garmanKlass(one));
    assertClose(4 * LN2 * LN2, Estimators.rogersSatchell(one));
  }

  /// Closes 1, 2, 8, 4, 4: returns 1, 2, −1, 0 in ln 2, mean 1/2, squares about it
  /// 1/4 + 9/4 + 9/4 + 1/4 = 5, divisor 3; sum of squares 6; products of neighbours 2 + 2 + 0 = 4.
  @Test
  void closesOfPowersOfTwoGiveTheClosedForm() {
    List<Candle> candles = closes(1, 2, 8, 4, 4);
    assertClose(5.0 / 3 * LN2 * LN2, Estimators.closeToClose(candles));
    assertClose(6 * LN2 * LN2, Estimators.realisedVariance(candles));
    assertClose(StrictMath.PI / 2 * 4 * LN2 * LN2, Estimators.bipowerVariance(candles));
  }

  /// Squares 1, 4, 1, 0 at λ = 3/4: 1 → 7/4 → 25/16 → 75/64.
  @Test
  void exponentialWeightsFollowTheRecursionByHand() {
    assertClose(75.0 / 64 * LN2 * LN2, Estimators.ewma(closes(1, 2, 8, 4, 4), 0.75));
  }

  /// n = 3, so k = 0.34 / (1.34 + 2). In ln 2: opens against the previous close 1, −1, 0 (variance
  /// 1); moves 1, 0, −1 (variance 1); Rogers–Satchell 2·1 + (−1)(−2) = 4, then 1·1 + 0 = 1, then
  /// 0·1 + (−2)(−1) = 2, mean 7/3.
  @Test
  void yangZhangOfThreeBarsIsTheFormulaByHand() {
    List<Candle> candles =
        List.of(
            candle(0, 1, 1, 1, 1),
            candle(1, 2, 8, 1, 4),
            candle(2, 2, 4, 2, 2),
            candle(3, 2, 2, 0.5, 1));
    double k = 0.34 / 3.34;
    assertClose((1 + k + (1 - k) * 7 / 3) * LN2 * LN2, Estimators.yangZhang(candles));
  }

  @Test
  void rangeEstimatorsAgreeWhereTheirFormulasMeet() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 1_000; i++) {
      double open = random.nextDouble(1, 100);
      double high = open * random.nextDouble(1, 1.2);
      double low = open / random.nextDouble(1, 1.2);
      // Without a net move Garman–Klass is 2 ln 2 times Parkinson.
      List<Candle> flat = List.of(candle(0, open, high, low, open));
      assertClose(2 * LN2 * value(Estimators.parkinson(flat)), Estimators.garmanKlass(flat));
      // A straight run has no Rogers–Satchell variance: it is all drift.
      assertEquals(0, value(Estimators.rogersSatchell(List.of(candle(0, low, high, low, high)))));
    }
  }

  @Test
  void noEstimatorDependsOnTheUnitOfPrice() {
    List<Candle> candles = brownian(200, 20, 0.001, 0);
    List<Candle> scaled =
        candles.stream()
            .map(
                c ->
                    new Candle(
                        c.openTime(),
                        c.open() * 1024,
                        c.high() * 1024,
                        c.low() * 1024,
                        c.close() * 1024,
                        c.volume()))
            .toList();
    for (Function<List<Candle>, Estimate> estimator : all()) {
      assertEquals(value(estimator.apply(candles)), value(estimator.apply(scaled)));
    }
  }

  /// A Brownian path has variance σ² per bar by construction. Tolerances are three standard errors
  /// at 4,000 bars: sqrt(2/4000) for returns, sqrt(2.61/4000) for neighbours, sqrt(0.41/4000) for
  /// ranges, and sqrt(2 · 0.002/1.998) for weights that fall off by 0.998.
  @Test
  void everyEstimatorIsUnbiasedOnABrownianPath() {
    List<Candle> candles = brownian(4_000, 100, 0, 0);
    double[] tolerances = {0.067, 0.03, 0.03, 0.03, 0.03, 0.134, 0.067, 0.077};
    for (int i = 0; i < tolerances.length; i++) {
      double perBar = value(all().get(i).apply(candles));
      assertEquals(1, perBar / (SIGMA * SIGMA), tolerances[i], "estimator " + i + " seed " + SEED);
    }
  }

  @Test
  void driftDeceivesParkinsonButNotRogersSatchellNorYangZhang() {
    List<Candle> candles = brownian(4_000, 100, 2 * SIGMA, 0);
    assertTrue(value(Estimators.parkinson(candles)) > 1.9 * SIGMA * SIGMA);
    assertEquals(1, value(Estimators.rogersSatchell(candles)) / (SIGMA * SIGMA), 0.1);
    assertEquals(1, value(Estimators.yangZhang(candles)) / (SIGMA * SIGMA), 0.1);
  }

  @Test
  void jumpsBetweenBarsCountForYangZhangAndNotForRogersSatchell() {
    List<Candle> candles = brownian(4_000, 100, 0, SIGMA);
    assertEquals(1, value(Estimators.rogersSatchell(candles)) / (SIGMA * SIGMA), 0.1);
    assertEquals(2, value(Estimators.yangZhang(candles)) / (SIGMA * SIGMA), 0.2);
  }

  /// Theory: the variance of the squared return of a bar is 2 σ⁴, of Parkinson's 0.407 σ⁴ (4.9
  /// times less), of Garman–Klass's 0.27 σ⁴ (7.4 times less).
  @Test
  void rangesAreAsEfficientAsTheoryPromises() {
    List<Candle> candles = brownian(4_000, 100, 0, 0);
    double squares =
        variance(candles, c -> StrictMath.pow(StrictMath.log(c.close() / c.open()), 2));
    assertEquals(4.9, squares / variance(candles, Estimators::parkinson), 0.9);
    assertEquals(7.4, squares / variance(candles, Estimators::garmanKlass), 1.3);
  }

  @Test
  void bipowerVarianceLeavesOutAJumpThatRealisedVarianceCounts() {
    List<Candle> candles = new ArrayList<>(closes(path(5_000, -1)));
    List<Candle> jumped = closes(path(5_000, 2_500));
    double jump = 50 * SIGMA;
    double span = 5_000 * SIGMA * SIGMA;
    assertEquals(
        jump * jump,
        value(Estimators.realisedVariance(jumped)) - value(Estimators.realisedVariance(candles)),
        0.1 * jump * jump);
    assertEquals(1, value(Estimators.bipowerVariance(jumped)) / span, 0.1);
  }

  @Test
  void tooFewCandlesGiveAReasonAndNoFigure() {
    List<Candle> none = List.of();
    for (Function<List<Candle>, Estimate> estimator : all()) {
      var answer = assertInstanceOf(Estimate.Unavailable.class, estimator.apply(none));
      assertEquals(Reason.HISTORY_TOO_SHORT, answer.reason());
    }
    assertInstanceOf(Estimate.Unavailable.class, Estimators.closeToClose(closes(1, 2)));
    assertInstanceOf(Estimate.Unavailable.class, Estimators.yangZhang(closes(1, 2)));
    assertInstanceOf(Estimate.Unavailable.class, Estimators.bipowerVariance(closes(1, 2)));
    assertInstanceOf(Estimate.Unavailable.class, Estimators.realisedVariance(closes(1)));
  }

  /// Every estimator as a variance per bar.
  private static List<Function<List<Candle>, Estimate>> all() {
    return List.of(
        Estimators::closeToClose,
        Estimators::parkinson,
        Estimators::garmanKlass,
        Estimators::rogersSatchell,
        Estimators::yangZhang,
        candles -> Estimators.ewma(candles, 0.998),
        candles -> perBar(Estimators.realisedVariance(candles)),
        candles -> perBar(Estimators.bipowerVariance(candles)));
  }

  private static Estimate perBar(Estimate span) {
    return switch (span) {
      case Estimate.Value v -> new Estimate.Value(v.value() / v.observations(), v.observations());
      case Estimate.Unavailable unavailable -> unavailable;
    };
  }

  private static double variance(List<Candle> candles, Function<Candle, Double> figure) {
    double mean = candles.stream().mapToDouble(figure::apply).average().orElseThrow();
    return candles.stream()
        .mapToDouble(c -> StrictMath.pow(figure.apply(c) - mean, 2))
        .average()
        .orElseThrow();
  }

  private static double[] path(int count, int jumpAt) {
    var random = new SplittableRandom(SEED);
    double[] prices = new double[count + 1];
    double x = 0;
    prices[0] = 1;
    for (int i = 1; i <= count; i++) {
      x += SIGMA * random.nextGaussian() + (i == jumpAt ? 50 * SIGMA : 0);
      prices[i] = StrictMath.exp(x);
    }
    return prices;
  }

  private static List<Candle> brownian(int bars, int steps, double drift, double jump) {
    var random = new SplittableRandom(SEED);
    List<Candle> candles = new ArrayList<>();
    double x = 0;
    for (int bar = 0; bar < bars; bar++) {
      x += jump * random.nextGaussian();
      double open = x;
      double high = x;
      double low = x;
      for (int i = 0; i < steps; i++) {
        double from = x;
        x += drift / steps + SIGMA / Math.sqrt(steps) * random.nextGaussian();
        high = Math.max(high, (from + x + bridge(x - from, steps, random)) / 2);
        low = Math.min(low, (from + x - bridge(x - from, steps, random)) / 2);
      }
      candles.add(
          candle(
              bar,
              StrictMath.exp(open),
              StrictMath.exp(high),
              StrictMath.exp(low),
              StrictMath.exp(x)));
    }
    return candles;
  }

  /// How far the highest point of a Brownian bridge lies above its ends, so that the extremes of
  /// the path are those of continuous time: sqrt(d² − 2 s² ln U) for a step d of variance s².
  private static double bridge(double step, int steps, SplittableRandom random) {
    double u = 1 - random.nextDouble();
    return Math.sqrt(step * step - 2 * SIGMA * SIGMA / steps * StrictMath.log(u));
  }

  private static List<Candle> closes(double... closes) {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      candles.add(candle(i, closes[i], closes[i], closes[i], closes[i]));
    }
    return candles;
  }

  private static Candle candle(int hour, double open, double high, double low, double close) {
    return new Candle(START.plus(Duration.ofHours(hour)), open, high, low, close, 1);
  }

  private static double value(Estimate estimate) {
    return assertInstanceOf(Estimate.Value.class, estimate).value();
  }

  private static void assertClose(double expected, Estimate actual) {
    assertEquals(expected, value(actual), 4e-15 * Math.abs(expected));
  }
}
