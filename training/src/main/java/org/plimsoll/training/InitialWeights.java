package org.plimsoll.training;

import java.util.SplittableRandom;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ParameterLayout;

/// The weights before training. The last layer is zero, so that the untrained network is the
/// champion.
final class InitialWeights {
  private InitialWeights() {}

  /// Uniform within ±1/√inputs for matrices, ±0.02 for positions, 1 for gains, 1 for the bias of
  /// the forget gate, 0 for all else.
  static float[] of(NetworkShape shape, long seed) {
    ParameterLayout layout = ParameterLayout.of(shape);
    float[] weights = new float[layout.size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (ParameterLayout.Block block : layout.blocks()) {
      int end = block.start() + block.size();
      if (block.name().endsWith(".gain")) {
        java.util.Arrays.fill(weights, block.start(), end, 1);
      } else if (block.name().equals("lstm.inputBias")) {
        int width = shape.width();
        java.util.Arrays.fill(weights, block.start() + width, block.start() + 2 * width, 1);
      } else if (isMatrix(block)) {
        double bound = block.name().equals("position") ? 0.02 : 1 / Math.sqrt(block.columns());
        for (int i = block.start(); i < end; i++) {
          weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
      }
    }
    return weights;
  }

  /// Which weights belong to matrices.
  static boolean[] matrices(NetworkShape shape) {
    ParameterLayout layout = ParameterLayout.of(shape);
    boolean[] matrices = new boolean[layout.size()];
    for (ParameterLayout.Block block : layout.blocks()) {
      if (isMatrix(block) || block.name().equals("head.out")) {
        java.util.Arrays.fill(matrices, block.start(), block.start() + block.size(), true);
      }
    }
    return matrices;
  }

  private static boolean isMatrix(ParameterLayout.Block block) {
    return block.rows() > 1;
  }
}
