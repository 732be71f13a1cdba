package org.plimsoll.engine.formula.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Input;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Local;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Negate;
import org.plimsoll.engine.formula.Expression.Not;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Function;
import org.plimsoll.engine.formula.TimeUnits;

/// Writes one method of the compiled code for one row.
///
/// Numbers are left on the stack; truths become jumps. What must be finite for the answer to hold
/// is added to a sum where it is evaluated, so that branches not taken add nothing.
final class RowMethod {
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final ClassDesc STRICT = StrictMath.class.describeConstable().orElseThrow();
  private static final ClassDesc EXPONENTIAL = Exponential.class.describeConstable().orElseThrow();
  private static final ClassDesc STEPS = RowSteps.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);
  private static final MethodTypeDesc TERNARY =
      MethodTypeDesc.of(CD_double, CD_double, CD_double, CD_double);

  /// Nodes of an operand that is never given a method of its own.
  private static final int SMALL = 16;

  /// In formulas of more nodes, several sums are kept, so that additions need not wait.
  private static final int MANY_NODES = 60;

  private static final int SUMS = 4;

  private final RowWriter writer;
  private final CodeBuilder code;
  private final int inputs;
  private final int state;
  private final int[] sums;
  private final int[] locals;
  private int required;
  private int room;

  /// @param inputs the local variable with the inputs by slot
  RowMethod(RowWriter writer, CodeBuilder code, int inputs) {
    this.writer = writer;
    this.code = code;
    this.inputs = inputs;
    // The second parameter of a part; a variable of its own in the whole.
    this.state = inputs == 0 ? 1 : code.allocateLocal(TypeKind.REFERENCE);
    boolean large = writer.nodes() > MANY_NODES;
    this.sums = new int[large ? SUMS : 1];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = code.allocateLocal(TypeKind.DOUBLE);
    }
    this.locals = new int[writer.program().formula().assignments().size()];
    this.room = RowWriter.METHOD_NODES;
  }

  void writeWhole() {
    List<Assignment> assignments = writer.program().formula().assignments();
    beginSums();
    if (writer.isCut()) {
      code.loadConstant(assignments.size() + 1).newarray(TypeKind.DOUBLE).astore(state);
    }
    for (Assignment assignment : assignments) {
      assign(assignment);
    }
    number(writer.program().formula().result());
    sumOfSums();
    if (writer.isCut()) {
      code.aload(state).iconst_0().daload().dadd();
    }
    code.dstore(sums[0]).dload(sums[0]).dload(sums[0]).dsub().dadd().dreturn();
  }

  void writePart(Expression part) {
    beginSums();
    write(part);
    code.aload(state).iconst_0().dup2().daload();
    sumOfSums();
    code.dadd().dastore().dreturn();
  }

  private void beginSums() {
    for (int sum : sums) {
      code.dconst_0().dstore(sum);
    }
  }

  /// Leaves on the stack what is finite only where all that must be is.
  private void sumOfSums() {
    code.dload(sums[0]);
    for (int i = 1; i < sums.length; i++) {
      code.dload(sums[i]).dadd();
    }
  }

  /// Adds the number on the stack, which stays there, to what must be finite.
  private void require() {
    int sum = sums[required++ % sums.length];
    code.dup2().dload(sum).dadd().dstore(sum);
  }

  private void assign(Assignment assignment) {
    number(assignment.value());
    requireFinite(assignment.value());
    int slot = assignment.slot();
    locals[slot] = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(locals[slot]);
    if (writer.isCut()) {
      code.aload(state).loadConstant(slot + 1).dload(locals[slot]).dastore();
    }
  }

  /// Leaves the value of `expression`, of a truth 1 or 0, on the stack; in a method of its own
  /// where this one has no room left.
  ///
  /// A small operand counts with the operation it belongs to. One too large for any method is begun
  /// here, so that long chains are cut every few hundred nodes and not at every link.
  private void number(Expression expression) {
    int nodes = writer.isCut() ? RowWriter.nodes(expression) : 0;
    if (nodes > SMALL && nodes > room && (nodes <= RowWriter.METHOD_NODES || room <= 0)) {
      code.aload(inputs).aload(state);
      code.invokestatic(writer.self(), "part" + writer.part(expression), RowWriter.PART);
    } else {
      room -= nodes > SMALL ? nodesWithSmallOperands(expression) : 0;
      write(expression);
    }
  }

  private static int nodesWithSmallOperands(Expression expression) {
    int nodes = 1;
    for (Expression child : expression.children()) {
      int below = RowWriter.nodes(child);
      nodes += below > SMALL ? 0 : below;
    }
    return nodes;
  }

  private void write(Expression expression) {
    switch (expression) {
      case Literal literal -> code.loadConstant(literal.value());
      case Input input when !input.unit().isBoolean() -> input(input);
      case Local local -> local(local);
      case Negate negate -> {
        number(negate.operand());
        code.dneg();
      }
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Conditional choice -> conditional(choice);
      case Call call -> call(call);
      case Table table -> new RowTable(this, code).write(table);
      case TruthLiteral _, Input _, Comparison _, Logical _, Not _ -> truth(expression);
    }
  }

  /// Leaves a number that must be finite on the stack.
  void finite(Expression expression) {
    number(expression);
    requireFinite(expression);
  }

  private void requireFinite(Expression expression) {
    if (!isFinite(expression)) {
      require();
    }
  }

  /// Spoils the answer of a row where the code before it does not jump to `end`.
  void spoilUpTo(Label end) {
    code.loadConstant(Double.NaN).dstore(sums[0]).labelBinding(end);
  }

  /// Whether the value is finite wherever what it is made of is.
  static boolean isFinite(Expression expression) {
    return switch (expression) {
      case Literal _, TruthLiteral _, Comparison _, Logical _, Not _, Local _ -> true;
      case Input input -> input.unit().isBoolean();
      case Negate negate -> isFinite(negate.operand());
      case Call call ->
          call.function() == Function.MIN
              || call.function() == Function.MAX
              || (call.function() == Function.ABS && isFinite(call.arguments().getFirst()));
      case Conditional choice -> isFinite(choice.whenTrue()) && isFinite(choice.whenFalse());
      case Arithmetic _, Table _ -> false;
    };
  }

  private void input(Input input) {
    code.aload(inputs).loadConstant(writer.program().slot(input.name())).daload();
  }

  private void local(Local local) {
    if (writer.isCut()) {
      code.aload(state).loadConstant(local.slot() + 1).daload();
    } else {
      code.dload(locals[local.slot()]);
    }
  }

  private void arithmetic(Arithmetic node) {
    switch (node.operator()) {
      case ADD -> operands(node, false).dadd();
      case SUBTRACT -> operands(node, false).dsub();
      case MULTIPLY -> operands(node, false).dmul();
      case DIVIDE -> operands(node, true).ddiv();
      case POWER -> power(node);
    }
  }

  private CodeBuilder operands(Arithmetic node, boolean finiteRight) {
    number(node.left());
    number(node.right());
    if (finiteRight) {
      requireFinite(node.right());
    }
    return code;
  }

  private void power(Arithmetic node) {
    if (node.right() instanceof Literal literal && literal.value() == 2) {
      number(node.left());
      code.dup2().dmul();
      return;
    }
    finite(node.left());
    finite(node.right());
    code.invokestatic(STRICT, "pow", BINARY);
  }

  private void conditional(Conditional choice) {
    Label otherwise = code.newLabel();
    Label end = code.newLabel();
    jump(choice.condition(), false, otherwise);
    number(choice.whenTrue());
    code.goto_(end).labelBinding(otherwise);
    number(choice.whenFalse());
    code.labelBinding(end);
  }

  private void call(Call call) {
    List<Expression> arguments = call.arguments();
    switch (call.function()) {
      case MIN -> extreme(arguments, "min");
      case MAX -> extreme(arguments, "max");
      case CLAMP -> {
        arguments.forEach(this::finite);
        code.invokestatic(STEPS, "clamp", TERNARY);
      }
      case ABS -> unary(arguments.getFirst(), MATH, "abs");
      case SQRT -> unary(arguments.getFirst(), MATH, "sqrt");
      case EXP -> {
        finite(arguments.getFirst());
        code.invokestatic(EXPONENTIAL, "exp", UNARY);
      }
      case LOG -> unary(arguments.getFirst(), EXPONENTIAL, "log");
      case MINUTES, HOURS, WEEKS, YEARS -> time(call.function(), arguments.getFirst());
      case DAYS, MONEY, AS_RATE -> number(arguments.getFirst());
    }
  }

  private void unary(Expression operand, ClassDesc owner, String name) {
    number(operand);
    code.invokestatic(owner, name, UNARY);
  }

  /// Compares the halves, so that comparisons need not wait for each other.
  private void extreme(List<Expression> arguments, String name) {
    int size = arguments.size();
    if (size == 1) {
      finite(arguments.getFirst());
      return;
    }
    extreme(arguments.subList(0, size / 2), name);
    extreme(arguments.subList(size / 2, size), name);
    code.invokestatic(MATH, name, BINARY);
  }

  /// Replaces the two numbers on the stack by the smaller one.
  void smaller() {
    code.invokestatic(MATH, "min", BINARY);
  }

  private void time(Function function, Expression count) {
    number(count);
    double perDay = TimeUnits.days(function, 1);
    if (perDay >= 1) {
      code.loadConstant(perDay).dmul();
    } else {
      code.loadConstant(Math.rint(1 / perDay)).ddiv();
    }
  }

  private void truth(Expression expression) {
    Label holds = code.newLabel();
    Label end = code.newLabel();
    jump(expression, true, holds);
    code.dconst_0().goto_(end).labelBinding(holds).dconst_1().labelBinding(end);
  }

  /// Jumps to `target` where the truth of `expression` is `when`, and else goes on.
  private void jump(Expression expression, boolean when, Label target) {
    switch (expression) {
      case TruthLiteral truth -> {
        if (truth.value() == when) {
          code.goto_(target);
        }
      }
      case Not not -> jump(not.operand(), !when, target);
      case Logical logical -> logical(logical, when, target);
      case Comparison comparison -> comparison(comparison, when, target);
      case Input input -> {
        input(input);
        code.invokestatic(STEPS, "truth", UNARY);
        require();
        jumpOnNumber(when, target);
      }
      case Literal _, Local _, Negate _, Arithmetic _, Conditional _, Call _, Table _ -> {
        number(expression);
        jumpOnNumber(when, target);
      }
    }
  }

  private void jumpOnNumber(boolean when, Label target) {
    code.dconst_0().dcmpl();
    if (when) {
      code.ifne(target);
    } else {
      code.ifeq(target);
    }
  }

  private void logical(Logical logical, boolean when, Label target) {
    boolean decides = logical.connective() == Connective.OR;
    if (decides == when) {
      jump(logical.left(), when, target);
      jump(logical.right(), when, target);
    } else {
      Label end = code.newLabel();
      jump(logical.left(), decides, end);
      jump(logical.right(), when, target);
      code.labelBinding(end);
    }
  }

  private void comparison(Comparison comparison, boolean when, Label target) {
    List<Relation> relations = comparison.relations();
    List<Expression> operands = comparison.operands();
    Label end = code.newLabel();
    finite(operands.getFirst());
    for (int i = 0; i < relations.size(); i++) {
      boolean last = i == relations.size() - 1;
      finite(operands.get(i + 1));
      int kept = -1;
      if (!last) {
        kept = code.allocateLocal(TypeKind.DOUBLE);
        code.dup2().dstore(kept);
      }
      if (last && when) {
        relation(relations.get(i), true, target);
      } else {
        relation(relations.get(i), false, when ? end : target);
      }
      if (!last) {
        code.dload(kept);
      }
    }
    code.labelBinding(end);
  }

  /// Jumps where `relation` between the two numbers on the stack is `when`.
  void relation(Relation relation, boolean when, Label target) {
    switch (relation) {
      case LESS -> test(code.dcmpg(), when, CodeBuilder::iflt, CodeBuilder::ifge, target);
      case LESS_OR_EQUAL -> test(code.dcmpg(), when, CodeBuilder::ifle, CodeBuilder::ifgt, target);
      case GREATER -> test(code.dcmpl(), when, CodeBuilder::ifgt, CodeBuilder::ifle, target);
      case GREATER_OR_EQUAL ->
          test(code.dcmpl(), when, CodeBuilder::ifge, CodeBuilder::iflt, target);
      case EQUAL -> test(code.dcmpl(), when, CodeBuilder::ifeq, CodeBuilder::ifne, target);
      case NOT_EQUAL -> test(code.dcmpl(), when, CodeBuilder::ifne, CodeBuilder::ifeq, target);
    }
  }

  /// A jump on the sign of a number.
  private interface Jump {
    CodeBuilder write(CodeBuilder code, Label target);
  }

  private static void test(CodeBuilder code, boolean when, Jump holds, Jump fails, Label target) {
    (when ? holds : fails).write(code, target);
  }
}
