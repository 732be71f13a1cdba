package org.plimsoll.engine.formula.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Limits;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.quantity.Reason;

class KernelTest {
  private static Program program(String text, String declared, String... levels) {
    SortedMap<String, Level> known = new TreeMap<>();
    for (String word : levels) {
      int colon = word.indexOf(':');
      known.put(word.substring(0, colon), Level.valueOf(word.substring(colon + 1)));
    }
    return Program.of(Checked.formula(text, declared), known);
  }

  @Test
  void vectorCodeRunsWhereTheModuleIs() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertEquals(present, VectorApi.lanes() > 1);
    assertTrue(present, "the tests are started with --add-modules=jdk.incubator.vector");
  }

  @Test
  void everyStepIsEvaluatedAtTheLevelOfItsInputs() {
    Program program =
        program(
            "g * 2 + sqrt(g) * (i * g + exp(i)) + sqrt(a) + (i + a) * p",
            "g:rate i:rate a:rate p:rate",
            "g:GLOBAL",
            "i:INSTRUMENT",
            "a:ACCOUNT");
    assertEquals(2, program.steps(Level.GLOBAL)); // g * 2, sqrt(g)
    // i * g, exp(i), their sum, its product with sqrt(g), and that plus g * 2
    assertEquals(5, program.steps(Level.INSTRUMENT));
    assertEquals(1, program.steps(Level.ACCOUNT)); // sqrt(a)
    // plus sqrt(a), i + a, times p, plus, the result; and the sum of what must be finite
    assertTrue(program.steps(Level.POSITION) <= 6, program.steps(Level.POSITION) + " steps");
  }

  @Test
  void hoistedValuesReachTheRowsThatBelongToThem() {
    Program program =
        program("i * 100 + a * 10 + p", "i:rate a:rate p:rate", "i:INSTRUMENT", "a:ACCOUNT");
    Batch batch =
        Batch.of(program, 4)
            .instruments(new int[] {0, 1, 0, 1}, 2)
            .accounts(new int[] {0, 0, 1, 2}, 3)
            .set("i", new double[] {1, 2})
            .set("a", new double[] {3, 4, 5})
            .set("p", new double[] {6, 7, 8, 9});
    for (Kernel kernel : new Kernel[] {Kernel.interpreted(program), Kernel.compiled(program)}) {
      var answers = new Answers(4);
      assertEquals(0, kernel.evaluate(batch, new Workspace(), answers));
      assertEquals("[136.0, 237.0, 148.0, 259.0]", Arrays.toString(answers.values()));
    }
  }

  @Test
  void rowWithoutAnAnswerHasTheReasonAndTheOthersHaveValues() {
    Program program = program("a / b if b >= 0 else sqrt(b)", "a:rate b:rate");
    double[] a = new double[100];
    double[] b = new double[100];
    Arrays.fill(a, 3);
    Arrays.fill(b, 2);
    b[41] = 0;
    b[99] = -1;
    a[7] = Double.POSITIVE_INFINITY;
    var answers = new Answers(100);
    var workspace = new Workspace();
    Kernel kernel = Kernel.compiled(program);
    Batch batch = Batch.of(program, 100).set("a", a).set("b", b);
    assertEquals(3, kernel.evaluate(batch, workspace, answers));
    assertEquals(Optional.of(Reason.DIVISION_BY_ZERO), answers.reason(41));
    assertEquals(Optional.of(Reason.NEGATIVE_ROOT), answers.reason(99));
    assertEquals(Optional.of(Reason.NOT_A_NUMBER), answers.reason(7));
    assertEquals(1.5, answers.values()[98]);
    assertTrue(answers.isAvailable(98));
    b[41] = 1;
    b[99] = 1;
    a[7] = 3;
    assertEquals(0, kernel.evaluate(batch, workspace, answers));
    assertTrue(answers.isAvailable(41));
    assertEquals(3, answers.values()[41]);
  }

  @Test
  void inputThatIsNotGivenIsMissingOnlyWhereItIsRead() {
    Program program = program("a if a > 0 else b", "a:rate b:rate");
    var answers = new Answers(20);
    double[] a = new double[20];
    Arrays.fill(a, 1);
    a[13] = -1;
    Batch batch = Batch.of(program, 20).set("a", a);
    assertEquals(1, Kernel.compiled(program).evaluate(batch, new Workspace(), answers));
    assertEquals(Optional.of(Reason.INPUT_MISSING), answers.reason(13));
  }

  @Test
  void sumOfFiniteNumbersThatOverflowsDoesNotTakeTheAnswerAway() {
    Program program = program("max(a, b, -a, -b, 1.0)", "a:rate b:rate");
    double[] huge = new double[64];
    Arrays.fill(huge, Double.MAX_VALUE);
    var answers = new Answers(64);
    Batch batch = Batch.of(program, 64).set("a", huge).set("b", huge);
    assertEquals(0, Kernel.compiled(program).evaluate(batch, new Workspace(), answers));
    assertEquals(Double.MAX_VALUE, answers.values()[63]);
  }

  @Test
  void largestFormulasCompileInPieces() {
    var random = new SplittableRandom(5);
    var sum = new StringBuilder("a");
    for (int i = 0; i < 220; i++) {
      sum.append(" + (a * ").append(i).append(".5 + exp(b) / ").append(i + 1).append(".0)");
    }
    check(sum.toString(), random);
    var table = new StringBuilder("tiers(money(abs(a)), [(0, b)");
    for (int i = 1; i < 400; i++) {
      table.append(", (").append(i).append(".0, b + ").append(i).append(")");
    }
    check(table.append("])").toString(), random);
    var choices = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      choices.append("a * ").append(i).append(" if b < ").append(i).append(" or a > 5 else ");
    }
    check(choices.append("log(a)").toString(), random);
    var doubled = new StringBuilder("x0 = a if b > 0 else 1\n");
    for (int i = 1; i < Limits.ASSIGNMENTS; i++) {
      doubled.append(
          "x%d = x%d if b > %d else (x%d if a > %d else 1)%n".formatted(i, i - 1, i, i - 1, i));
    }
    check(doubled.append("x%d + a".formatted(Limits.ASSIGNMENTS - 1)).toString(), random);
  }

  @Test
  void writtenPowersAndZerosHaveTheBitsOfTheTreeWalk() {
    var random = new SplittableRandom(17);
    for (String exponent : new String[] {"2", "1", "0.5", "-1", "0", "3", "-0.5"}) {
      check("a ** " + exponent + " - b", random);
    }
    check("(a * 0.0 + 0 * b) / (b * 0) if a > 70 else 0 * log(a)", random);
    check("a / 4 - b / -0.125 + -(a - b) * -3", random);
  }

  private static void check(String text, SplittableRandom random) {
    Formula formula = Checked.formula(text, "a:rate b:rate");
    Program program = Program.of(formula);
    double[] a = random.doubles(37, -2, 80).toArray();
    double[] b = random.doubles(37, -2, 80).toArray();
    Batch batch = Batch.of(program, 37).set("a", a).set("b", b);
    RowFunction function = RowFunction.of(program);
    var answers = new Answers(37);
    Kernel.compiled(program).evaluate(batch, new Workspace(), answers);
    for (int i = 0; i < 37; i++) {
      SortedMap<String, Double> inputs = new TreeMap<>();
      inputs.put("a", a[i]);
      inputs.put("b", b[i]);
      Outcome expected = new TreeEvaluator().evaluate(formula, Inputs.of(inputs));
      assertTrue(DifferentialTest.agrees(expected, answers.values()[i], answers.reason(i)));
      double[] slots = {a[i], b[i]};
      double value = function.evaluate(slots);
      Optional<Reason> reason = Double.isNaN(value) ? function.reason(slots) : Optional.empty();
      assertTrue(DifferentialTest.agrees(expected, value, reason));
    }
  }

  @Test
  void batchRefusesWhatDoesNotFitTheProgram() {
    Program program = program("g * p", "g:rate p:rate", "g:GLOBAL");
    Batch batch = Batch.of(program, 3);
    assertThrows(IllegalArgumentException.class, () -> batch.set("g", new double[3]));
    assertThrows(IllegalArgumentException.class, () -> batch.set("p", 1.0));
    assertThrows(IllegalArgumentException.class, () -> batch.set("p", new double[2]));
    assertThrows(IllegalArgumentException.class, () -> batch.set("q", 1.0));
    Kernel other = Kernel.interpreted(program("g * p", "g:rate p:rate"));
    assertThrows(
        IllegalArgumentException.class,
        () -> other.evaluate(batch, new Workspace(), new Answers(3)));
  }

  @Test
  void rowsSweptInPartsAreTheRowsSweptAtOnce() {
    var random = new SplittableRandom(11);
    Program program =
        program("exp(a) * b / (a + 1) if a > 0.01 else log(b - 0.5)", "a:rate b:rate");
    Batch batch =
        Batch.of(program, 5_000)
            .set("a", random.doubles(5_000).toArray())
            .set("b", random.doubles(5_000).toArray());
    Kernel kernel = Kernel.compiled(program);
    var whole = new Answers(5_000);
    int unavailable = kernel.evaluate(batch, new Workspace(), whole);
    var parts = new Answers(5_000);
    var hoisted = new Hoisted(program);
    var workspace = new Workspace();
    kernel.hoist(batch, hoisted, workspace);
    for (int from = 0; from < 5_000; ) {
      int to = Math.min(5_000, from + random.nextInt(1, 1_500));
      unavailable -= kernel.evaluate(batch, hoisted, from, to, workspace, parts);
      from = to;
    }
    assertEquals(0, unavailable);
    assertFalse(whole.isAvailable(firstUnavailable(whole)));
    for (int row = 0; row < 5_000; row++) {
      assertEquals(whole.values()[row], parts.values()[row]);
      assertEquals(whole.reason(row), parts.reason(row));
    }
  }

  private static int firstUnavailable(Answers answers) {
    int row = 0;
    while (answers.isAvailable(row)) {
      row++;
    }
    return row;
  }
}
