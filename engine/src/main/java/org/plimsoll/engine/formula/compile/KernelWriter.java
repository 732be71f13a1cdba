package org.plimsoll.engine.formula.compile;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the class file of a stage's compiled kernel: one method a piece.
final class KernelWriter {
  /// Parameters of a piece, by local variable.
  static final int SCALARS = 0;

  private static final int COLUMNS = 1;
  private static final int TEMPORARIES = 2;
  private static final int OUTPUTS = 3;
  private static final int FROM = 4;
  private static final int COUNT = 5;

  private static final ClassDesc KERNEL = StageKernel.class.describeConstable().orElseThrow();
  private static final ClassDesc COLUMN = CD_double.arrayType();
  private static final ClassDesc TABLE = COLUMN.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(CD_double, COLUMN, TABLE, TABLE, TABLE, CD_int, CD_int);
  private static final MethodTypeDesc NUMBER = MethodTypeDesc.of(CD_int);
  private static final MethodTypeDesc COPY =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_Object, CD_int, CD_int);

  private final Stage stage;
  private final Piecing piecing;
  private final Style style;
  private final ClassDesc self;
  private final boolean isCopied;

  /// How the loops are written.
  ///
  /// @param lanes rows of one turn; 1 for plain loops, more for the Vector API
  /// @param operations the most operations of one piece
  /// @param chunk the most rows of one call
  record Style(int lanes, int operations, int chunk) {
    /// Plain loops, short enough that the Java machine turns them into vector code where it can.
    static final Style PLAIN = new Style(1, 12, 512);

    private static final int LARGE = 40;
    private static final int SMALL = 16;

    /// The styles to try on this machine, the fastest first: the Vector API in pieces as large as
    /// the Java machine usually compiles well, in small ones, then plain loops.
    static List<Style> toTry() {
      int lanes = VectorApi.lanes();
      return lanes > 1
          ? List.of(new Style(lanes, LARGE, 1_024), new Style(lanes, SMALL, 1_024), PLAIN)
          : List.of(PLAIN);
    }

    boolean isVector() {
      return lanes > 1;
    }
  }

  private KernelWriter(Stage stage, Style style) {
    this.stage = stage;
    this.style = style;
    this.piecing = new Piecing(stage, style.operations());
    this.self = HiddenClasses.name("StageKernel");
    // Loops over arrays at different offsets are not made vector code, so plain ones get copies.
    this.isCopied = !style.isVector() && piecing.pieces().size() > 1;
  }

  /// The class file of a kernel for `stage`: a {@link StageKernel} in the package of this class.
  static byte[] write(Stage stage, Style style) {
    return new KernelWriter(stage, style).write();
  }

  private byte[] write() {
    return ClassFile.of()
        .build(
            self,
            builder -> {
              builder.withFlags(ACC_FINAL).withInterfaceSymbols(KERNEL);
              builder.withMethodBody(
                  INIT_NAME,
                  ConstantDescs.MTD_void,
                  ACC_PUBLIC,
                  code ->
                      code.aload(0)
                          .invokespecial(CD_Object, INIT_NAME, ConstantDescs.MTD_void)
                          .return_());
              number(builder, "chunk", style.chunk());
              number(builder, "lanes", style.lanes());
              number(builder, "temporaries", temporaries());
              builder.withMethodBody("run", RUN, ACC_PUBLIC, this::run);
              for (int piece = 0; piece < piecing.pieces().size(); piece++) {
                int number = piece;
                builder.withMethodBody(
                    "piece" + piece, RUN, ACC_STATIC, code -> piece(number, code));
              }
            });
  }

  private static void number(ClassBuilder builder, String name, int value) {
    builder.withMethodBody(name, NUMBER, ACC_PUBLIC, code -> code.loadConstant(value).ireturn());
  }

  private int temporaries() {
    return piecing.temporaries() + (isCopied ? stage.sources().size() + stage.outputs().size() : 0);
  }

  private int copyOfSource(int source) {
    return piecing.temporaries() + source;
  }

  private int copyOfOutput(int output) {
    return piecing.temporaries() + stage.sources().size() + output;
  }

  /// Calls the pieces in turn; an instance method, whose parameters stand one place further.
  private void run(CodeBuilder code) {
    for (int source = 0; isCopied && source < stage.sources().size(); source++) {
      if (stage.access(source) == Source.Access.ROW) {
        element(code, COLUMNS + 1, source).iload(FROM + 1);
        element(code, TEMPORARIES + 1, copyOfSource(source)).iconst_0();
        copy(code);
      }
    }
    int last = piecing.pieces().size() - 1;
    for (int piece = 0; piece <= last; piece++) {
      code.aload(SCALARS + 1).aload(COLUMNS + 1).aload(TEMPORARIES + 1).aload(OUTPUTS + 1);
      code.iload(FROM + 1).iload(COUNT + 1).invokestatic(self, "piece" + piece, RUN);
      if (piece < last) {
        code.pop2();
      }
    }
    for (int output = 0; isCopied && output < stage.outputs().size(); output++) {
      element(code, TEMPORARIES + 1, copyOfOutput(output)).iconst_0();
      element(code, OUTPUTS + 1, output).iload(FROM + 1);
      copy(code);
    }
    code.dreturn();
  }

  private static CodeBuilder element(CodeBuilder code, int table, int index) {
    return code.aload(table).loadConstant(index).aaload();
  }

  private static void copy(CodeBuilder code) {
    ClassDesc system = System.class.describeConstable().orElseThrow();
    code.iload(COUNT + 1).invokestatic(system, "arraycopy", COPY);
  }

  private void piece(int number, CodeBuilder code) {
    Piece piece = piecing.pieces().get(number);
    boolean plain = !style.isVector() || stage.graph().at(last(piece)).op() == Op.POWER;
    new PieceWriter(number, code, plain ? new PlainLoop(code) : new VectorLoop(code, style.lanes()))
        .write();
  }

  private static int last(Piece piece) {
    return piece.order().getLast();
  }

  /// A column and the local variable with the row at which a turn of the loop reads or writes it.
  private record Place(int array, int index) {}

  /// Writes the method of one piece.
  private final class PieceWriter {
    private final int number;
    private final Piece piece;
    private final CodeBuilder code;
    private final LoopBody body;
    private final Map<Integer, Integer> values = new LinkedHashMap<>();
    private final Map<Integer, Place> loads = new LinkedHashMap<>();
    private final Map<Integer, Place> stores = new LinkedHashMap<>();
    private final Map<Integer, Place> outputs = new LinkedHashMap<>();
    private final int turn;
    private final int row;
    private boolean usesTurn;

    PieceWriter(int number, CodeBuilder code, LoopBody body) {
      this.number = number;
      this.piece = piecing.pieces().get(number);
      this.code = code;
      this.body = body;
      this.turn = code.allocateLocal(TypeKind.INT);
      this.row = code.allocateLocal(TypeKind.INT);
    }

    void write() {
      piece.order().forEach(this::prepare);
      for (int place : piece.spilled()) {
        stores.put(place, column(TEMPORARIES, piecing.temporaryOf(place), turn));
      }
      for (int output : piece.outputs()) {
        outputs.put(
            output,
            isCopied
                ? column(TEMPORARIES, copyOfOutput(output), turn)
                : column(OUTPUTS, output, row));
      }
      boolean answers = stage.isLast() && !piece.outputs().isEmpty();
      if (answers) {
        body.beginSum();
      }
      loop(answers);
      if (answers) {
        code.iconst_0().istore(turn);
        body.endSum(outputs().array(), isCopied ? turn : FROM, COUNT);
      } else {
        code.dconst_0();
      }
      code.dreturn();
    }

    private Place outputs() {
      return outputs.values().iterator().next();
    }

    private Place column(int table, int index, int rowOfTurn) {
      int array = code.allocateLocal(TypeKind.REFERENCE);
      element(code, table, index).astore(array);
      usesTurn |= rowOfTurn == turn;
      return new Place(array, rowOfTurn);
    }

    /// Before the loop: constants, scalars, and the arrays of what the loop loads.
    private void prepare(int place) {
      Node node = stage.graph().at(place);
      if (piecing.isLoaded(place, number)) {
        loads.put(place, column(TEMPORARIES, piecing.temporaryOf(place), turn));
      } else if (node.isConstant()) {
        values.put(place, body.constant(node.number()));
      } else if (node.op() == Op.INPUT) {
        int source = node.first();
        switch (stage.access(source)) {
          case SCALAR -> values.put(place, body.scalar(source));
          case CHUNK -> loads.put(place, column(COLUMNS, source, turn));
          case ROW ->
              loads.put(
                  place,
                  isCopied
                      ? column(TEMPORARIES, copyOfSource(source), turn)
                      : column(COLUMNS, source, row));
        }
      }
    }

    /// Counts rows of the stage, and turns only where a chunk or temporary column is used.
    private void loop(boolean answers) {
      Label top = code.newLabel();
      Label end = code.newLabel();
      int limit = code.allocateLocal(TypeKind.INT);
      code.iload(FROM).dup().istore(row).iload(COUNT).iadd().istore(limit);
      code.labelBinding(top).iload(row).iload(limit).if_icmpge(end);
      if (usesTurn) {
        code.iload(row).iload(FROM).isub().istore(turn);
      }
      piece.order().forEach(this::evaluate);
      stores.forEach((place, at) -> store(place, at));
      outputs.forEach((output, at) -> store(stage.outputs().get(output), at));
      if (answers) {
        body.addToSum(value(stage.outputs().getFirst()));
      }
      code.iinc(row, body.step()).goto_(top).labelBinding(end);
    }

    private void store(int place, Place at) {
      body.store(value(place), stage.graph().isTruth(place), at.array(), at.index());
    }

    private void evaluate(int place) {
      if (values.containsKey(place)) {
        return;
      }
      Place at = loads.get(place);
      Node node = stage.graph().at(place);
      if (at != null) {
        values.put(place, body.load(at.array(), at.index(), node.op().isTruth()));
        return;
      }
      int operands = node.op().operands();
      int first = value(node.first());
      int second = operands > 1 ? value(node.second()) : first;
      int third = operands > 2 ? value(node.third()) : first;
      values.put(place, body.calculate(node.op(), first, second, third));
    }

    private int value(int place) {
      Integer local = values.get(place);
      if (local == null) {
        throw new IllegalStateException("Step " + place + " is not evaluated yet");
      }
      return local;
    }
  }
}
