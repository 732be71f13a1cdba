package org.plimsoll.forecast.model;

import org.jspecify.annotations.Nullable;

/// The GARCH(1,1) model with a mean, fitted by maximum likelihood: T. Bollerslev, Journal of
/// Econometrics 31 (1986), and with Student's t errors, Review of Economics and Statistics 69
/// (1987).
///
/// r(t) = μ + e(t), h(t) = ω + α e(t−1)² + β h(t−1). Before the first return both e² and h are the
/// mean of e², the convention of the benchmark of G. Fiorentini, G. Calzolari and L. Panattoni,
/// Journal of Applied Econometrics 11 (1996). α + β is kept below 1.
///
/// @param mean μ, in the unit of the returns
/// @param constant ω, positive
/// @param shock α, positive
/// @param persistence β, positive
/// @param freedom the degrees of freedom ν of t errors, above 2; infinite for normal ones
/// @param logLikelihood at the estimates
public record Garch(
    double mean,
    double constant,
    double shock,
    double persistence,
    double freedom,
    double logLikelihood) {
  private static final int MAX_ITERATIONS = 200;
  private static final double EXACT = 1e-8;
  private static final double ROUGH = 1e-4;

  /// The distribution of the errors.
  public enum Errors {
    /// Normal.
    NORMAL,
    /// Student's t, scaled to the variance h.
    STUDENT_T
  }

  /// The estimates for returns, in their unit; at least 100 of them.
  public static Garch fit(double[] returns, Errors errors) {
    return fit(returns, errors, null, EXACT);
  }

  /// The estimates, searched from those of an earlier fit where there is one, only as close as a
  /// forecast needs.
  static Garch refit(double[] returns, Errors errors, @Nullable Garch earlier) {
    return fit(returns, errors, earlier, ROUGH);
  }

  private static Garch fit(double[] returns, Errors errors, @Nullable Garch earlier, double flat) {
    if (returns.length < 100) {
      throw new IllegalArgumentException(returns.length + " returns, at least 100 are needed");
    }
    var likelihood = new GarchLikelihood(returns, errors);
    double[] start = likelihood.start(earlier);
    return likelihood.estimates(Minimiser.minimise(likelihood, start, MAX_ITERATIONS, flat));
  }

  /// The variance expected for the return after the last one given.
  public double next(double[] returns) {
    double square = 0;
    for (double each : returns) {
      square += (each - mean) * (each - mean);
    }
    double before = square / returns.length;
    double variance = before;
    for (double each : returns) {
      variance = constant + shock * before + persistence * variance;
      before = (each - mean) * (each - mean);
    }
    return constant + shock * before + persistence * variance;
  }
}
