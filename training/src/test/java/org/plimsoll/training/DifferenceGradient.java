package org.plimsoll.training;

import java.util.Arrays;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ResidualNetwork;

/// Gradients by central differences of the served network: slow, and without PyTorch.
final class DifferenceGradient implements GradientSource {
  private static final float STEP = 0x1p-7f;

  private final NetworkShape shape;
  private final double knee;

  DifferenceGradient(NetworkShape shape, double knee) {
    this.shape = shape;
    this.knee = knee;
  }

  @Override
  public double gradient(float[] weights, Batch batch, float[] gradient) {
    float[] moved = weights.clone();
    for (int i = 0; i < weights.length; i++) {
      moved[i] = weights[i] + STEP;
      double above = loss(moved, batch);
      moved[i] = weights[i] - STEP;
      double below = loss(moved, batch);
      moved[i] = weights[i];
      gradient[i] = (float) ((above - below) / (2 * STEP));
    }
    return loss(weights, batch);
  }

  private double loss(float[] weights, Batch batch) {
    ResidualNetwork network = ResidualNetwork.of(shape, weights);
    int size = shape.windowSize();
    int features = shape.contextFeatures();
    double sum = 0;
    for (int i = 0; i < batch.count; i++) {
      float[] window = Arrays.copyOfRange(batch.windows, i * size, (i + 1) * size);
      float[] context = Arrays.copyOfRange(batch.contexts, i * features, (i + 1) * features);
      sum += RobustQlike.loss(batch.targets[i] - network.residual(window, context), knee);
    }
    return sum / batch.count;
  }

  @Override
  public void close() {}
}
