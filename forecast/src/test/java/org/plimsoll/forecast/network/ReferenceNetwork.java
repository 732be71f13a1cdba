package org.plimsoll.forecast.network;

/// The networks once more, slowly and in doubles, straight from the papers: the route by which the
/// fast ones are checked.
final class ReferenceNetwork {
  private final NetworkShape shape;
  private final float[] weights;
  private final ParameterLayout layout;

  ReferenceNetwork(NetworkShape shape, float[] weights) {
    this.shape = shape;
    this.weights = weights;
    layout = ParameterLayout.of(shape);
  }

  double residual(float[] window, float[] context) {
    double[] reading =
        switch (shape.architecture()) {
          case LSTM -> recurrent(window);
          case PATCH_TRANSFORMER -> encoder(window);
        };
    double[] joined = new double[reading.length + context.length];
    System.arraycopy(reading, 0, joined, 0, reading.length);
    for (int i = 0; i < context.length; i++) {
      joined[reading.length + i] = context[i];
    }
    double[] hidden = linear("head.hidden", "head.hiddenBias", joined);
    double sum = at("head.outBias", 0);
    for (int i = 0; i < hidden.length; i++) {
      sum += at("head.out", i) * StrictMath.tanh(hidden[i]);
    }
    return Math.max(-shape.clip(), Math.min(shape.clip(), sum));
  }

  private double[] recurrent(float[] window) {
    int width = shape.width();
    double[] cell = new double[width];
    double[] state = new double[width];
    for (int t = 0; t < shape.tokens(); t++) {
      double[] a = linear("lstm.input", "lstm.inputBias", token(window, t));
      double[] b = linear("lstm.recurrent", "lstm.recurrentBias", state);
      double[] next = new double[width];
      for (int i = 0; i < width; i++) {
        double input = logistic(a[i] + b[i]);
        double forget = logistic(a[width + i] + b[width + i]);
        double candidate = StrictMath.tanh(a[2 * width + i] + b[2 * width + i]);
        double output = logistic(a[3 * width + i] + b[3 * width + i]);
        cell[i] = forget * cell[i] + input * candidate;
        next[i] = output * StrictMath.tanh(cell[i]);
      }
      state = next;
    }
    return state;
  }

  private double[] encoder(float[] window) {
    double[][] stream = new double[shape.tokens()][];
    for (int t = 0; t < stream.length; t++) {
      stream[t] = linear("embed", "embedBias", token(window, t));
      for (int i = 0; i < shape.width(); i++) {
        stream[t][i] += at("position", t * shape.width() + i);
      }
    }
    for (int i = 0; i < shape.layers(); i++) {
      stream = layer("layer" + i + ".", stream);
    }
    return normal("norm", stream[stream.length - 1]);
  }

  private double[][] layer(String name, double[][] stream) {
    int width = shape.width();
    int size = width / shape.heads();
    double[][] projected = new double[stream.length][];
    for (int t = 0; t < stream.length; t++) {
      projected[t] =
          linear(name + "project", name + "projectBias", normal(name + "norm1", stream[t]));
    }
    double[][] result = new double[stream.length][];
    for (int t = 0; t < stream.length; t++) {
      double[] mixed = new double[width];
      for (int head = 0; head < shape.heads(); head++) {
        double[] scores = new double[stream.length];
        double sum = 0;
        for (int other = 0; other < scores.length; other++) {
          double dot = 0;
          for (int i = head * size; i < (head + 1) * size; i++) {
            dot += projected[t][i] * projected[other][width + i];
          }
          scores[other] = StrictMath.exp(dot / StrictMath.sqrt(size));
          sum += scores[other];
        }
        for (int other = 0; other < scores.length; other++) {
          for (int i = head * size; i < (head + 1) * size; i++) {
            mixed[i] += scores[other] / sum * projected[other][2 * width + i];
          }
        }
      }
      double[] after = sum(stream[t], linear(name + "mix", name + "mixBias", mixed));
      double[] hidden = linear(name + "inner", name + "innerBias", normal(name + "norm2", after));
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = Math.max(0, hidden[i]);
      }
      result[t] = sum(after, linear(name + "outer", name + "outerBias", hidden));
    }
    return result;
  }

  private double[] normal(String name, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double scaled = (x[i] - mean) / Math.sqrt(variance + 1e-5);
      y[i] = scaled * at(name + ".gain", i) + at(name + ".bias", i);
    }
    return y;
  }

  private double[] token(float[] window, int t) {
    double[] token = new double[shape.tokenInputs()];
    for (int i = 0; i < token.length; i++) {
      token[i] = window[t * token.length + i];
    }
    return token;
  }

  private double[] linear(String matrix, String bias, double[] x) {
    ParameterLayout.Block block = layout.block(matrix);
    double[] y = new double[block.rows()];
    for (int row = 0; row < y.length; row++) {
      y[row] = at(bias, row);
      for (int column = 0; column < x.length; column++) {
        y[row] += weights[block.start() + row * block.columns() + column] * x[column];
      }
    }
    return y;
  }

  private double at(String name, int i) {
    return weights[layout.block(name).start() + i];
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
