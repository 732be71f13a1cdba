package org.plimsoll.engine.volatility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final long SEED = 0x4a12L;

  /// The line through (0,1), (1,3), (2,4), (3,4): x̄ = 3/2, ȳ = 3, Σ(x−x̄)(y−ȳ) = 5, Σ(x−x̄)² = 5,
  /// so slope 1 and intercept 3/2.
  @Test
  void lineThroughFourPointsIsTheTextbookOne() {
    double[][] columns = {{1, 1, 1, 1}, {0, 1, 2, 3}};
    double[] solution = LeastSquares.solve(columns, new double[] {1, 3, 4, 4}, 4).orElseThrow();
    assertArrayEquals(new double[] {1.5, 1}, solution, 1e-14);
  }

  @Test
  void residualsAreOrthogonalToEveryColumn() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      int rows = random.nextInt(20, 200);
      int n = random.nextInt(1, 15);
      double[][] columns = new double[n][];
      for (int j = 0; j < n; j++) {
        columns[j] = random.doubles(rows, -1, 1).toArray();
      }
      double[] target = random.doubles(rows, -5, 5).toArray();
      double[] solution = LeastSquares.solve(copy(columns), target.clone(), rows).orElseThrow();
      for (double[] column : columns) {
        double dot = 0;
        for (int i = 0; i < rows; i++) {
          double residual = target[i];
          for (int j = 0; j < n; j++) {
            residual -= solution[j] * columns[j][i];
          }
          dot += residual * column[i];
        }
        assertEquals(0, dot, 1e-11, "seed " + SEED + " round " + round);
      }
    }
  }

  /// Columns that differ by one part in a million: normal equations would lose twelve digits.
  @Test
  void nearlyDependentColumnsKeepTheirCoefficients() {
    var random = new SplittableRandom(SEED);
    int rows = 500;
    double[][] columns = new double[3][rows];
    double[] target = new double[rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = 1;
      columns[1][i] = random.nextDouble();
      columns[2][i] = columns[1][i] + 1e-6 * random.nextDouble();
      target[i] = 2 + 3 * columns[1][i] - 1.5 * columns[2][i];
    }
    double[] solution = LeastSquares.solve(columns, target, rows).orElseThrow();
    assertArrayEquals(new double[] {2, 3, -1.5}, solution, 1e-7);
  }

  @Test
  void dependentColumnsOrTooFewRowsHaveNoSolution() {
    double[] ones = {1, 1, 1, 1};
    double[] twos = {2, 2, 2, 2};
    double[] zeros = new double[4];
    double[] y = {1, 2, 3, 4};
    assertTrue(LeastSquares.solve(new double[][] {ones, twos}, y.clone(), 4).isEmpty());
    assertTrue(LeastSquares.solve(new double[][] {ones, zeros}, y.clone(), 4).isEmpty());
    assertTrue(LeastSquares.solve(new double[][] {{1}, {2}}, new double[] {1}, 1).isEmpty());
  }

  /// With a constant alone the fit is the mean, and the forecast the mean of the outcomes whatever
  /// their distribution: that is what smearing is for.
  @Test
  void aModelOfOneConstantForecastsTheMeanOutcome() {
    double[] variances = {1, 2, 4, 8, 16};
    double[] logs = Arrays.stream(variances).map(StrictMath::log).toArray();
    LogHar model = LogHar.fit(new double[][] {{1, 1, 1, 1, 1}}, logs, false).orElseThrow();
    assertEquals(31.0 / 5, model.variance(new double[] {1}), 1e-14);
    assertEquals(31.0 / 5 / 4, model.smearing(), 1e-14);
    // The 50 % order statistic is the third of five, 4: 4 / (31/5) of the forecast.
    assertEquals(20.0 / 31, model.outcomeQuantile(0.5), 1e-14);
    assertEquals(16 / (31.0 / 5), model.outcomeQuantile(0.99), 1e-14);
  }

  /// Residuals in ln 2: −2, −1, 0, 1 and one of 20 (after the mean is taken out, all shift by
  /// −3.6). Median 0 and median absolute deviation 1 before the shift, so the limit is 4 · 1.4826.
  @Test
  void winsorisingLimitsOnlyTheSmearingFactor() {
    double ln2 = StrictMath.log(2);
    double[] logs = {-2 * ln2, -ln2, 0, ln2, 20 * ln2};
    double[][] constant = {{1, 1, 1, 1, 1}};
    LogHar plain = LogHar.fit(constant, logs, false).orElseThrow();
    LogHar limited = LogHar.fit(constant, logs, true).orElseThrow();
    assertArrayEquals(plain.coefficients(), limited.coefficients());
    double top = StrictMath.pow(2, 4 * 1.4826);
    assertEquals((0.25 + 0.5 + 1 + 2 + top) / 5, limited.variance(new double[] {1}), 1e-12);
    assertEquals((0.25 + 0.5 + 1 + 2 + (1 << 20)) / 5, plain.variance(new double[] {1}), 1e-7);
  }

  private static double[][] copy(double[][] columns) {
    return Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
  }
}
