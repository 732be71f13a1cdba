package org.plimsoll.forecast.network;

import java.util.Arrays;

/// The recurrent network: one layer of memory cells over the steps of the window.
final class LstmNetwork implements ResidualNetwork {
  private final int steps;
  private final int inputs;
  private final int width;
  private final float[] input;
  private final float[] recurrent;
  private final float[] bias;
  private final OutputHead head;
  private final float[] gates;
  private final float[] cell;
  private final float[] state;

  LstmNetwork(NetworkShape shape, float[] weights) {
    ParameterLayout layout = ParameterLayout.of(shape);
    steps = shape.tokens();
    inputs = shape.tokenInputs();
    width = shape.width();
    input = Arithmetic.transposed(weights, layout.block("lstm.input"));
    recurrent = Arithmetic.transposed(weights, layout.block("lstm.recurrent"));
    bias = Arithmetic.copied(weights, layout.block("lstm.inputBias"));
    float[] second = Arithmetic.copied(weights, layout.block("lstm.recurrentBias"));
    for (int i = 0; i < bias.length; i++) {
      bias[i] += second[i];
    }
    head = new OutputHead(shape, layout, weights);
    gates = new float[4 * width];
    cell = new float[width];
    state = new float[width];
  }

  @Override
  public double residual(float[] window, float[] context) {
    Arrays.fill(cell, 0);
    Arrays.fill(state, 0);
    for (int step = 0; step < steps; step++) {
      System.arraycopy(bias, 0, gates, 0, gates.length);
      Arithmetic.addProduct(input, window, step * inputs, inputs, gates, gates.length);
      Arithmetic.addProduct(recurrent, state, 0, width, gates, gates.length);
      Arithmetic.logistic(gates, 0, 2 * width);
      Arithmetic.tanh(gates, 2 * width, 3 * width);
      Arithmetic.logistic(gates, 3 * width, 4 * width);
      advance();
    }
    return head.residual(state, context);
  }

  private void advance() {
    for (int i = 0; i < width; i++) {
      cell[i] = gates[width + i] * cell[i] + gates[i] * gates[2 * width + i];
      state[i] = cell[i];
    }
    Arithmetic.tanh(state, 0, width);
    for (int i = 0; i < width; i++) {
      state[i] *= gates[3 * width + i];
    }
  }
}
