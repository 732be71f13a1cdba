package org.plimsoll.forecast.backtest;

import org.plimsoll.engine.margin.pricing.NormalDistribution;

/// Tests whether exceedances of a bound come as often as they should, and independently.
public final class Coverage {
  private Coverage() {}

  /// The likelihood ratio test of unconditional coverage: P. Kupiec, Journal of Derivatives 3
  /// (1995). χ² with one degree of freedom.
  ///
  /// @param days how many days were observed, at least 1
  /// @param exceedances on how many of them the bound was exceeded
  /// @param rate the probability of an exceedance when the bound is right, between 0 and 1
  public static TestResult kupiec(int days, int exceedances, double rate) {
    if (days < 1 || exceedances < 0 || exceedances > days || !(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          exceedances + " exceedances on " + days + " days at rate " + rate);
    }
    double observed = (double) exceedances / days;
    double statistic =
        2
            * (logLikelihood(days - exceedances, exceedances, observed)
                - logLikelihood(days - exceedances, exceedances, rate));
    return chiSquare1(Math.max(0, statistic));
  }

  /// The test of independence against dependence of the first order: P. Christoffersen,
  /// International Economic Review 39 (1998). χ² with one degree of freedom.
  ///
  /// @param exceeded whether the bound was exceeded, day after day, at least 2
  public static TestResult independence(boolean[] exceeded) {
    if (exceeded.length < 2) {
      throw new IllegalArgumentException("Independence needs 2 days, got " + exceeded.length);
    }
    int[][] moves = new int[2][2];
    for (int i = 1; i < exceeded.length; i++) {
      moves[exceeded[i - 1] ? 1 : 0][exceeded[i] ? 1 : 0]++;
    }
    int afterCalm = moves[0][0] + moves[0][1];
    int afterExceedance = moves[1][0] + moves[1][1];
    int hits = moves[0][1] + moves[1][1];
    double together = (double) hits / (afterCalm + afterExceedance);
    double calm = afterCalm == 0 ? 0 : (double) moves[0][1] / afterCalm;
    double excited = afterExceedance == 0 ? 0 : (double) moves[1][1] / afterExceedance;
    double statistic =
        2
            * (logLikelihood(moves[0][0], moves[0][1], calm)
                + logLikelihood(moves[1][0], moves[1][1], excited)
                - logLikelihood(afterCalm + afterExceedance - hits, hits, together));
    return chiSquare1(Math.max(0, statistic));
  }

  /// The test of conditional coverage: the sum of the two above, χ² with two degrees of freedom.
  public static TestResult conditional(boolean[] exceeded, double rate) {
    double statistic =
        kupiec(exceeded.length, count(exceeded), rate).statistic()
            + independence(exceeded).statistic();
    return new TestResult(statistic, StrictMath.exp(-statistic / 2));
  }

  /// How many of the days exceeded.
  public static int count(boolean[] exceeded) {
    int count = 0;
    for (boolean each : exceeded) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private static TestResult chiSquare1(double statistic) {
    return new TestResult(statistic, 2 * NormalDistribution.cumulative(-Math.sqrt(statistic)));
  }

  private static double logLikelihood(int misses, int hits, double rate) {
    double likelihood = hits == 0 ? 0 : hits * StrictMath.log(rate);
    return misses == 0 ? likelihood : likelihood + misses * StrictMath.log1p(-rate);
  }
}
