package org.plimsoll.training;

/// Adam with decoupled weight decay (D. Kingma and J. Ba 2015; I. Loshchilov and F. Hutter 2019),
/// and a running mean of the weights.
final class AdamW {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  final float[] weights;
  final float[] means;
  final float[] squares;
  final float[] average;
  long steps;

  private final boolean[] decays;
  private final TrainingSettings settings;

  /// @param decays which weights shrink: those of matrices
  AdamW(float[] weights, boolean[] decays, TrainingSettings settings) {
    this.weights = weights.clone();
    this.decays = decays.clone();
    this.settings = settings;
    means = new float[weights.length];
    squares = new float[weights.length];
    average = weights.clone();
  }

  /// Takes one step down a gradient, which is cut to the largest norm first.
  void step(float[] gradient, double rate) {
    steps++;
    double norm = 0;
    for (float g : gradient) {
      norm += (double) g * g;
    }
    norm = Math.sqrt(norm);
    double cut = norm > settings.gradientNorm() ? settings.gradientNorm() / norm : 1;
    double firstBias = 1 - StrictMath.pow(FIRST, (double) steps);
    double secondBias = 1 - StrictMath.pow(SECOND, (double) steps);
    // At the beginning the mean follows closely, or it would remember the random start.
    double past = Math.min(settings.averaging(), steps / (steps + 10.0));
    for (int i = 0; i < weights.length; i++) {
      double g = gradient[i] * cut;
      means[i] = (float) (FIRST * means[i] + (1 - FIRST) * g);
      squares[i] = (float) (SECOND * squares[i] + (1 - SECOND) * g * g);
      double move = means[i] / firstBias / (Math.sqrt(squares[i] / secondBias) + EPSILON);
      double decay = decays[i] ? settings.weightDecay() * weights[i] : 0;
      weights[i] = (float) (weights[i] - rate * (move + decay));
      average[i] = (float) (past * average[i] + (1 - past) * weights[i]);
    }
  }
}
