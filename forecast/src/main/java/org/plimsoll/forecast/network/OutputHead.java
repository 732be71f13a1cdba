package org.plimsoll.forecast.network;

import org.plimsoll.forecast.network.ParameterLayout.Block;

/// The last part of a network: from the reading of the window and the context to the residual,
/// through one hidden layer with the hyperbolic tangent.
final class OutputHead {
  private final int width;
  private final int context;
  private final float clip;
  private final float[] hidden;
  private final float[] hiddenBias;
  private final float[] out;
  private final float outBias;
  private final float[] joined;
  private final float[] state;

  OutputHead(NetworkShape shape, ParameterLayout layout, float[] weights) {
    width = shape.width();
    context = shape.contextFeatures();
    clip = (float) shape.clip();
    Block matrix = layout.block("head.hidden");
    hidden = Arithmetic.transposed(weights, matrix);
    hiddenBias = Arithmetic.copied(weights, layout.block("head.hiddenBias"));
    out = Arithmetic.copied(weights, layout.block("head.out"));
    outBias = weights[layout.block("head.outBias").start()];
    joined = new float[width + context];
    state = new float[hiddenBias.length];
  }

  double residual(float[] reading, float[] contextFeatures) {
    System.arraycopy(reading, 0, joined, 0, width);
    System.arraycopy(contextFeatures, 0, joined, width, context);
    System.arraycopy(hiddenBias, 0, state, 0, state.length);
    Arithmetic.addProduct(hidden, joined, 0, joined.length, state, state.length);
    Arithmetic.tanh(state, 0, state.length);
    float sum = outBias;
    for (int i = 0; i < state.length; i++) {
      sum += out[i] * state[i];
    }
    return Math.max(-clip, Math.min(clip, sum));
  }
}
