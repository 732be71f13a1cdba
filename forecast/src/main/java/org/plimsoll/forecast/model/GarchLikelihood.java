package org.plimsoll.forecast.model;

import org.jspecify.annotations.Nullable;

/// The negative mean log-likelihood of a GARCH(1,1) model and its gradient, over parameters without
/// bounds: μ, ln ω, the logits of α + β and of α / (α + β), and ln(ν − 2) for t errors.
final class GarchLikelihood implements Minimiser.Objective {
  private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);
  private static final double STEP = 1e-5;

  private final double[] returns;
  private final boolean heavyTails;

  GarchLikelihood(double[] returns, Garch.Errors errors) {
    this.returns = returns.clone();
    heavyTails = errors == Garch.Errors.STUDENT_T;
  }

  double[] start(@Nullable Garch earlier) {
    double mean = 0;
    double square = 0;
    for (double each : returns) {
      mean += each / returns.length;
    }
    for (double each : returns) {
      square += (each - mean) * (each - mean) / returns.length;
    }
    Garch from =
        earlier != null ? earlier : new Garch(mean, 0.05 * square, 0.1, 0.85, 6, Double.NaN);
    double both = from.shock() + from.persistence();
    double[] start = new double[heavyTails ? 5 : 4];
    start[0] = from.mean();
    start[1] = StrictMath.log(from.constant());
    start[2] = logit(both);
    start[3] = logit(from.shock() / both);
    if (heavyTails) {
      start[4] = StrictMath.log(from.freedom() - 2);
    }
    return start;
  }

  Garch estimates(double[] at) {
    double both = sigmoid(at[2]);
    double share = sigmoid(at[3]);
    double freedom = heavyTails ? 2 + StrictMath.exp(at[4]) : Double.POSITIVE_INFINITY;
    double likelihood = -returns.length * value(at, new double[at.length]);
    return new Garch(
        at[0], StrictMath.exp(at[1]), both * share, both * (1 - share), freedom, likelihood);
  }

  @Override
  public double value(double[] at, double[] gradient) {
    double constant = StrictMath.exp(at[1]);
    double both = sigmoid(at[2]);
    double share = sigmoid(at[3]);
    double[] raw = new double[4];
    double freedom = heavyTails ? 2 + StrictMath.exp(at[4]) : Double.POSITIVE_INFINITY;
    double[] freedomSlope = new double[1];
    double sum =
        walk(at[0], constant, both * share, both * (1 - share), freedom, raw, freedomSlope);
    int n = returns.length;
    gradient[0] = raw[0] / n;
    gradient[1] = raw[1] * constant / n;
    double bothSlope = both * (1 - both);
    gradient[2] = (raw[2] * share + raw[3] * (1 - share)) * bothSlope / n;
    gradient[3] = (raw[2] - raw[3]) * both * share * (1 - share) / n;
    double density = 0;
    if (heavyTails) {
      double slope =
          (density(freedom + STEP) - density(freedom - STEP)) / (2 * STEP) * n + freedomSlope[0];
      gradient[4] = slope * (freedom - 2) / n;
      density = density(freedom);
    }
    return sum / n + density;
  }

  /// The part of the negative log density of a t error that depends on ν alone.
  private static double density(double freedom) {
    return GammaFunction.logGamma(freedom / 2)
        - GammaFunction.logGamma((freedom + 1) / 2)
        + 0.5 * StrictMath.log(Math.PI * (freedom - 2));
  }

  private double walk(
      double mean,
      double constant,
      double shock,
      double persistence,
      double freedom,
      double[] gradient,
      double[] freedomSlope) {
    double before = 0;
    double beforeByMean = 0;
    for (double each : returns) {
      before += (each - mean) * (each - mean) / returns.length;
      beforeByMean -= 2 * (each - mean) / returns.length;
    }
    double h = before;
    double byMean = beforeByMean;
    double byConstant = 0;
    double byShock = 0;
    double byPersistence = 0;
    double sum = 0;
    for (double each : returns) {
      byMean = shock * beforeByMean + persistence * byMean;
      byConstant = 1 + persistence * byConstant;
      byShock = before + persistence * byShock;
      byPersistence = h + persistence * byPersistence;
      h = constant + shock * before + persistence * h;
      double error = each - mean;
      before = error * error;
      beforeByMean = -2 * error;
      double pull;
      double slope;
      if (heavyTails) {
        double scaled = before / ((freedom - 2) * h);
        double weight = (freedom + 1) / 2 / (1 + scaled);
        sum += 0.5 * StrictMath.log(h) + (freedom + 1) / 2 * StrictMath.log1p(scaled);
        slope = 0.5 / h - weight * scaled / h;
        pull = weight * 2 * error / ((freedom - 2) * h);
        freedomSlope[0] += 0.5 * StrictMath.log1p(scaled) - weight * scaled / (freedom - 2);
      } else {
        sum += 0.5 * (LOG_2_PI + StrictMath.log(h) + before / h);
        slope = 0.5 * (1 - before / h) / h;
        pull = error / h;
      }
      gradient[0] += slope * byMean - pull;
      gradient[1] += slope * byConstant;
      gradient[2] += slope * byShock;
      gradient[3] += slope * byPersistence;
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-Math.clamp(x, -30, 30)));
  }

  private static double logit(double p) {
    double inside = Math.clamp(p, 1e-6, 1 - 1e-6);
    return StrictMath.log(inside / (1 - inside));
  }
}
