package org.plimsoll.engine.volatility;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;

/// Estimators of variance from consecutive candles of one market and one bar length.
///
/// Those named after their authors and {@link #closeToClose} give the variance of the log return
/// *per bar*, a mean over bars; {@link #realisedVariance} and {@link #bipowerVariance} give the
/// variance of the *whole span*, a sum over bars. Multiply by the number of bars in a horizon, or
/// divide by the number of bars in the span, to change from one to the other.
///
/// Candles must be in the order of time and without gaps; gaps are the caller's to leave out.
public final class Estimators {
  static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final double HALF_PI = 0x1.921fb54442d18p0;

  private Estimators() {}

  /// The sample variance (divisor n − 1) of the n log returns between closes; at least 3 candles.
  public static Estimate closeToClose(List<Candle> candles) {
    return candles.size() < 3 ? tooShort(candles, 3) : sampleVariance(closeReturns(candles));
  }

  /// The mean of (ln h/l)² / (4 ln 2). M. Parkinson, Journal of Business 53 (1980). Unbiased
  /// without drift and with continuous trading; at least 1 candle.
  public static Estimate parkinson(List<Candle> candles) {
    return mean(candles, Estimators::parkinson);
  }

  /// The mean of ½ (ln h/l)² − (2 ln 2 − 1)(ln c/o)². M. Garman and M. Klass, Journal of Business
  /// 53 (1980), the practical estimator. Unbiased without drift; at least 1 candle.
  public static Estimate garmanKlass(List<Candle> candles) {
    return mean(candles, Estimators::garmanKlass);
  }

  /// The mean of ln(h/o) ln(h/c) + ln(l/o) ln(l/c). L. Rogers and S. Satchell, Annals of Applied
  /// Probability 1 (1991). Unbiased with any drift; at least 1 candle.
  public static Estimate rogersSatchell(List<Candle> candles) {
    return mean(candles, Estimators::rogersSatchell);
  }

  /// σ²(open) + k σ²(close) + (1 − k) σ²(Rogers–Satchell) with k = 0.34 / (1.34 + (n+1)/(n−1)),
  /// where σ²(open) is the sample variance of ln(o / previous c) and σ²(close) that of ln(c/o).
  /// D. Yang and Q. Zhang, Journal of Business 73 (2000). Unbiased with any drift and with jumps at
  /// the open. The first candle only supplies its close, so n is one less than the candles given;
  /// at least 3 candles.
  public static Estimate yangZhang(List<Candle> candles) {
    if (candles.size() < 3) {
      return tooShort(candles, 3);
    }
    int n = candles.size() - 1;
    double[] overnight = new double[n];
    double[] day = new double[n];
    double rogersSatchell = 0;
    for (int i = 0; i < n; i++) {
      Candle candle = candles.get(i + 1);
      overnight[i] = StrictMath.log(candle.open() / candles.get(i).close());
      day[i] = StrictMath.log(candle.close() / candle.open());
      rogersSatchell += rogersSatchell(candle);
    }
    double k = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));
    return new Estimate.Value(
        variance(overnight) + k * variance(day) + (1 - k) * (rogersSatchell / n), n);
  }

  /// The exponentially weighted mean of squared log returns between closes: starts at the first
  /// squared return, then v ← λ v + (1 − λ) r². RiskMetrics (1996); at least 2 candles.
  ///
  /// @param lambda the weight of the past, above 0 and below 1
  public static Estimate ewma(List<Candle> candles, double lambda) {
    if (!(lambda > 0 && lambda < 1)) {
      throw new IllegalArgumentException("Weight of the past " + lambda + " is outside 0 to 1");
    }
    if (candles.size() < 2) {
      return tooShort(candles, 2);
    }
    double[] returns = closeReturns(candles);
    double value = returns[0] * returns[0];
    for (int i = 1; i < returns.length; i++) {
      value = lambda * value + (1 - lambda) * returns[i] * returns[i];
    }
    return new Estimate.Value(value, returns.length);
  }

  /// The sum of squared log returns between closes, of the span; at least 2 candles.
  public static Estimate realisedVariance(List<Candle> candles) {
    if (candles.size() < 2) {
      return tooShort(candles, 2);
    }
    double[] returns = closeReturns(candles);
    double sum = 0;
    for (double r : returns) {
      sum += r * r;
    }
    return new Estimate.Value(sum, returns.length);
  }

  /// (π/2) Σ |r(i)| |r(i−1)| over log returns between closes, of the span: the variance without its
  /// jumps. O. Barndorff-Nielsen and N. Shephard, Journal of Financial Econometrics 2 (2004). The
  /// sum has one term less than there are returns and is not corrected for that; at least 3
  /// candles.
  public static Estimate bipowerVariance(List<Candle> candles) {
    if (candles.size() < 3) {
      return tooShort(candles, 3);
    }
    double[] returns = closeReturns(candles);
    double sum = 0;
    for (int i = 1; i < returns.length; i++) {
      sum += Math.abs(returns[i]) * Math.abs(returns[i - 1]);
    }
    return new Estimate.Value(HALF_PI * sum, returns.length - 1);
  }

  /// The Parkinson variance of one candle.
  public static double parkinson(Candle candle) {
    return parkinson(candle.high(), candle.low());
  }

  static double parkinson(double high, double low) {
    double range = StrictMath.log(high / low);
    return range * range / (4 * LN_2);
  }

  /// The Garman–Klass variance of one candle; may be slightly negative.
  public static double garmanKlass(Candle candle) {
    double range = StrictMath.log(candle.high() / candle.low());
    double move = StrictMath.log(candle.close() / candle.open());
    return 0.5 * range * range - (2 * LN_2 - 1) * move * move;
  }

  /// The Rogers–Satchell variance of one candle; not negative.
  public static double rogersSatchell(Candle candle) {
    return StrictMath.log(candle.high() / candle.open())
            * StrictMath.log(candle.high() / candle.close())
        + StrictMath.log(candle.low() / candle.open())
            * StrictMath.log(candle.low() / candle.close());
  }

  private static Estimate mean(List<Candle> candles, ToDoubleFunction<Candle> variance) {
    if (candles.isEmpty()) {
      return tooShort(candles, 1);
    }
    double sum = 0;
    for (Candle candle : candles) {
      sum += variance.applyAsDouble(candle);
    }
    return new Estimate.Value(sum / candles.size(), candles.size());
  }

  private static Estimate sampleVariance(double[] values) {
    return new Estimate.Value(variance(values), values.length);
  }

  /// The sample variance with divisor n − 1, by the two-pass formula.
  static double variance(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1);
  }

  private static double[] closeReturns(List<Candle> candles) {
    double[] returns = new double[candles.size() - 1];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = StrictMath.log(candles.get(i + 1).close() / candles.get(i).close());
    }
    return returns;
  }

  private static Estimate tooShort(List<Candle> candles, int needed) {
    return new Estimate.Unavailable(
        Reason.HISTORY_TOO_SHORT, candles.size() + " candles, at least " + needed + " are needed");
  }
}
