package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps in the order of their evaluation, each held once.
///
/// A step is identified by its place. Making a step that is already there gives its place; a step
/// whose value is known, or that another step gives with the same bits up to the sign of zero, is
/// not made.
final class Graph {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> places = new LinkedHashMap<>();
  private final BitSet finite = new BitSet();

  int size() {
    return nodes.size();
  }

  Node at(int place) {
    return nodes.get(place);
  }

  boolean isTruth(int place) {
    return at(place).op().isTruth();
  }

  int constant(double value) {
    return held(Node.constant(value));
  }

  int input(int slot, Level level) {
    return held(new Node(Op.INPUT, slot, 0, 0, 0, level));
  }

  int truth(boolean value) {
    return held(new Node(value ? Op.TRUE : Op.FALSE, 0, 0, 0, 0, Level.GLOBAL));
  }

  private int held(Node node) {
    Integer place = places.get(node);
    if (place != null) {
      return place;
    }
    places.put(node, nodes.size());
    finite.set(nodes.size(), isFinite(node));
    nodes.add(node);
    return nodes.size() - 1;
  }

  /// Whether the value at `place` is finite wherever what was required of its operands is.
  boolean isFinite(int place) {
    return finite.get(place);
  }

  private boolean isFinite(Node node) {
    return switch (node.op()) {
      case CONSTANT -> Double.isFinite(node.number());
      case MINIMUM, MAXIMUM -> true;
      case SELECT -> isFinite(node.second()) && isFinite(node.third());
      case NEGATE, ABSOLUTE -> isFinite(node.first());
      default -> node.op().isTruth();
    };
  }

  /// The step `op` with its operands, as it stands: nothing is simplified.
  int raw(Op op, int first, int second, int third) {
    Level level = at(first).level();
    if (op.operands() > 1) {
      level = level.join(at(second).level());
    }
    if (op.operands() > 2) {
      level = level.join(at(third).level());
    }
    return held(
        new Node(
            op,
            first,
            op.operands() > 1 ? second : 0,
            op.operands() > 2 ? third : 0,
            0,
            op == Op.RESULT ? Level.POSITION : level));
  }

  private int folded(Op op, int first, int second) {
    Node left = at(first);
    Node right = op.operands() > 1 ? at(second) : left;
    if (!left.isConstant() || !right.isConstant()) {
      return raw(op, first, second, 0);
    }
    double value = op.apply(left.number(), right.number(), 0);
    return op.isTruth() ? truth(value != 0) : constant(value);
  }

  private int ordered(Op op, int first, int second) {
    return folded(op, Math.min(first, second), Math.max(first, second));
  }

  int add(int left, int right) {
    Node a = at(left);
    Node b = at(right);
    if (a.isConstant(0)) {
      return right;
    }
    if (b.isConstant(0)) {
      return left;
    }
    if (b.op() == Op.NEGATE) {
      return subtract(left, b.first());
    }
    return a.op() == Op.NEGATE ? subtract(right, a.first()) : ordered(Op.ADD, left, right);
  }

  int subtract(int left, int right) {
    Node a = at(left);
    Node b = at(right);
    if (b.isConstant(0)) {
      return left;
    }
    if (a.isConstant(0)) {
      return negate(right);
    }
    if (b.op() == Op.NEGATE) {
      return add(left, b.first());
    }
    return a.op() == Op.NEGATE ? negate(add(a.first(), right)) : folded(Op.SUBTRACT, left, right);
  }

  int multiply(int left, int right) {
    Node a = at(left);
    Node b = at(right);
    if (a.isConstant(1)) {
      return right;
    }
    if (b.isConstant(1)) {
      return left;
    }
    if (a.op() == Op.NEGATE || (a.isConstant() && a.number() < 0)) {
      return negate(multiply(negate(left), right));
    }
    return b.op() == Op.NEGATE || (b.isConstant() && b.number() < 0)
        ? negate(multiply(left, negate(right)))
        : ordered(Op.MULTIPLY, left, right);
  }

