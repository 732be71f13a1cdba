package org.plimsoll.engine.volatility;

import java.util.Arrays;
import java.util.Optional;

/// A fitted heterogeneous autoregression of log variance: the logarithm of the next day's variance
/// is a linear function of the log mean variances of several past windows and some more terms.
///
/// The forecast of the variance itself is exp(fitted) times the smearing factor, the mean of
/// exp(residual): N. Duan, Journal of the American Statistical Association 78 (1983).
public final class LogHar {
  private static final double ROBUST_SD = 1.4826;
  private static final double WINSOR_SDS = 4;

  private final double[] coefficients;
  private final double smearing;
  private final double[] residuals;

  private LogHar(double[] coefficients, double smearing, double[] residuals) {
    this.coefficients = coefficients;
    this.smearing = smearing;
    this.residuals = residuals;
  }

  /// The model that fits `days` best by least squares, or empty when it cannot be solved.
  static Optional<LogHar> fit(TrainingDays days, LogHarOptions options) {
    return fit(days.columns(), days.outcomes(), options.winsorised());
  }

  /// The model that fits best by least squares, or empty when it cannot be solved.
  ///
  /// @param columns one array per regressor
  /// @param outcomes the logarithms of the variance that followed
  public static Optional<LogHar> fit(double[][] columns, double[] outcomes, boolean winsorised) {
    double[][] work = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      work[i] = columns[i].clone();
    }
    Optional<double[]> solution = LeastSquares.solve(work, outcomes.clone(), outcomes.length);
    if (solution.isEmpty()) {
      return Optional.empty();
    }
    double[] residuals = outcomes.clone();
    for (int j = 0; j < columns.length; j++) {
      double coefficient = solution.get()[j];
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] -= coefficient * columns[j][i];
      }
    }
    double smearing = smearing(residuals, winsorised);
    Arrays.sort(residuals);
    return Double.isFinite(smearing)
        ? Optional.of(new LogHar(solution.get(), smearing, residuals))
        : Optional.empty();
  }

  /// The variance expected over the next day, for regressors at its beginning.
  public double variance(double[] regressors) {
    double fitted = 0;
    for (int i = 0; i < coefficients.length; i++) {
      fitted += coefficients[i] * regressors[i];
    }
    return StrictMath.exp(fitted) * smearing;
  }

  /// The factor on the forecast variance below which the fraction `p` of the fitted days' outcomes
  /// fell: the order statistic number ⌈n p⌉.
  public double outcomeQuantile(double p) {
    int rank = (int) Math.ceil(residuals.length * p);
    double residual = residuals[Math.max(1, Math.min(residuals.length, rank)) - 1];
    return StrictMath.exp(residual) / smearing;
  }

  /// The coefficients in the order of the regressors.
  public double[] coefficients() {
    return coefficients.clone();
  }

  /// The mean of exp(residual), winsorised where asked for.
  public double smearing() {
    return smearing;
  }

  private static double smearing(double[] residuals, boolean winsorised) {
    double limit = winsorised ? winsorLimit(residuals) : Double.POSITIVE_INFINITY;
    double sum = 0;
    for (double residual : residuals) {
      sum += StrictMath.exp(Math.min(limit, residual));
    }
    return sum / residuals.length;
  }

  private static double winsorLimit(double[] residuals) {
    double[] sorted = residuals.clone();
    double middle = median(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i] - middle);
    }
    return middle + WINSOR_SDS * ROBUST_SD * median(sorted);
  }

  /// The median, the mean of the middle two of an even number; sorts its argument.
  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
