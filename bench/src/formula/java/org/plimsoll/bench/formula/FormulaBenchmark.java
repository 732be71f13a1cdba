package org.plimsoll.bench.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.compile.Answers;
import org.plimsoll.engine.formula.compile.Batch;
import org.plimsoll.engine.formula.compile.Edition;
import org.plimsoll.engine.formula.compile.Kernel;
import org.plimsoll.engine.formula.compile.Level;
import org.plimsoll.engine.formula.compile.LiveFormulas;
import org.plimsoll.engine.formula.compile.Program;
import org.plimsoll.engine.formula.compile.RowFunction;
import org.plimsoll.engine.formula.compile.Workspace;

/// One measurement of one formula in this Java machine; {@link FormulaTable} starts a fresh one for
/// each.
///
/// Usage: `FormulaBenchmark columns KIND FORMULA ROWS SECONDS`, `row KIND FORMULA SECONDS`,
/// `bandwidth FORMULA ROWS SECONDS`, `first FORMULA`, `reload FORMULA ROWS`.
public final class FormulaBenchmark {
  private static final int ROW_SAMPLES = 1_024;

  private FormulaBenchmark() {}

  /// Prints one line of figures.
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "columns" ->
          columns(
              arguments[1],
              ReferenceFormula.valueOf(arguments[2]),
              Integer.parseInt(arguments[3]),
              Double.parseDouble(arguments[4]));
      case "row" ->
          row(
              arguments[1],
              ReferenceFormula.valueOf(arguments[2]),
              Double.parseDouble(arguments[3]));
      case "bandwidth" ->
          bandwidth(
              ReferenceFormula.valueOf(arguments[1]),
              Integer.parseInt(arguments[2]),
              Double.parseDouble(arguments[3]));
      case "first" -> first(ReferenceFormula.valueOf(arguments[1]));
      case "reload" ->
          reload(ReferenceFormula.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static void print(Sampler.Times times) {
    System.out.printf(Locale.ROOT, "%.4f %.4f%n", times.min(), times.lowerQuartile());
  }

  private static void columns(String kind, ReferenceFormula formula, int rows, double seconds) {
    double[][] in = formula.columns(rows);
    double[] out = new double[rows];
    Runnable work =
        switch (kind) {
          case "loop" -> () -> Hand.columns(formula, in, out, rows);
          case "vector" -> () -> HandVector.columns(formula, in, out, rows);
          case "interpreted" -> sweep(formula, rows, Kernel::interpreted);
          case "compiled" -> sweep(formula, rows, Kernel::compiled);
          default -> throw new IllegalArgumentException(kind);
        };
    print(Sampler.measure(work, rows, seconds));
  }

  private interface Maker {
    Kernel of(Program program);
  }

  private static Runnable sweep(ReferenceFormula formula, int rows, Maker maker) {
    Program program = Program.of(formula.formula());
    Kernel kernel = maker.of(program);
    Batch batch = batch(formula, program, rows);
    var answers = new Answers(rows);
    var workspace = new Workspace();
    kernel.evaluate(batch, workspace, answers);
    requireHandBits(formula, rows, answers);
    return () -> kernel.evaluate(batch, workspace, answers);
  }

  private static Batch batch(ReferenceFormula formula, Program program, int rows) {
    double[][] in = formula.columns(rows);
    Batch batch = Batch.of(program, rows);
    for (int k = 0; k < in.length; k++) {
      batch.set(formula.inputs().get(k), in[k]);
    }
    return batch;
  }

  private static void requireHandBits(ReferenceFormula formula, int rows, Answers answers) {
    double[] expected = new double[rows];
    Hand.columns(formula, formula.columns(rows), expected, rows);
    if (!Arrays.equals(expected, answers.values())) {
      throw new IllegalStateException(formula + " differs from hand-written code");
    }
  }

  private static void row(String kind, ReferenceFormula formula, double seconds) throws Exception {
    RowEngine.Row row =
        kind.equals("plimsoll")
            ? plimsoll(formula)
            : kind.equals("hand")
                ? in -> Hand.row(formula, in)
                : Peers.engine(kind).compile(formula);
    double[][] columns = formula.columns(ROW_SAMPLES);
    double[][] rows = new double[ROW_SAMPLES][columns.length];
    double[] out = new double[ROW_SAMPLES];
    int[] places = new int[columns.length];
    for (int k = 0; k < places.length; k++) {
      places[k] = place(kind, formula, k);
    }
    int differences = 0;
    for (int i = 0; i < ROW_SAMPLES; i++) {
      double[] in = new double[columns.length];
      for (int k = 0; k < columns.length; k++) {
        in[k] = columns[k][i];
        rows[i][places[k]] = columns[k][i];
      }
      differences += row.evaluate(rows[i]) == Hand.row(formula, in) ? 0 : 1;
    }
    Sampler.Times times =
        Sampler.measure(
            () -> {
              for (int i = 0; i < ROW_SAMPLES; i++) {
                out[i] = row.evaluate(rows[i]);
              }
            },
            ROW_SAMPLES,
            seconds);
    System.out.printf(
        Locale.ROOT, "%.4f %.4f %d%n", times.min(), times.lowerQuartile(), differences);
  }

  /// Takes rows with the inputs in the order of its slots.
  private static RowEngine.Row plimsoll(ReferenceFormula formula) {
    return RowFunction.of(Program.of(formula.formula()))::evaluate;
  }

  /// Where in a row the engine called `kind` finds the input in place `k` of the formula: every
  /// engine gets its values as its interface has them, in arguments, fields, a map or slots.
  private static int place(String kind, ReferenceFormula formula, int k) {
    return kind.equals("plimsoll")
        ? Program.of(formula.formula()).slot(formula.inputs().get(k))
        : k;
  }

  /// Adds the same columns up into one with the Vector API: what memory allows.
  private static void bandwidth(ReferenceFormula formula, int rows, double seconds) {
    double[][] in = formula.columns(rows);
    double[] out = new double[rows];
    print(Sampler.measure(() -> Bandwidth.sum(in, out, rows), rows, seconds));
  }

  private static void first(ReferenceFormula formula) {
    double best = Double.MAX_VALUE;
    double compiled = Double.MAX_VALUE;
    double row = Double.MAX_VALUE;
    for (int i = 0; i < 3_000; i++) {
      long began = System.nanoTime();
      Program program = Program.of(formula.formula());
      Batch batch = batch(formula, program, 1);
      var answers = new Answers(1);
      Kernel.interpreted(program).evaluate(batch, new Workspace(), answers);
      best = Math.min(best, System.nanoTime() - began);
      if (i % 10 == 0) {
        began = System.nanoTime();
        Kernel.compiled(Program.of(formula.formula()));
        compiled = Math.min(compiled, System.nanoTime() - began);
        began = System.nanoTime();
        RowFunction.of(Program.of(formula.formula())).evaluate(new double[program.inputs().size()]);
        row = Math.min(row, System.nanoTime() - began);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "text to first evaluation: interpreted %.0f us, one row compiled %.0f us; text to column"
            + " kernel %.0f us%n",
        best / 1e3,
        row / 1e3,
        compiled / 1e3);
  }

  /// Sweeps all the time while formulas are replaced beside it: at once, then prepared. Prints the
  /// sweeps' times in the second before and the two seconds after each.
  private static void reload(ReferenceFormula formula, int rows) throws InterruptedException {
    var live = new LiveFormulas(programs(formula));
    warm(live.current());
    var sweeper = new ReloadSweeps(live, edition -> batch(formula, edition, rows), rows);
    var thread = Thread.ofPlatform().daemon().start(sweeper);
    for (int i = 0; i < 3; i++) {
      sweeper.report("before");
      live.replace(programs(formula));
      warm(live.current());
      sweeper.report("replaced at once, to the end of warming");
    }
    for (int i = 0; i < 3; i++) {
      Edition next = live.prepare(programs(formula));
      warm(next);
      sweeper.report("beside the warming of a prepared edition");
      live.install(next);
      Thread.sleep(1_000);
      sweeper.report("prepared, the second after");
    }
    thread.interrupt();
  }

  private static SortedMap<String, Program> programs(ReferenceFormula formula) {
    SortedMap<String, Level> levels = new TreeMap<>();
    SortedMap<String, Program> programs = new TreeMap<>();
    programs.put("f", Program.of(formula.formula(), levels));
    return programs;
  }

  private static void warm(Edition edition) {
    for (var next = LiveFormulas.nextToWarm(edition, System::nanoTime);
        next.isPresent();
        next = LiveFormulas.nextToWarm(edition, System::nanoTime)) {
      while (!next.get().step()) {
        Thread.yield();
      }
    }
  }
}
