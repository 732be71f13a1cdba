package org.plimsoll.forecast.model;

import java.util.Arrays;
import java.util.List;

/// Coefficients that turn the regressors of an origin into a variance: the geometric mean over some
/// linear models of its logarithm. Immutable.
///
/// A regressor counts at most as far from its mean as four of its deviations, so that what was
/// hardly ever seen does not carry a forecast away.
public final class FittedHar {
  private static final double FAR = 4;

  /// One linear model over standardised regressors.
  private static final class Linear {
    private final double level;
    private final double[] mean;
    private final double[] inverseDeviation;
    private final double[] coefficients;

    Linear(double level, NormalEquations equations, double[] coefficients) {
      this.level = level;
      this.mean = equations.mean().clone();
      this.coefficients = coefficients.clone();
      this.inverseDeviation = new double[mean.length];
      for (int j = 0; j < mean.length; j++) {
        double deviation = equations.deviation()[j];
        inverseDeviation[j] = deviation == 0 ? 0 : 1 / deviation;
      }
    }

    double at(double[] row) {
      double fitted = level;
      for (int j = 0; j < row.length; j++) {
        double z = (row[j] - mean[j]) * inverseDeviation[j];
        fitted += coefficients[j] * Math.clamp(z, -FAR, FAR);
      }
      return fitted;
    }
  }

  private final Linear[] members;

  private FittedHar(Linear[] members) {
    this.members = members;
  }

  /// The model of one member.
  ///
  /// @param level what the logarithm of the variance is where all regressors are at their means
  static FittedHar of(double level, NormalEquations equations, double[] standardised) {
    return new FittedHar(new Linear[] {new Linear(level, equations, standardised)});
  }

  /// The model of several models together.
  static FittedHar together(List<FittedHar> models) {
    return new FittedHar(
        models.stream().flatMap(model -> Arrays.stream(model.members)).toArray(Linear[]::new));
  }

  /// The expected variance in percent² for the regressors of an origin.
  public double variance(double[] row) {
    double sum = 0;
    for (Linear member : members) {
      sum += member.at(row);
    }
    return StrictMath.exp(sum / members.length);
  }
}
