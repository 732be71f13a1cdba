package org.plimsoll.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ParameterLayout;

/// Gradients from PyTorch on one thread: the networks of module `forecast` written once more in
/// tensors.
final class TorchGradient implements GradientSource {
  private final NetworkShape shape;
  private final ParameterLayout layout;
  private final double knee;
  private final NDManager root;

  TorchGradient(NetworkShape shape, double knee) {
    Torch.require();
    this.shape = shape;
    this.knee = knee;
    layout = ParameterLayout.of(shape);
    root = NDManager.newBaseManager();
  }

  @Override
  public double gradient(float[] weights, Batch batch, float[] gradient) {
    try (NDManager manager = root.newSubManager()) {
      Map<String, NDArray> parameters = parameters(manager, weights, true);
      NDArray targets = manager.create(batch.targets, new Shape(batch.count));
      double loss;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray residual = forward(parameters, tensors(manager, batch));
        NDArray mean = loss(targets.sub(residual));
        collector.backward(mean);
        loss = mean.getFloat();
      }
      for (ParameterLayout.Block block : layout.blocks()) {
        float[] part = parameter(parameters, block.name()).getGradient().toFloatArray();
        System.arraycopy(part, 0, gradient, block.start(), block.size());
      }
      return loss;
    }
  }

  /// The residuals of some samples, as PyTorch computes them.
  float[] residuals(float[] weights, Batch batch) {
    try (NDManager manager = root.newSubManager()) {
      Map<String, NDArray> parameters = parameters(manager, weights, false);
      return forward(parameters, tensors(manager, batch)).toFloatArray();
    }
  }

  private NDArray loss(NDArray d) {
    NDArray inner = d.minimum(knee);
    NDArray value = inner.exp().sub(inner).sub(1);
    return value.add(d.sub(inner).mul(RobustQlike.slope(knee))).mean();
  }

  private Map<String, NDArray> parameters(NDManager manager, float[] weights, boolean learning) {
    Map<String, NDArray> parameters = new TreeMap<>();
    for (ParameterLayout.Block block : layout.blocks()) {
      float[] part = new float[block.size()];
      System.arraycopy(weights, block.start(), part, 0, part.length);
      Shape tensor =
          block.rows() == 1 ? new Shape(block.columns()) : new Shape(block.rows(), block.columns());
      NDArray parameter = manager.create(part, tensor);
      if (learning) {
        parameter.setRequiresGradient(true);
      }
      parameters.put(block.name(), parameter);
    }
    return parameters;
  }

  private NDList tensors(NDManager manager, Batch batch) {
    return new NDList(
        manager.create(batch.windows, new Shape(batch.count, shape.tokens(), shape.tokenInputs())),
        manager.create(batch.contexts, new Shape(batch.count, shape.contextFeatures())));
  }

  private NDArray forward(Map<String, NDArray> p, NDList batch) {
    NDArray windows = batch.get(0);
    NDArray reading =
        switch (shape.architecture()) {
          case LSTM -> recurrent(p, windows);
          case PATCH_TRANSFORMER -> encoder(p, windows);
        };
    NDArray joined = reading.concat(batch.get(1), 1);
    NDArray hidden = linear(joined, p, "head.hidden", "head.hiddenBias").tanh();
    NDArray out = hidden.mul(parameter(p, "head.out")).sum(new int[] {1});
    return out.add(parameter(p, "head.outBias")).clip(-shape.clip(), shape.clip());
  }

  private NDArray recurrent(Map<String, NDArray> p, NDArray windows) {
    long count = windows.getShape().get(0);
    NDManager manager = windows.getManager();
    NDList states =
        new NDList(
            manager.zeros(new Shape(1, count, shape.width())),
            manager.zeros(new Shape(1, count, shape.width())));
    NDList parameters =
        new NDList(
            parameter(p, "lstm.input"),
            parameter(p, "lstm.recurrent"),
            parameter(p, "lstm.inputBias"),
            parameter(p, "lstm.recurrentBias"));
    NDList result =
        windows
            .getNDArrayInternal()
            .lstm(windows, states, parameters, true, 1, 0, true, false, true);
    return result.get(0).get(":, -1, :");
  }

  private NDArray encoder(Map<String, NDArray> p, NDArray windows) {
    NDArray stream = linear(windows, p, "embed", "embedBias").add(parameter(p, "position"));
    for (int i = 0; i < shape.layers(); i++) {
      stream = layer(p, stream, "layer" + i + ".", i == shape.layers() - 1);
    }
    return norm(stream, p, "norm").get(":, -1, :");
  }

  private NDArray layer(Map<String, NDArray> p, NDArray stream, String name, boolean last) {
    int width = shape.width();
    NDArray normal = norm(stream, p, name + "norm1");
    NDArray projected = linear(normal, p, name + "project", name + "projectBias");
    NDArray keys = byHead(projected.get(":, :, " + width + ":" + 2 * width));
    NDArray values = byHead(projected.get(":, :, " + 2 * width + ":"));
    NDArray from = stream;
    NDArray queries = projected.get(":, :, :" + width);
    if (last) {
      from = stream.get(":, -1:, :");
      queries = queries.get(":, -1:, :");
    }
    double scale = 1 / Math.sqrt((double) width / shape.heads());
    NDArray scores = byHead(queries).matMul(keys.transpose(0, 1, 3, 2)).mul(scale).softmax(-1);
    NDArray mixed = scores.matMul(values).transpose(0, 2, 1, 3);
    NDArray joined = mixed.reshape(from.getShape());
    NDArray after = from.add(linear(joined, p, name + "mix", name + "mixBias"));
    NDArray hidden =
        linear(norm(after, p, name + "norm2"), p, name + "inner", name + "innerBias").maximum(0);
    return after.add(linear(hidden, p, name + "outer", name + "outerBias"));
  }

  private NDArray byHead(NDArray tokens) {
    Shape of = tokens.getShape();
    int size = shape.width() / shape.heads();
    return tokens.reshape(of.get(0), of.get(1), shape.heads(), size).transpose(0, 2, 1, 3);
  }

  private NDArray norm(NDArray x, Map<String, NDArray> p, String name) {
    return x.getNDArrayInternal()
        .layerNorm(
            x,
            new Shape(shape.width()),
            parameter(p, name + ".gain"),
            parameter(p, name + ".bias"),
            1e-5f)
        .singletonOrThrow();
  }

  private static NDArray linear(NDArray x, Map<String, NDArray> p, String matrix, String bias) {
    return x.getNDArrayInternal()
        .linear(x, parameter(p, matrix), parameter(p, bias))
        .singletonOrThrow();
  }

  private static NDArray parameter(Map<String, NDArray> p, String name) {
    NDArray found = p.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No parameter " + name);
    }
    return found;
  }

  @Override
  public void close() {
    root.close();
  }
}
