package org.plimsoll.forecast.network;

/// One layer of the encoder: attention between tokens, then a feed-forward part for each, both
/// added to the stream.
final class EncoderLayer {
  private final int tokens;
  private final int width;
  private final int heads;
  private final int inner;
  private final float[] gain1;
  private final float[] bias1;
  private final float[] project;
  private final float[] projectBias;
  private final float[] mix;
  private final float[] mixBias;
  private final float[] gain2;
  private final float[] bias2;
  private final float[] in;
  private final float[] inBias;
  private final float[] out;
  private final float[] outBias;
  private final float[] normal;
  private final float[] projected;
  private final float[] projections;
  private final float[] scores;
  private final float[] mixed;
  private final float[] added;
  private final float[] hidden;

  EncoderLayer(NetworkShape shape, ParameterLayout layout, float[] weights, String prefix) {
    tokens = shape.tokens();
    width = shape.width();
    heads = shape.heads();
    inner = shape.inner();
    gain1 = Arithmetic.copied(weights, layout.block(prefix + "norm1.gain"));
    bias1 = Arithmetic.copied(weights, layout.block(prefix + "norm1.bias"));
    project = Arithmetic.transposed(weights, layout.block(prefix + "project"));
    projectBias = Arithmetic.copied(weights, layout.block(prefix + "projectBias"));
    mix = Arithmetic.transposed(weights, layout.block(prefix + "mix"));
    mixBias = Arithmetic.copied(weights, layout.block(prefix + "mixBias"));
    gain2 = Arithmetic.copied(weights, layout.block(prefix + "norm2.gain"));
    bias2 = Arithmetic.copied(weights, layout.block(prefix + "norm2.bias"));
    in = Arithmetic.transposed(weights, layout.block(prefix + "inner"));
    inBias = Arithmetic.copied(weights, layout.block(prefix + "innerBias"));
    out = Arithmetic.transposed(weights, layout.block(prefix + "outer"));
    outBias = Arithmetic.copied(weights, layout.block(prefix + "outerBias"));
    normal = new float[width];
    projected = new float[3 * width];
    projections = new float[tokens * 3 * width];
    scores = new float[tokens];
    mixed = new float[width];
    added = new float[width];
    hidden = new float[inner];
  }

  /// Advances the tokens from `first` on; the ones before are only attended to.
  void apply(float[] stream, int first) {
    for (int t = 0; t < tokens; t++) {
      Arithmetic.normalise(stream, t * width, width, gain1, bias1, normal, 0);
      System.arraycopy(projectBias, 0, projected, 0, projected.length);
      Arithmetic.addProduct(project, normal, 0, width, projected, projected.length);
      System.arraycopy(projected, 0, projections, t * 3 * width, projected.length);
    }
    for (int t = first; t < tokens; t++) {
      attend(t);
      System.arraycopy(mixBias, 0, added, 0, width);
      Arithmetic.addProduct(mix, mixed, 0, width, added, width);
      add(stream, t);
      feedForward(stream, t);
      add(stream, t);
    }
  }

  private void attend(int token) {
    int size = width / heads;
    float scale = (float) (1 / Math.sqrt(size));
    java.util.Arrays.fill(mixed, 0);
    for (int head = 0; head < heads; head++) {
      int query = token * 3 * width + head * size;
      float largest = Float.NEGATIVE_INFINITY;
      for (int t = 0; t < tokens; t++) {
        int key = t * 3 * width + width + head * size;
        float dot = 0;
        for (int i = 0; i < size; i++) {
          dot += projections[query + i] * projections[key + i];
        }
        scores[t] = dot * scale;
        largest = Math.max(largest, scores[t]);
      }
      blend(head * size, size, largest);
    }
  }

  private void blend(int start, int size, float largest) {
    float sum = 0;
    for (int t = 0; t < tokens; t++) {
      float weight = Arithmetic.expOfNegative(scores[t] - largest);
      sum += weight;
      int value = t * 3 * width + 2 * width + start;
      for (int i = 0; i < size; i++) {
        mixed[start + i] += weight * projections[value + i];
      }
    }
    for (int i = start; i < start + size; i++) {
      mixed[i] /= sum;
    }
  }

  private void feedForward(float[] stream, int token) {
    Arithmetic.normalise(stream, token * width, width, gain2, bias2, normal, 0);
    System.arraycopy(inBias, 0, hidden, 0, inner);
    Arithmetic.addProduct(in, normal, 0, width, hidden, inner);
    for (int i = 0; i < inner; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    System.arraycopy(outBias, 0, added, 0, width);
    Arithmetic.addProduct(out, hidden, 0, inner, added, width);
  }

  private void add(float[] stream, int token) {
    for (int i = 0; i < width; i++) {
      stream[token * width + i] += added[i];
    }
  }
}
