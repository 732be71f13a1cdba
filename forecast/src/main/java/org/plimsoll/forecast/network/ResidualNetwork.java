package org.plimsoll.forecast.network;

/// A trained network, ready to forecast: reads a window and a context, gives the residual.
///
/// Holds its scratch space and allocates nothing in use; one thread at a time.
public sealed interface ResidualNetwork permits LstmNetwork, PatchTransformer {
  /// What to add to the logarithm of the champion's variance, within ±clip of the shape.
  ///
  /// @param window features of the hours, the oldest first, those of an hour together
  /// @param context features of symbol and day
  double residual(float[] window, float[] context);

  /// The network of a shape with given weights.
  static ResidualNetwork of(NetworkShape shape, float[] weights) {
    int size = ParameterLayout.of(shape).size();
    if (weights.length != size) {
      throw new IllegalArgumentException(
          "The shape has %d weights, %d were given".formatted(size, weights.length));
    }
    return switch (shape.architecture()) {
      case LSTM -> new LstmNetwork(shape, weights);
      case PATCH_TRANSFORMER -> new PatchTransformer(shape, weights);
    };
  }
}
