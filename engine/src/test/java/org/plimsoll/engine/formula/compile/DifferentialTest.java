package org.plimsoll.engine.formula.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.RandomFormulas;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.quantity.Reason;

/// Random formulas on hostile rows: every back end against the tree walk, in bits and reasons.
///
/// `-Dplimsoll.formula.cases=5000000` runs as many rows instead of the usual ones.
class DifferentialTest {
  private static final long SEED = 0x6a09e667f3bcc908L;
  private static final int ROWS = 50;

  private final TreeEvaluator tree = new TreeEvaluator();
  private final Workspace workspace = new Workspace();
  private long compared;
  private long unavailable;

  private static long cases(long usual) {
    return Long.getLong("plimsoll.formula.cases", usual);
  }

  @Test
  void interpreterAgreesWithTheTreeWalk() {
    run(100_000, Kernel::interpreted);
  }

  @Test
  void plainLoopsAgreeWithTheTreeWalk() {
    run(60_000, program -> Kernel.compiled(program, KernelWriter.Style.PLAIN));
  }

  @Test
  void bestKernelAgreesWithTheTreeWalk() {
    run(25_000, Kernel::compiled);
  }

  @Test
  void smallPiecesAgreeWithTheTreeWalk() {
    run(
        20_000,
        program -> Kernel.compiled(program, new KernelWriter.Style(VectorApi.lanes(), 3, 16)));
  }

  @Test
  void compiledRowsAgreeWithTheTreeWalk() {
    var random = new SplittableRandom(SEED);
    while (compared < cases(100_000)) {
      Program program = program(random);
      HostileRows rows = HostileRows.of(program, ROWS, random);
      if (rows.isComplete()) {
        compare(RowFunction.of(program), rows);
      }
    }
    requireBothKinds();
  }

  private void compare(RowFunction function, HostileRows rows) {
    for (int row = 0; row < rows.batch().rows(); row++) {
      double[] slots = rows.slots(row);
      Outcome expected = tree.evaluate(function.program().formula(), rows.inputs(row));
      double value = function.evaluate(slots);
      Optional<Reason> reason = Double.isNaN(value) ? function.reason(slots) : Optional.empty();
      if (!agrees(expected, value, reason)) {
        fail(
            "seed %d, %s\n%s\nexpected %s but was %s %s"
                .formatted(
                    SEED, function.program().formula(), rows.inputs(row), expected, value, reason));
      }
      compared++;
      unavailable += expected instanceof Outcome.Unavailable ? 1 : 0;
    }
  }

  private void run(long usual, Function<Program, Kernel> maker) {
    var random = new SplittableRandom(SEED);
    while (compared < cases(usual)) {
      Program program = program(random);
      HostileRows rows = HostileRows.of(program, ROWS, random);
      compare(maker.apply(program), rows);
    }
    requireBothKinds();
  }

  private void requireBothKinds() {
    System.out.println(compared + " rows compared, " + unavailable + " unavailable");
    assertTrue(unavailable > compared / 10 && unavailable < compared * 9 / 10);
  }

  static Program program(SplittableRandom random) {
    Formula formula = RandomFormulas.any(random);
    SortedMap<String, Level> levels = new TreeMap<>();
    int kinds = 1 + random.nextInt(4);
    for (String name : formula.inputs().keySet()) {
      levels.put(name, Level.values()[3 - random.nextInt(kinds)]);
    }
    return Program.of(formula, levels);
  }

  private void compare(Kernel kernel, HostileRows rows) {
    Batch batch = rows.batch();
    var answers = new Answers(batch.rows());
    int without = kernel.evaluate(batch, workspace, answers);
    for (int row = 0; row < batch.rows(); row++) {
      Outcome expected = tree.evaluate(kernel.program().formula(), rows.inputs(row));
      if (!agrees(expected, answers.values()[row], answers.reason(row))) {
        fail(
            "seed %d, row %d of %s\n%s\nexpected %s but was %s %s"
                .formatted(
                    SEED,
                    row,
                    kernel.program().formula(),
                    rows.inputs(row),
                    expected,
                    answers.values()[row],
                    answers.reason(row)));
      }
      compared++;
      if (expected instanceof Outcome.Unavailable) {
        unavailable++;
        without--;
      }
    }
    assertEquals(0, without, "rows counted as unavailable, seed " + SEED);
  }

  static boolean agrees(Outcome expected, double value, Optional<Reason> reason) {
    return switch (expected) {
      case Outcome.Value(double number, Unit _) ->
          reason.isEmpty()
              && Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(value);
      case Outcome.Truth(boolean truth) -> reason.isEmpty() && value == (truth ? 1 : 0);
      case Outcome.Unavailable(Reason why, String _) ->
          Double.isNaN(value) && reason.equals(Optional.of(why));
    };
  }
}
