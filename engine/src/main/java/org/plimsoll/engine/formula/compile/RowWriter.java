package org.plimsoll.engine.formula.compile;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Expression;

/// Writes the class file of a program's compiled code for one row, which evaluates only the
/// branches taken.
///
/// A formula of a few hundred nodes is one method. A larger one is cut into methods of about that
/// size, because the Java machine does not compile larger ones; their locals are then in an array.
final class RowWriter {
  /// The most nodes of one method.
  static final int METHOD_NODES = 300;

  private static final ClassDesc KERNEL = RowKernel.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc EVALUATE =
      MethodTypeDesc.of(CD_double, CD_double.arrayType());
  static final MethodTypeDesc PART =
      MethodTypeDesc.of(CD_double, CD_double.arrayType(), CD_double.arrayType());

  private final Program program;
  private final ClassDesc self = HiddenClasses.name("RowKernel");
  private final List<Expression> parts = new ArrayList<>();
  private final int nodes;

  private RowWriter(Program program) {
    this.program = program;
    int count = nodes(program.formula().result());
    for (Assignment assignment : program.formula().assignments()) {
      count += nodes(assignment.value());
    }
    this.nodes = count;
  }

  /// The class file of a {@link RowKernel} for `program`.
  static byte[] write(Program program) {
    return new RowWriter(program).write();
  }

  private byte[] write() {
    return ClassFile.of()
        .build(
            self,
            builder -> {
              builder.withFlags(ACC_FINAL).withInterfaceSymbols(KERNEL);
              builder.withMethodBody(
                  INIT_NAME,
                  MTD_void,
                  ACC_PUBLIC,
                  code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
              builder.withMethodBody(
                  "evaluate",
                  EVALUATE,
                  ACC_PUBLIC,
                  code -> new RowMethod(this, code, 1).writeWhole());
              writeParts(builder);
            });
  }

  /// Parts may add parts.
  private void writeParts(ClassBuilder builder) {
    for (int i = 0; i < parts.size(); i++) {
      Expression part = parts.get(i);
      builder.withMethodBody(
          "part" + i, PART, ACC_STATIC, code -> new RowMethod(this, code, 0).writePart(part));
    }
  }

  Program program() {
    return program;
  }

  ClassDesc self() {
    return self;
  }

  /// Whether the formula is cut into several methods.
  boolean isCut() {
    return nodes > METHOD_NODES;
  }

  /// How many nodes the formula has.
  int nodes() {
    return nodes;
  }

  /// The number of the method that evaluates `part`.
  int part(Expression part) {
    parts.add(part);
    return parts.size() - 1;
  }

  static int nodes(Expression expression) {
    int nodes = 1;
    for (Expression child : expression.children()) {
      nodes += nodes(child);
    }
    return nodes;
  }
}