  int divide(int left, int right) {
    Node a = at(left);
    Node b = at(right);
    if (b.isConstant() && isPowerOfTwo(b.number())) {
      return multiply(left, constant(1 / b.number()));
    }
    if (a.op() == Op.NEGATE) {
      return negate(divide(a.first(), right));
    }
    return b.op() == Op.NEGATE ? negate(divide(left, b.first())) : folded(Op.DIVIDE, left, right);
  }

  /// Whether the reciprocal of `value` is exact, so that dividing by one is multiplying by the
  /// other.
  private static boolean isPowerOfTwo(double value) {
    long mantissa = Double.doubleToLongBits(value) & 0x000fffffffffffffL;
    return mantissa == 0 && Math.abs(Math.getExponent(value)) <= 1_022;
  }

  int negate(int operand) {
    Node node = at(operand);
    return switch (node.op()) {
      case NEGATE -> node.first();
      case SUBTRACT -> reversed(node);
      case ADD -> negatedSum(operand, node);
      default -> folded(Op.NEGATE, operand, 0);
    };
  }

  private int reversed(Node difference) {
    int left = difference.second();
    int right = difference.first();
    return folded(Op.SUBTRACT, left, right);
  }

  /// −(a − b + c) is b − a − c, which saves the change of sign.
  private int negatedSum(int sum, Node node) {
    Node left = at(node.first());
    Node right = at(node.second());
    if (left.op() == Op.SUBTRACT) {
      return subtract(negate(node.first()), node.second());
    }
    return right.op() == Op.SUBTRACT
        ? subtract(negate(node.second()), node.first())
        : raw(Op.NEGATE, sum, 0, 0);
  }

  int absolute(int operand) {
    Node node = at(operand);
    return node.op() == Op.NEGATE ? absolute(node.first()) : folded(Op.ABSOLUTE, operand, 0);
  }

  /// A step of one operand that has no simpler form: a root, an exponential, a logarithm.
  int function(Op op, int operand) {
    return folded(op, operand, 0);
  }

  /// The smaller or larger of two.
  int extreme(Op op, int left, int right) {
    return left == right ? left : folded(op, left, right);
  }

  int power(int base, int exponent) {
    Node node = at(exponent);
    if (node.isConstant(2)) {
      return multiply(base, base);
    }
    if (node.isConstant(1)) {
      return base;
    }
    if (node.isConstant(0.5)) {
      return function(Op.ROOT, base);
    }
    if (node.isConstant(-1)) {
      return divide(constant(1), base);
    }
    return node.isConstant(0) ? constant(1) : folded(Op.POWER, base, exponent);
  }

  int compare(Op relation, int left, int right) {
    return folded(relation, left, right);
  }

  int and(int left, int right) {
    if (at(left).op() == Op.TRUE || at(right).op() == Op.FALSE || left == right) {
      return right;
    }
    return at(left).op() == Op.FALSE || at(right).op() == Op.TRUE
        ? left
        : raw(Op.AND, left, right, 0);
  }

  int or(int left, int right) {
    if (at(left).op() == Op.FALSE || at(right).op() == Op.TRUE || left == right) {
      return right;
    }
    return at(left).op() == Op.TRUE || at(right).op() == Op.FALSE
        ? left
        : raw(Op.OR, left, right, 0);
  }

  int not(int operand) {
    Node node = at(operand);
    return switch (node.op()) {
      case TRUE -> truth(false);
      case FALSE -> truth(true);
      case NOT -> node.first();
      default -> raw(Op.NOT, operand, 0, 0);
    };
  }

  /// `whenTrue` where `condition` holds, else `whenFalse`: two numbers or two truths.
  int select(int condition, int whenTrue, int whenFalse) {
    Op known = at(condition).op();
    if (known == Op.TRUE || whenTrue == whenFalse) {
      return whenTrue;
    }
    if (known == Op.FALSE) {
      return whenFalse;
    }
    if (isTruth(whenTrue)) {
      return or(and(condition, whenTrue), and(not(condition), whenFalse));
    }
    return known == Op.NOT
        ? raw(Op.SELECT, at(condition).first(), whenFalse, whenTrue)
        : raw(Op.SELECT, condition, whenTrue, whenFalse);
  }
}
