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
    double[] sorted = residuals.clone();
    Arrays.sort(sorted);
    double limit = winsorised ? winsorLimit(sorted) : Double.POSITIVE_INFINITY;
    double smearing = smearing(residuals, limit);
    return Double.isFinite(smearing)
        ? Optional.of(new LogHar(solution.get(), smearing, sorted))
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

  private static double smearing(double[] residuals, double limit) {
    double sum = 0;
    for (double residual : residuals) {
      sum += StrictMath.exp(Math.min(limit, residual));
    }
    return sum / residuals.length;
  }

  private static double winsorLimit(double[] sorted) {
    double middle = median(sorted);
    return middle + WINSOR_SDS * ROBUST_SD * median(deviations(sorted, middle));
  }

  /// The absolute deviations from a value, ascending: what lies below it and what lies above are in
  /// order already, and are merged.
  private static double[] deviations(double[] sorted, double from) {
    double[] merged = new double[sorted.length];
    int above = 0;
    while (above < sorted.length && sorted[above] < from) {
      above++;
    }
    int below = above - 1;
    for (int i = 0; i < merged.length; i++) {
      boolean takeBelow =
          above == sorted.length || (below >= 0 && from - sorted[below] <= sorted[above] - from);
      merged[i] = takeBelow ? from - sorted[below--] : sorted[above++] - from;
    }
    return merged;
  }

  /// The median of ascending values: the mean of the middle two of an even number.
  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
