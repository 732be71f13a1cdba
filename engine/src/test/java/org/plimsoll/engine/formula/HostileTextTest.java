package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostileTextTest {
  private static final long SEED = 0x5851f42d4c957f2dL;
  private static final int ROUNDS = 40_000;
  private static final int MUTANTS = 10_000;
  private static final String ALPHABET =
      "ab1 02.e_+-*/()[],;=<>!#\\\n\r\tαx if else and or not min(max(clamp(tiers(1,[(0,sqrt(";

  /// Checks and, where accepted, evaluates: whatever the text, an answer and never an exception.
  private static boolean survives(String text, SplittableRandom random) {
    try {
      return switch (Formula.check(text, RandomFormulas.units())) {
        case CheckResult.Accepted(Formula formula) -> {
          var evaluator = new TreeEvaluator();
          Inputs inputs = RandomFormulas.inputs(random);
          Outcome outcome = evaluator.evaluate(formula, inputs);
          assertEquals(outcome, evaluator.explain(formula, inputs).outcome());
          evaluator.evaluate(formula, Inputs.NONE);
          yield true;
        }
        case CheckResult.Rejected(List<FormulaError> errors) -> {
          for (FormulaError error : errors) {
            assertFalse(error.message().isEmpty());
            assertTrue(error.line() > 0 && error.column() > 0 && error.excerpt().contains("^"));
            assertTrue(error.span().start() <= text.length(), error.toString());
          }
          yield false;
        }
      };
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("Seed " + SEED + ", text:\n" + text, e);
    }
  }

  @Test
  void randomCharactersAreAnsweredWithErrors() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        boolean wild = i % 2 == 0;
        text.append(
            wild
                ? (char) random.nextInt(1 << (4 + random.nextInt(13)))
                : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      survives(text.toString(), random);
    }
  }

  @Test
  void mutatedFormulasAreAnsweredAndSomeStayFormulas() {
    var random = new SplittableRandom(SEED);
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String text = mutated(RandomFormulas.any(random).text(), random);
      accepted += survives(text, random) ? 1 : 0;
    }
    assertTrue(accepted > MUTANTS / 25 && accepted < MUTANTS, accepted + " of " + MUTANTS);
  }

  /// A text with one or two pieces removed, doubled, moved or replaced.
  static String mutated(String text, SplittableRandom random) {
    var changed = new StringBuilder(text);
    for (int i = random.nextInt(2); i >= 0 && !changed.isEmpty(); i--) {
      int start = random.nextInt(changed.length());
      int end = Math.min(changed.length(), start + 1 + random.nextInt(4));
      String piece = changed.substring(start, end);
      switch (random.nextInt(4)) {
        case 0 -> changed.delete(start, end);
        case 1 -> changed.insert(random.nextInt(changed.length()), piece);
        case 2 ->
            changed.replace(start, end, "" + ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        default -> changed.insert(start, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return changed.toString();
  }

  @Test
  void deepNestingOfEveryKindIsRefusedAndNotOverflown() {
    var random = new SplittableRandom(SEED);
    int deep = Limits.TEXT_LENGTH / 16;
    List<String> openings =
        List.of(
            "(",
            "-",
            "+-",
            "not ",
            "max(1,",
            "tiers(1,[(0,",
            "tiers(1,[(",
            "1**",
            "1 if True else ",
            "1 if (",
            "[",
            "abs(abs(",
            "x=",
            "a and ",
            "a+",
            "(1 if not ");
    for (String opening : openings) {
      assertFalse(survives(opening.repeat(deep), random), opening);
      assertFalse(survives(opening.repeat(deep) + "1", random), opening);
      assertFalse(survives(opening.repeat(deep) + "1" + ")".repeat(deep), random), opening);
    }
  }

  @Test
  void largestFormulasAreEvaluatedOnASmallStack() throws InterruptedException {
    String wide = "max(" + "a+".repeat(Limits.HEIGHT - 2) + "a, 1)";
    String deep = "(a+".repeat(Limits.NESTING - 1) + "a" + ")".repeat(Limits.NESTING - 1);
    String many = "b+".repeat(300) + "(" + "a*".repeat(150) + "a)";
    for (String text : List.of(wide, deep, many)) {
      Throwable[] thrown = new Throwable[1];
      boolean[] accepted = new boolean[1];
      var thread =
          new Thread(
              null,
              () -> accepted[0] = survives(text, new SplittableRandom(SEED)),
              "small stack",
              512 * 1024);
      thread.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
      thread.start();
      thread.join();
      assertEquals(null, thrown[0]);
      assertTrue(accepted[0], text);
    }
  }
}
