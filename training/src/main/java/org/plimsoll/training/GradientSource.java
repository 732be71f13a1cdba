package org.plimsoll.training;

/// Gives the mean loss of a batch and its derivative by every weight.
interface GradientSource extends AutoCloseable {
  /// The mean {@link RobustQlike} of some samples.
  ///
  /// @param gradient takes the derivatives, in the order of the weights
  double gradient(float[] weights, Batch batch, float[] gradient);

  @Override
  void close();
}
