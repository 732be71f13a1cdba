package org.plimsoll.engine.formula.compile;

/// One step of a {@link Graph}.
///
/// @param first the first operand, a place in the graph; the slot of an {@link Op#INPUT}
/// @param bits of the number, for an {@link Op#CONSTANT}
/// @param level the lowest level at which the value is known
record Node(Op op, int first, int second, int third, long bits, Level level) {
  static Node constant(double value) {
    return new Node(Op.CONSTANT, 0, 0, 0, Double.doubleToLongBits(value + 0.0), Level.GLOBAL);
  }

  boolean isConstant() {
    return op == Op.CONSTANT;
  }

  boolean isConstant(double value) {
    return isConstant() && number() == value;
  }

  /// The number of an {@link Op#CONSTANT}.
  double number() {
    return Double.longBitsToDouble(bits);
  }

  int operand(int index) {
    return switch (index) {
      case 0 -> first;
      case 1 -> second;
      case 2 -> third;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }
}
