package org.plimsoll.engine.formula.compile;

import static org.plimsoll.engine.formula.compile.VectorApi.COMPARISON;
import static org.plimsoll.engine.formula.compile.VectorApi.DOUBLES;
import static org.plimsoll.engine.formula.compile.VectorApi.MASK;
import static org.plimsoll.engine.formula.compile.VectorApi.OPERATORS;
import static org.plimsoll.engine.formula.compile.VectorApi.SPECIES;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// A loop over as many rows at a time as a vector of the machine holds. A truth is a mask.
///
/// The smaller and larger of two are a comparison and a choice: the Vector API's own `min` and
/// `max` order the zeros and pass on what is not a number, which costs several operations here
/// needless.
final class VectorLoop implements LoopBody {
  private final CodeBuilder code;
  private final int lanes;
  private int sum;

  VectorLoop(CodeBuilder code, int lanes) {
    this.code = code;
    this.lanes = lanes;
  }

  @Override
  public int step() {
    return lanes;
  }

  @Override
  public int constant(double value) {
    code.getstatic(DOUBLES, VectorApi.PREFERRED, SPECIES).loadConstant(value);
    return broadcast();
  }

  @Override
  public int scalar(int source) {
    code.getstatic(DOUBLES, VectorApi.PREFERRED, SPECIES);
    code.aload(KernelWriter.SCALARS).loadConstant(source).daload();
    return broadcast();
  }

  private int broadcast() {
    code.invokestatic(DOUBLES, "broadcast", VectorApi.BROADCAST_DOUBLE);
    return keep();
  }

  private int keep() {
    int kept = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(kept);
    return kept;
  }

  @Override
  public int load(int array, int index, boolean asTruth) {
    code.getstatic(DOUBLES, VectorApi.PREFERRED, SPECIES).aload(array).iload(index);
    code.invokestatic(DOUBLES, "fromArray", VectorApi.FROM_ARRAY);
    int loaded = keep();
    return asTruth ? compare("NE", loaded, constant(0)) : loaded;
  }

  @Override
  public void store(int value, boolean isTruth, int array, int index) {
    int number = isTruth ? select(value, constant(1), constant(0)) : value;
    code.aload(number).aload(array).iload(index);
    code.invokevirtual(DOUBLES, "intoArray", VectorApi.INTO_ARRAY);
  }

  @Override
  public int calculate(Op op, int first, int second, int third) {
    return switch (op) {
      case INPUT, CONSTANT, TRUE, FALSE, POWER ->
          throw new IllegalStateException(op + " is no step of a vector loop");
      case ADD -> add(first, second);
      case SUBTRACT -> subtract(first, second);
      case MULTIPLY -> multiply(first, second);
      case DIVIDE -> divide(first, second);
      case NEGATE -> unary("neg", first);
      case ABSOLUTE -> unary("abs", first);
      case ROOT -> unary("sqrt", first);
      case MINIMUM -> select(compare("LT", second, first), second, first);
      case MAXIMUM -> select(compare("LT", first, second), second, first);
      case EXPONENTIAL -> new VectorExponential(code, this).exponential(first);
      case LOGARITHM -> new VectorExponential(code, this).logarithm(first);
      case LESS -> compare("LT", first, second);
      case LESS_OR_EQUAL -> compare("LE", first, second);
      case EQUAL -> compare("EQ", first, second);
      case NOT_EQUAL -> compare("NE", first, second);
      case AND -> mask("and", first, second);
      case OR -> mask("or", first, second);
      case NOT -> not(first);
      case SELECT -> select(first, second, third);
      case RESULT -> add(first, subtract(second, second));
    };
  }

  int add(int left, int right) {
    return binary("add", left, right);
  }

  int subtract(int left, int right) {
    return binary("sub", left, right);
  }

  int multiply(int left, int right) {
    return binary("mul", left, right);
  }

  int divide(int left, int right) {
    return binary("div", left, right);
  }

  int unary(String name, int operand) {
    return call(DOUBLES, name, VectorApi.UNARY_DOUBLES, operand);
  }

  private int binary(String name, int left, int right) {
    return call(DOUBLES, name, VectorApi.BINARY_DOUBLES, left, right);
  }

  int compare(String relation, int left, int right) {
    code.aload(left).getstatic(OPERATORS, relation, COMPARISON).aload(right);
    code.invokevirtual(DOUBLES, "compare", VectorApi.COMPARE);
    return keep();
  }

  int mask(String name, int left, int right) {
    return call(MASK, name, VectorApi.BINARY_MASK, left, right);
  }

  private int not(int operand) {
    return call(MASK, "not", VectorApi.UNARY_MASK, operand);
  }

  int select(int mask, int whenTrue, int whenFalse) {
    return call(DOUBLES, "blend", VectorApi.BLEND, whenFalse, whenTrue, mask);
  }

  /// Calls an instance method of `owner` with references from local variables, the first being the
  /// object, and keeps the reference it returns.
  int call(ClassDesc owner, String name, MethodTypeDesc type, int... operands) {
    for (int operand : operands) {
      code.aload(operand);
    }
    code.invokevirtual(owner, name, type);
    return keep();
  }

  @Override
  public void beginSum() {
    sum = constant(0);
  }

  @Override
  public void addToSum(int answer) {
    code.aload(sum).aload(answer).invokevirtual(DOUBLES, "add", VectorApi.BINARY_DOUBLES);
    code.astore(sum);
  }

  @Override
  public void endSum(int array, int from, int count) {
    code.aload(sum).getstatic(OPERATORS, "ADD", VectorApi.ASSOCIATIVE);
    code.invokevirtual(DOUBLES, "reduceLanes", VectorApi.REDUCE);
  }
}
