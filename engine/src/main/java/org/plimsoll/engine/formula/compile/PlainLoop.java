package org.plimsoll.engine.formula.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.plimsoll.engine.formula.Exponential;

/// A loop over rows one by one, which the Java machine may turn into vector code itself. A truth is
/// an `int`.
final class PlainLoop implements LoopBody {
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final ClassDesc STRICT = StrictMath.class.describeConstable().orElseThrow();
  private static final ClassDesc EXPONENTIAL = Exponential.class.describeConstable().orElseThrow();
  private static final ClassDesc PRIMITIVES = Primitives.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);
  private static final MethodTypeDesc SUM =
      MethodTypeDesc.of(CD_double, CD_double.arrayType(), CD_int, CD_int);

  private final CodeBuilder code;

  PlainLoop(CodeBuilder code) {
    this.code = code;
  }

  @Override
  public int step() {
    return 1;
  }

  @Override
  public int constant(double value) {
    code.loadConstant(value);
    return keepNumber();
  }

  @Override
  public int scalar(int source) {
    code.aload(KernelWriter.SCALARS).loadConstant(source).daload();
    return keepNumber();
  }

  @Override
  public int load(int array, int index, boolean asTruth) {
    code.aload(array).iload(index).daload();
    if (!asTruth) {
      return keepNumber();
    }
    code.dconst_0().dcmpl();
    return keepTruth(Op.NOT_EQUAL);
  }

  @Override
  public void store(int value, boolean isTruth, int array, int index) {
    code.aload(array).iload(index);
    if (isTruth) {
      code.iload(value).i2d();
    } else {
      code.dload(value);
    }
    code.dastore();
  }

  @Override
  public int calculate(Op op, int first, int second, int third) {
    return switch (op) {
      case INPUT, CONSTANT, TRUE, FALSE -> throw new IllegalStateException(op + " is no step");
      case ADD -> binary(first, second, CodeBuilder::dadd);
      case SUBTRACT -> binary(first, second, CodeBuilder::dsub);
      case MULTIPLY -> binary(first, second, CodeBuilder::dmul);
      case DIVIDE -> binary(first, second, CodeBuilder::ddiv);
      case NEGATE -> unary(first, CodeBuilder::dneg);
      case ABSOLUTE -> unary(first, c -> c.invokestatic(MATH, "abs", UNARY));
      case ROOT -> unary(first, c -> c.invokestatic(MATH, "sqrt", UNARY));
      case MINIMUM -> binary(first, second, c -> c.invokestatic(MATH, "min", BINARY));
      case MAXIMUM -> binary(first, second, c -> c.invokestatic(MATH, "max", BINARY));
      case EXPONENTIAL -> unary(first, c -> c.invokestatic(EXPONENTIAL, "exp", UNARY));
      case LOGARITHM -> unary(first, c -> c.invokestatic(EXPONENTIAL, "log", UNARY));
      case POWER -> binary(first, second, c -> c.invokestatic(STRICT, "pow", BINARY));
      case LESS, LESS_OR_EQUAL -> compare(op, first, second, true);
      case EQUAL, NOT_EQUAL -> compare(op, first, second, false);
      case AND -> truths(first, second, CodeBuilder::iand);
      case OR -> truths(first, second, CodeBuilder::ior);
      case NOT -> not(first);
      case SELECT -> select(first, second, third);
      case RESULT -> result(first, second);
    };
  }

  /// Instructions that replace operands on the stack by a value.
  private interface Instructions {
    Object write(CodeBuilder code);
  }

  private int unary(int operand, Instructions instructions) {
    code.dload(operand);
    instructions.write(code);
    return keepNumber();
  }

  private int binary(int left, int right, Instructions instructions) {
    code.dload(left).dload(right);
    instructions.write(code);
    return keepNumber();
  }

  private int truths(int left, int right, Instructions instructions) {
    code.iload(left).iload(right);
    instructions.write(code);
    int kept = code.allocateLocal(TypeKind.INT);
    code.istore(kept);
    return kept;
  }

  private int not(int operand) {
    code.iconst_1().iload(operand).isub();
    int kept = code.allocateLocal(TypeKind.INT);
    code.istore(kept);
    return kept;
  }

  private int compare(Op relation, int left, int right, boolean notANumberIsLarger) {
    code.dload(left).dload(right);
    if (notANumberIsLarger) {
      code.dcmpg();
    } else {
      code.dcmpl();
    }
    return keepTruth(relation);
  }

  private int keepNumber() {
    int kept = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(kept);
    return kept;
  }

  /// Keeps whether the sign on the stack is that of `relation`.
  private int keepTruth(Op relation) {
    Label holds = code.newLabel();
    Label end = code.newLabel();
    switch (relation) {
      case LESS -> code.iflt(holds);
      case LESS_OR_EQUAL -> code.ifle(holds);
      case EQUAL -> code.ifeq(holds);
      case NOT_EQUAL -> code.ifne(holds);
      default -> throw new IllegalStateException(relation + " is no relation");
    }
    int kept = code.allocateLocal(TypeKind.INT);
    code.iconst_0().goto_(end).labelBinding(holds).iconst_1().labelBinding(end).istore(kept);
    return kept;
  }

  private int select(int condition, int whenTrue, int whenFalse) {
    Label otherwise = code.newLabel();
    Label end = code.newLabel();
    code.iload(condition).ifeq(otherwise).dload(whenTrue).goto_(end);
    code.labelBinding(otherwise).dload(whenFalse).labelBinding(end);
    return keepNumber();
  }

  private int result(int value, int sum) {
    code.dload(value).dload(sum).dload(sum).dsub().dadd();
    return keepNumber();
  }

  @Override
  public void beginSum() {}

  @Override
  public void addToSum(int answer) {}

  @Override
  public void endSum(int array, int from, int count) {
    code.aload(array).iload(from).iload(count).invokestatic(PRIMITIVES, "sum", SUM);
  }
}
