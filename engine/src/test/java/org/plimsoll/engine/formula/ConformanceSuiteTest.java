package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class ConformanceSuiteTest {
  private static final List<SuiteCase> SUITE = SuiteCase.all();

  /// Codes that no text alone can cause.
  private static final Set<ErrorCode> NOT_CAUSED_BY_TEXT = EnumSet.of(ErrorCode.INPUT_NAME_INVALID);

  @Test
  void everyCaseComesOutAsPublished() {
    assertTrue(SUITE.size() >= 150, SUITE.size() + " cases");
    List<String> differences = new ArrayList<>();
    for (SuiteCase one : SUITE) {
      String actual = outcome(one);
      if (!actual.equals(String.join(" ", one.expectation()))) {
        differences.add(one.name() + ": expected " + one.expectation() + " but got " + actual);
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void everyErrorCodeAndEveryReasonOfAFormulaHasACase() {
    Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (SuiteCase one : SUITE) {
      switch (one.expectation().getFirst()) {
        case "error" -> codes.add(code(one.expectation().get(1)));
        case "unavailable" -> reasons.add(Reason.valueOf(one.expectation().get(1)));
        default -> {}
      }
    }
    codes.addAll(NOT_CAUSED_BY_TEXT);
    assertEquals(EnumSet.allOf(ErrorCode.class), codes);
    Set<Reason> own = EnumSet.range(Reason.DIVISION_BY_ZERO, Reason.INPUT_MISSING);
    own.add(Reason.TIERS_INVALID);
    assertEquals(own, reasons);
  }

  @Test
  void canonicalFormIsAFormulaOfTheSameMeaning() {
    for (SuiteCase one : SUITE) {
      if (Formula.check(one.text(), one.units()) instanceof CheckResult.Accepted(Formula formula)) {
        String statements = Canonical.statements(formula.assignments(), formula.result());
        Formula again = Checked.accepted(statements, one.units());
        assertEquals(formula.canonicalForm(), again.canonicalForm(), one.name());
        var evaluator = new TreeEvaluator();
        Outcome first = evaluator.evaluate(formula, one.inputs());
        Outcome second = evaluator.evaluate(again, one.inputs());
        if (first instanceof Outcome.Unavailable(Reason reason, String _)) {
          assertEquals(reason, ((Outcome.Unavailable) second).reason(), one.name());
        } else {
          assertEquals(first, second, one.name());
        }
      }
    }
  }

  private static ErrorCode code(String text) {
    return EnumSet.allOf(ErrorCode.class).stream()
        .filter(code -> code.code().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static String outcome(SuiteCase one) {
    return switch (Formula.check(one.text(), one.units())) {
      case CheckResult.Rejected(List<FormulaError> errors) -> {
        FormulaError first = errors.getFirst();
        yield "error " + first.code().code() + " " + first.line() + ":" + first.column();
      }
      case CheckResult.Accepted(Formula formula) ->
          switch (new TreeEvaluator().evaluate(formula, one.inputs())) {
            case Outcome.Truth(boolean value) -> "truth " + value;
            case Outcome.Unavailable(Reason reason, String _) -> "unavailable " + reason;
            case Outcome.Value(double value, Unit unit) -> value(value, unit, one);
          };
    };
  }

  /// The value as the suite writes it; within one unit in the last place where it says so.
  private static String value(double value, Unit unit, SuiteCase one) {
    String kind = one.expectation().getFirst();
    if (kind.equals("near")) {
      double expected = Double.parseDouble(one.expectation().get(1));
      return Math.abs(value - expected) <= Math.ulp(expected)
          ? "near " + one.expectation().get(1) + " " + unit
          : "value " + Double.toHexString(value) + " " + unit;
    }
    boolean same =
        kind.equals("value")
            && Double.doubleToLongBits(Double.parseDouble(one.expectation().get(1)))
                == Double.doubleToLongBits(value);
    return "value " + (same ? one.expectation().get(1) : Double.toHexString(value)) + " " + unit;
  }
}
