package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Evaluates a stage one step at a time over a few hundred rows, so that the cost of deciding what
/// to do is spread over them. Needs no compilation of its own.
final class Interpreter implements StageKernel {
  /// Rows of a call: few enough that the columns in use stay in the first two caches.
  static final int CHUNK = 512;

  private final Stage stage;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<double[]> constants = new ArrayList<>();
  private final int registers;

  /// A step with places of its operands: registers from 0, constants from −1 downwards.
  ///
  /// @param output the output that the target is copied to, or −1 where the step is calculated
  private record Instruction(Op op, int target, int first, int second, int third, int output) {}

  Interpreter(Stage stage) {
    this.stage = stage;
    this.registers = new Allocation().registers();
  }

  @Override
  public int chunk() {
    return CHUNK;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int temporaries() {
    return registers;
  }

  @Override
  public double run(
      double[] scalars,
      double[][] columns,
      double[][] temporaries,
      double[][] outputs,
      int from,
      int count) {
    double sum = 0;
    for (int k = 0; k < instructions.size(); k++) {
      Instruction step = instructions.get(k);
      if (step.op() == Op.INPUT) {
        load(step.first(), scalars, columns, temporaries[step.target()], from, count);
      } else if (step.output() < 0) {
        execute(step, temporaries, count);
      } else {
        double[] values = at(step.target(), temporaries);
        System.arraycopy(values, 0, outputs[step.output()], from, count);
        sum = stage.isLast() ? Primitives.sum(values, 0, count) : 0;
      }
    }
    return sum;
  }

  private void load(
      int source, double[] scalars, double[][] columns, double[] target, int from, int count) {
    switch (stage.access(source)) {
      case SCALAR -> Arrays.fill(target, 0, count, scalars[source]);
      case ROW -> System.arraycopy(columns[source], from, target, 0, count);
      case CHUNK -> System.arraycopy(columns[source], 0, target, 0, count);
    }
  }

  private double[] at(int place, double[][] temporaries) {
    return place >= 0 ? temporaries[place] : constants.get(-1 - place);
  }

  private void execute(Instruction step, double[][] temporaries, int count) {
    double[] a = at(step.first(), temporaries);
    double[] b = at(step.second(), temporaries);
    double[] out = temporaries[step.target()];
    switch (step.op()) {
      case INPUT, CONSTANT, TRUE, FALSE ->
          throw new IllegalStateException(step.op() + " is not executed");
      case ADD -> Primitives.add(a, b, out, count);
      case SUBTRACT -> Primitives.subtract(a, b, out, count);
      case MULTIPLY -> Primitives.multiply(a, b, out, count);
      case AND -> Primitives.and(a, b, out, count);
      case OR -> Primitives.or(a, b, out, count);
      case DIVIDE -> Primitives.divide(a, b, out, count);
      case NEGATE -> Primitives.negate(a, out, count);
      case ABSOLUTE -> Primitives.absolute(a, out, count);
      case ROOT -> Primitives.root(a, out, count);
      case MINIMUM -> Primitives.minimum(a, b, out, count);
      case MAXIMUM -> Primitives.maximum(a, b, out, count);
      case EXPONENTIAL -> Primitives.exponential(a, out, count);
      case LOGARITHM -> Primitives.logarithm(a, out, count);
      case POWER -> Primitives.power(a, b, out, count);
      case LESS -> Primitives.less(a, b, out, count);
      case LESS_OR_EQUAL -> Primitives.lessOrEqual(a, b, out, count);
      case EQUAL -> Primitives.equal(a, b, out, count);
      case NOT_EQUAL -> Primitives.notEqual(a, b, out, count);
      case NOT -> Primitives.not(a, out, count);
      case SELECT -> Primitives.select(a, b, at(step.third(), temporaries), out, count);
      case RESULT -> Primitives.result(a, b, out, count);
    }
  }

  /// Gives every step a register until its last use.
  private final class Allocation {
    private final Graph graph = stage.graph();
    private final int[] lastUses = new int[graph.size()];
    private final int[] places = new int[graph.size()];
    private final List<Integer> free = new ArrayList<>();
    private int used;

    int registers() {
      for (int place = 0; place < graph.size(); place++) {
        lastUses[place] = place;
        Node node = graph.at(place);
        for (int i = 0; i < node.op().operands(); i++) {
          lastUses[node.operand(i)] = place;
        }
      }
      for (int place = 0; place < graph.size(); place++) {
        allocate(place, graph.at(place));
      }
      return used;
    }

    private void allocate(int place, Node node) {
      if (node.isConstant()) {
        double[] column = new double[CHUNK];
        Arrays.fill(column, node.number());
        constants.add(column);
        places[place] = -constants.size();
        store(place);
        return;
      }
      int operands = node.op().operands();
      int[] operandPlaces = new int[3];
      for (int i = 0; i < operands; i++) {
        operandPlaces[i] = places[node.operand(i)];
      }
      for (int i = 0; i < operands; i++) {
        release(node.operand(i), place);
      }
      int target = free.isEmpty() ? used++ : free.removeLast();
      places[place] = target;
      int first = operands == 0 ? node.first() : operandPlaces[0];
      int second = operands < 2 ? first : operandPlaces[1];
      instructions.add(
          new Instruction(
              node.op(), target, first, operands == 0 ? 0 : second, operandPlaces[2], -1));
      store(place);
      release(place, place);
    }

    private void store(int place) {
      for (int output = 0; output < stage.outputs().size(); output++) {
        if (stage.outputs().get(output) == place) {
          instructions.add(new Instruction(Op.CONSTANT, places[place], 0, 0, 0, output));
        }
      }
    }

    private void release(int operand, int place) {
      int register = places[operand];
      if (lastUses[operand] == place && register >= 0 && !free.contains(register)) {
        free.add(register);
      }
    }
  }
}
