package org.plimsoll.forecast.network;

/// Loops over floats that the networks are made of, in a fixed order of operations, so that a
/// vectorising compiler may speed them up but not change their bits.
final class Arithmetic {
  private static final double LARGEST_DOUBLED = 40;
  private static final double REDUCTION = 1.0 / 256;
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HIGH = 355f / 512;
  private static final float LN2_LOW = -2.1219444e-4f;
  private static final float LEAST_EXPONENT = -87;

  private Arithmetic() {}

  /// Transposes a stored matrix, so that the weights of one input lie together.
  static float[] transposed(float[] weights, ParameterLayout.Block block) {
    float[] result = new float[block.size()];
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        result[column * block.rows() + row] =
            weights[block.start() + row * block.columns() + column];
      }
    }
    return result;
  }

  /// A copy of a stored block.
  static float[] copied(float[] weights, ParameterLayout.Block block) {
    float[] result = new float[block.size()];
    System.arraycopy(weights, block.start(), result, 0, block.size());
    return result;
  }

  /// Adds the product of a transposed matrix and `inputs` numbers of x to y.
  static void addProduct(float[] matrix, float[] x, int from, int inputs, float[] y, int rows) {
    int j = 0;
    for (; j + 4 <= inputs; j += 4) {
      float x0 = x[from + j];
      float x1 = x[from + j + 1];
      float x2 = x[from + j + 2];
      float x3 = x[from + j + 3];
      int at = j * rows;
      for (int r = 0; r < rows; r++) {
        y[r] +=
            (matrix[at + r] * x0 + matrix[at + rows + r] * x1)
                + (matrix[at + 2 * rows + r] * x2 + matrix[at + 3 * rows + r] * x3);
      }
    }
    for (; j < inputs; j++) {
      float xj = x[from + j];
      int at = j * rows;
      for (int r = 0; r < rows; r++) {
        y[r] += matrix[at + r] * xj;
      }
    }
  }

  /// The hyperbolic tangent in place, within 1e-7 of the true one.
  ///
  /// exp(2x) is the 256th power of a Taylor polynomial at x/128, in doubles: without a branch or a
  /// trick on bits.
  static void tanh(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = (float) (1 - 2 / (power(2.0 * x[i]) + 1));
    }
  }

  /// The logistic function in place, within 1e-7 of the true one.
  static void logistic(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = (float) (1 - 1 / (power(x[i]) + 1));
    }
  }

  private static double power(double x) {
    double y = Math.max(-LARGEST_DOUBLED, Math.min(LARGEST_DOUBLED, x)) * REDUCTION;
    double e =
        1
            + y
                * (1
                    + y
                        * (1.0 / 2
                            + y
                                * (1.0 / 6
                                    + y
                                        * (1.0 / 24
                                            + y
                                                * (1.0 / 120
                                                    + y * (1.0 / 720 + y * (1.0 / 5040)))))));
    e *= e;
    e *= e;
    e *= e;
    e *= e;
    e *= e;
    e *= e;
    e *= e;
    return e * e;
  }

  /// The exponential of a number not above 0, within a relative 3e-7; 0 below −87.
  static float expOfNegative(float x) {
    if (!(x > LEAST_EXPONENT)) {
      return 0;
    }
    int n = (int) (x * LOG2_E - 0.5f);
    float r = x - n * LN2_HIGH - n * LN2_LOW;
    float e =
        1 + r * (1 + r * (1f / 2 + r * (1f / 6 + r * (1f / 24 + r * (1f / 120 + r * (1f / 720))))));
    return e * Float.intBitsToFloat((n + 127) << 23);
  }

  /// Brings `width` numbers to mean 0 and variance 1 (divisor n, plus 1e-5), then scales them.
  static void normalise(
      float[] x, int from, int width, float[] gain, float[] bias, float[] y, int to) {
    float sum = 0;
    for (int i = 0; i < width; i++) {
      sum += x[from + i];
    }
    float mean = sum / width;
    float squares = 0;
    for (int i = 0; i < width; i++) {
      float d = x[from + i] - mean;
      squares += d * d;
    }
    float scale = (float) (1 / Math.sqrt(squares / width + 1e-5));
    for (int i = 0; i < width; i++) {
      y[to + i] = (x[from + i] - mean) * scale * gain[i] + bias[i];
    }
  }
}
