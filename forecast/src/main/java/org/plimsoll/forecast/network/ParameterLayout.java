package org.plimsoll.forecast.network;

import java.util.ArrayList;
import java.util.List;

/// Where each parameter of a network lies in its one array of weights.
///
/// Matrices are stored row by row, a row an output, as PyTorch does. The recurrent gates are in the
/// order input, forget, cell, output; the rows of an attention's projection are those of queries,
/// keys, values.
public final class ParameterLayout {
  /// A matrix, or a vector as a matrix of one row.
  ///
  /// @param start where its first number lies
  public record Block(String name, int rows, int columns, int start) {
    /// How many numbers it has.
    public int size() {
      return rows * columns;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private int size;

  private ParameterLayout() {}

  /// The layout of a shape.
  public static ParameterLayout of(NetworkShape shape) {
    ParameterLayout layout = new ParameterLayout();
    switch (shape.architecture()) {
      case LSTM -> layout.recurrent(shape);
      case PATCH_TRANSFORMER -> layout.encoder(shape);
    }
    layout.matrix("head.hidden", shape.headWidth(), shape.width() + shape.contextFeatures());
    layout.vector("head.hiddenBias", shape.headWidth());
    layout.vector("head.out", shape.headWidth());
    layout.vector("head.outBias", 1);
    return layout;
  }

  private void recurrent(NetworkShape shape) {
    int gates = 4 * shape.width();
    matrix("lstm.input", gates, shape.tokenInputs());
    matrix("lstm.recurrent", gates, shape.width());
    vector("lstm.inputBias", gates);
    vector("lstm.recurrentBias", gates);
  }

  private void encoder(NetworkShape shape) {
    int width = shape.width();
    matrix("embed", width, shape.tokenInputs());
    vector("embedBias", width);
    matrix("position", shape.tokens(), width);
    for (int i = 0; i < shape.layers(); i++) {
      String layer = "layer" + i + ".";
      vector(layer + "norm1.gain", width);
      vector(layer + "norm1.bias", width);
      matrix(layer + "project", 3 * width, width);
      vector(layer + "projectBias", 3 * width);
      matrix(layer + "mix", width, width);
      vector(layer + "mixBias", width);
      vector(layer + "norm2.gain", width);
      vector(layer + "norm2.bias", width);
      matrix(layer + "inner", shape.inner(), width);
      vector(layer + "innerBias", shape.inner());
      matrix(layer + "outer", width, shape.inner());
      vector(layer + "outerBias", width);
    }
    vector("norm.gain", width);
    vector("norm.bias", width);
  }

  private void vector(String name, int length) {
    matrix(name, 1, length);
  }

  private void matrix(String name, int rows, int columns) {
    blocks.add(new Block(name, rows, columns, size));
    size = Math.addExact(size, Math.multiplyExact(rows, columns));
  }

  /// The blocks, in the order in which they lie.
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /// How many numbers there are in all.
  public int size() {
    return size;
  }

  /// The block of a name.
  ///
  /// @throws IllegalArgumentException when the shape has no such block
  public Block block(String name) {
    for (Block block : blocks) {
      if (block.name().equals(name)) {
        return block;
      }
    }
    throw new IllegalArgumentException("No parameter " + name);
  }
}
