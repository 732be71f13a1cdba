package org.plimsoll.forecast.network;

import java.util.ArrayList;
import java.util.List;

/// The encoder with attention: patches of hours become tokens, layers mix them, the newest token is
/// the reading.
///
/// Normalisation comes before each part of a layer. Only the newest token is read, so the last
/// layer computes no other.
final class PatchTransformer implements ResidualNetwork {
  private final int tokens;
  private final int inputs;
  private final int width;
  private final float[] embed;
  private final float[] embedBias;
  private final float[] position;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final float[] normGain;
  private final float[] normBias;
  private final OutputHead head;
  private final float[] stream;
  private final float[] reading;
  private final float[] token;

  PatchTransformer(NetworkShape shape, float[] weights) {
    ParameterLayout layout = ParameterLayout.of(shape);
    tokens = shape.tokens();
    inputs = shape.tokenInputs();
    width = shape.width();
    embed = Arithmetic.transposed(weights, layout.block("embed"));
    embedBias = Arithmetic.copied(weights, layout.block("embedBias"));
    position = Arithmetic.copied(weights, layout.block("position"));
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(new EncoderLayer(shape, layout, weights, "layer" + i + "."));
    }
    normGain = Arithmetic.copied(weights, layout.block("norm.gain"));
    normBias = Arithmetic.copied(weights, layout.block("norm.bias"));
    head = new OutputHead(shape, layout, weights);
    stream = new float[tokens * width];
    reading = new float[width];
    token = new float[width];
  }

  @Override
  public double residual(float[] window, float[] context) {
    for (int t = 0; t < tokens; t++) {
      System.arraycopy(embedBias, 0, token, 0, width);
      Arithmetic.addProduct(embed, window, t * inputs, inputs, token, width);
      for (int i = 0; i < width; i++) {
        stream[t * width + i] = token[i] + position[t * width + i];
      }
    }
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).apply(stream, i == layers.size() - 1 ? tokens - 1 : 0);
    }
    Arithmetic.normalise(stream, (tokens - 1) * width, width, normGain, normBias, reading, 0);
    return head.residual(reading, context);
  }
}
