package org.plimsoll.engine.formula.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Breakpoint.Continuity;
import org.plimsoll.engine.formula.analysis.Finding.Kind;
import org.plimsoll.engine.quantity.Reason;

class AnalysisTest {
  private static final String FOUNDING = "alpha * sigma_day / LTV + beta";
  private static final String PARAMETERS = "sigma_day=0.005..0.4, alpha=2, beta=0.01, ";

  /// The report on a formula over inputs that are rates, except `sigma_day`, `n` and flags.
  private static Report report(String text, String domain) {
    Box box = BoxTest.box(domain);
    return Analysis.of(Checked.accepted(text, units(box)), box);
  }

  private static SortedMap<String, Unit> units(Box box) {
    SortedMap<String, Unit> units = new TreeMap<>();
    for (String name : box.ranges().keySet()) {
      Unit unit =
          switch (name) {
            case "sigma_day" -> Unit.volatilityOver(1);
            case "n" -> Unit.MONEY;
            case "flag" -> Unit.BOOLEAN;
            default -> Unit.RATE;
          };
      units.put(name, unit);
    }
    return units;
  }

  private static Bounds.Within within(Report report) {
    return assertInstanceOf(Bounds.Within.class, report.bounds());
  }

  private static List<Kind> kinds(Report report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  private static Finding finding(Report report, Kind kind) {
    return report.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .findFirst()
        .orElseGet(() -> fail("no " + kind + " in " + report.findings()));
  }

  @Test
  void theFoundingFormulaOfTheAccountsOwnLtvFallsWithLeverageAndHasNoBound() {
    Report report =
        report(FOUNDING.replace("LTV", "account_ltv"), PARAMETERS + "account_ltv=0..0.95");
    assertEquals(Sign.NEGATIVE, report.signs().get("account_ltv"));
    assertEquals(Sign.POSITIVE, report.signs().get("sigma_day"));
    assertEquals(Double.POSITIVE_INFINITY, within(report).upper());
    // at the other end: 2 · 0.005 / 0.95 + 0.01
    assertEquals(0.01 / 0.95 + 0.01, within(report).lower(), 1e-15);
    assertEquals(
        List.of(Kind.FALLS_WHEN_LEVERAGE_RISES, Kind.CAN_BE_UNBOUNDED, Kind.CAN_BE_UNAVAILABLE),
        kinds(report));

    Finding falls = finding(report, Kind.FALLS_WHEN_LEVERAGE_RISES);
    assertEquals("account_ltv", falls.input());
    double before = falls.counterexample().getFirst().inputs().find("account_ltv").orElseThrow();
    double after = falls.counterexample().getLast().inputs().find("account_ltv").orElseThrow();
    assertTrue(before < after);
    assertTrue(
        falls.counterexample().getFirst().value() > falls.counterexample().getLast().value());
    assertTrue(finding(report, Kind.CAN_BE_UNBOUNDED).counterexample().getLast().value() > 1e6);
    assertTrue(within(report).reasons().contains(Reason.DIVISION_BY_ZERO));
  }

  @Test
  void theFoundingFormulaOfThePermittedLtvHasNoFindings() {
    Report report =
        report(FOUNDING.replace("LTV", "ltv_permitted"), PARAMETERS + "ltv_permitted=0.3..0.9");
    assertEquals(List.of(), report.findings());
    assertEquals(List.of(), within(report).reasons());
    assertEquals(2 * 0.005 / 0.9 + 0.01, within(report).lower(), 1e-15);
    assertEquals(2 * 0.4 / 0.3 + 0.01, within(report).upper(), 1e-14);
    assertEquals(Sign.POSITIVE, report.signs().get("sigma_day"));
    assertEquals(Sign.NEGATIVE, report.signs().get("ltv_permitted"));
  }

  @Test
  void clampingBoundsTheRateButItStillFallsWithLeverage() {
    Report report =
        report(
            "clamp(alpha * sigma_day / account_ltv + beta, 0.03, 0.2)",
            PARAMETERS + "account_ltv=0.01..0.95");
    assertEquals(0.03, within(report).lower());
    assertEquals(0.2, within(report).upper());
    assertEquals(Sign.NON_NEGATIVE, report.signs().get("sigma_day"));
    assertEquals(Sign.NON_POSITIVE, report.signs().get("account_ltv"));
    assertEquals(List.of(Kind.FALLS_WHEN_LEVERAGE_RISES), kinds(report));
    assertTrue(
        report.breakpoints().stream()
            .allMatch(point -> point.continuity() == Continuity.CONTINUOUS),
        report.breakpoints().toString());
    assertFalse(report.breakpoints().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + 1|x=0..2|1|3|POSITIVE",
        "1 - 2 * x|x=0..2|-3|1|NEGATIVE",
        "x ** 2|x=-1..2|0|4|MIXED",
        "x * x|x=-1..2|0|4|MIXED",
        "x ** 3|x=-1..2|-1|8|NON_NEGATIVE",
        "x - x|x=-1..2|0|0|ZERO",
        "abs(x)|x=-1..2|0|2|MIXED",
        "max(x, 0.5)|x=0..2|0.5|2|NON_NEGATIVE",
        "min(x, 0.5, 3)|x=0..2|0|0.5|NON_NEGATIVE",
        "sqrt(x)|x=0..4|0|2|POSITIVE",
        "exp(-x)|x=0..1|0.36787944117144233|1|NEGATIVE",
        "log(x)|x=1..2|0|0.6931471805599453|POSITIVE",
        "x / (1 + x)|x=0..1|0|0.5|POSITIVE",
        "1 / x if x > 0 else 3|x=0.5..1|1|2|NEGATIVE",
        "2 ** x|x=0..3|1|8|POSITIVE",
        "x ** -2|x=0.5..1|1|4|NEGATIVE",
        "0.1 if x < 1 else 0.2|x=0..2|0.1|0.2|NON_NEGATIVE",
        "0.1 + x if x < 1 else 0.2 + x|x=0..2|0.1|2.2|POSITIVE",
        "0.3 if x < 1 and x >= 0.5 else 0.3|x=0..2|0.3|0.3|ZERO",
        "0.2 if 0.5 <= x < 1 else 0.1|x=0..2|0.1|0.2|MIXED",
        "y = x / 2; y + 1|x=0..2|1|2|POSITIVE",
      })
  void boundsAndSignsAreThoseOfTheClosedForm(
      String text, String domain, double lower, double upper, Sign sign) {
    Report report = report(text, domain);
    assertEquals(lower, within(report).lower(), 1e-4 * Math.max(1, Math.abs(lower)));
    assertEquals(upper, within(report).upper(), 1e-4 * Math.max(1, Math.abs(upper)));
    assertEquals(sign, report.signs().get("x"));
    assertEquals(List.of(), within(report).reasons());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / x|x=0..1|DIVISION_BY_ZERO",
        "1 / (x - 0.3)|x=0..1|DIVISION_BY_ZERO",
        "sqrt(x)|x=-1..1|NEGATIVE_ROOT",
        "log(x)|x=0..1|LOGARITHM_NOT_POSITIVE",
        "x ** 0.5|x=-1..1|POWER_UNDEFINED",
        "exp(x)|x=0..1000|NUMBER_OVERFLOW",
        "clamp(0.1, x, 0.2)|x=0..1|CLAMP_BOUNDS_CROSSED",
        "steps(n, [(0, 0.1), (5, 0.2)])|n=-1..1|TIER_INPUT_NEGATIVE",
        "as_rate(tiers(n, [(0, 0.1), (m, 0.2)]) / n)|n=1..2,m=-1..1|TIERS_INVALID",
        "unused = 1 / x; 0.2|x=0..1|DIVISION_BY_ZERO",
        "0.1 if x > 0.5 and 1 / (x - 1) < 0 else 0.2|x=0..1|DIVISION_BY_ZERO",
      })
  void whatCanHaveNoValueIsFoundAndShown(String text, String domain, Reason reason) {
    Box box = BoxTest.box(domain);
    SortedMap<String, Unit> units = units(box);
    units.replace("m", Unit.MONEY);
    Report report = Analysis.of(Checked.accepted(text, units), box);
    assertTrue(report.bounds().reasons().contains(reason), report.bounds().toString());
    assertTrue(
        report.findings().stream()
            .anyMatch(
                finding ->
                    finding.kind() == Kind.CAN_BE_UNAVAILABLE
                        && finding.message().contains(reason.name())),
        report.findings().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / x if x > 0 else 0.5|x=1e-3..1",
        "1 / x if x > 0 else 0.5|x=-1..0",
        "0.5 if x == 0 else sqrt(x) / (1 + x)|x=0..1",
        "0.2 if not x > 0.5 else log(x)|x=-1..1",
        "0.1 if x > 0.5 and 1 / (x - 0.2) > 2 else 0.2|x=0..1",
        "0.1 if x <= 0.5 or 1 / (x - 0.2) > 2 else 0.2|x=0..1",
        "d = x - 0.5; sqrt(d) if d >= 0 else 0.1|x=0..1",
        "0.1 / x if flag else 0.2|x=1..2,flag=false..true",
        "sqrt(1 - x * x)|x=0..0.9"
      })
  void whatACalculationGuardsAgainstIsProvenNotToHappen(String text, String domain) {
    Report report = report(text, domain);
    assertEquals(List.of(), report.bounds().reasons());
  }

  @Test
  void aFormulaThatNeverHasAValueSaysSo() {
    Report report = report("log(x) + 1", "x=-2..-1");
    assertEquals(new Bounds.Never(List.of(Reason.LOGARITHM_NOT_POSITIVE)), report.bounds());
    assertEquals(List.of(Kind.CAN_BE_UNAVAILABLE), kinds(report));
    Box empty = BoxTest.box("");
    Formula formula = Checked.formula("a + 1", "a:rate");
    assertEquals(
        new Bounds.Never(List.of(Reason.INPUT_MISSING)), Analysis.of(formula, empty).bounds());
  }

  @Test
  void aStepsTableJumpsAtEveryThresholdAndTiersDoNot() {
    String rows = "[(0, 0.02), (300_000, 0.05), (1_000_000, 0.04)]";
    Report steps = report("steps(n, " + rows + ")", "n=0..1e7");
    assertEquals(
        List.of(300_000.0, 1_000_000.0), steps.breakpoints().stream().map(Breakpoint::at).toList());
    assertEquals(List.of(Kind.JUMPS_AT_TIER, Kind.JUMPS_AT_TIER), kinds(steps));
    Finding first = steps.findings().getFirst();
    assertEquals(0.02, first.counterexample().getFirst().value());
    assertEquals(0.05, first.counterexample().getLast().value());
    assertEquals(300_000.0, first.counterexample().getLast().inputs().find("n").orElseThrow());
    assertEquals(Sign.MIXED, steps.signs().get("n"));
    assertEquals(0.02, within(steps).lower());
    assertEquals(0.05, within(steps).upper());

    Report tiers = report("tiers(n, " + rows + ")", "n=0..1e7");
    assertEquals(
        List.of(Continuity.CONTINUOUS, Continuity.CONTINUOUS),
        tiers.breakpoints().stream().map(Breakpoint::continuity).toList());
    assertEquals(List.of(), tiers.findings());
    assertEquals(Sign.POSITIVE, tiers.signs().get("n"));
    // 0.02 · 300,000 + 0.05 · 700,000 + 0.04 · 9,000,000
    assertEquals(401_000, within(tiers).upper(), 1);
  }

  @Test
  void theAverageRateOfRisingTiersRisesAndLiesAmongTheRates() {
    String rising = "tiers(n, [(0, 0.004), (300_000, 0.005), (1_000_000, 0.01)]) / n";
    Report report = report(rising, "n=1..1e9");
    assertEquals(Sign.NON_NEGATIVE, report.signs().get("n"));
    assertEquals(0.004, within(report).lower(), 1e-15);
    assertTrue(within(report).upper() <= 0.01 + 1e-15, report.bounds().toString());
    assertEquals(List.of(), report.findings());
    String mixed = "tiers(n, [(0, 0.004), (300_000, 0.005), (1_000_000, 0.001)]) / n";
    assertEquals(Sign.MIXED, report(mixed, "n=1..1e9").signs().get("n"));
  }

  @Test
  void aFlagThatRaisesTheRateIsProvenToDespiteOtherInputs() {
    Report report =
        report("2 * sigma_day if flag else sigma_day", "sigma_day=0.01..0.09,flag=false..true");
    assertTrue(report.signs().getOrDefault("flag", Sign.UNKNOWN).neverFalls());
    assertEquals(0.18, within(report).upper(), 1e-12);
  }

  @Test
  void anExponentThatIsFixedCountsAsWritten() {
    Report report = report("x ** p", "x=-2..3,p=2");
    assertEquals(List.of(), within(report).reasons());
    assertEquals(9, within(report).upper(), 1e-12);
    assertEquals(0, within(report).lower());
    assertEquals(Sign.POSITIVE, report("x ** p", "x=2..3,p=2").signs().get("p"));
    assertEquals(Sign.UNKNOWN, report("x ** 1e300", "x=-1..-0.5").signs().get("x"));
  }

  @Test
  void theLargestFormulasAreAnalysedToo() {
    String sum = "sqrt(x) + ".repeat(480) + "x";
    assertEquals(Sign.POSITIVE, report(sum, "x=0..1").signs().get("x"));
    assertEquals(481, within(report(sum, "x=0..1")).upper(), 1e-9);
    String nested = "(x if x > 0.5 else ".repeat(30) + "0.1" + ")".repeat(30);
    assertEquals(0.1, within(report(nested, "x=0..1")).lower(), 1e-12);
    var rows = new StringBuilder("[(0, 0)");
    for (int i = 1; i <= 500; i++) {
      rows.append(", (").append(i).append(", ").append(i).append(")");
    }
    Report steps = report("steps(n, " + rows + "])", "n=0..1e3");
    assertEquals(Sign.NON_NEGATIVE, steps.signs().get("n"));
    assertEquals(500, within(steps).upper());
  }

  @Test
  void aStrictComparisonJumpsJustAfterItsThreshold() {
    Report report = report("0.1 if x > 0.25 else 0.3", "x=0..1");
    Breakpoint jump = report.breakpoints().getFirst();
    assertEquals(0.25, jump.at());
    assertEquals(Continuity.JUMPS, jump.continuity());
    assertEquals(Sign.NON_POSITIVE, report.signs().get("x"));
    assertEquals(List.of(Kind.JUMPS_AT_TIER), kinds(report));
  }

  @Test
  void aContinuousChoiceDoesNotJump() {
    Report report = report("0.1 if x < 0.5 else 0.1 + (x - 0.5)", "x=0..1");
    assertEquals(
        List.of(Continuity.CONTINUOUS),
        report.breakpoints().stream().map(Breakpoint::continuity).toList());
    assertEquals(List.of(), report.findings());
  }

  @Test
  void aRateThatFallsWithVolatilityIsFoundEvenWhereItFallsAtASmallNotchOnly() {
    Report report =
        report("0.5 * sigma_day - (0.001 if sigma_day >= 0.2 else 0)", "sigma_day=0.01..0.4");
    Finding falls = finding(report, Kind.FALLS_WHEN_VOLATILITY_RISES);
    assertTrue(
        falls.counterexample().getFirst().value() > falls.counterexample().getLast().value());
    Report discount = report("x / (1 + sigma_day)", "sigma_day=0..1,x=0.1..0.2");
    assertEquals("sigma_day", finding(discount, Kind.FALLS_WHEN_VOLATILITY_RISES).input());
    assertEquals(Sign.NEGATIVE, discount.signs().get("sigma_day"));
  }

  @Test
  void aRateThatCanBeNegativeIsFound() {
    Report report = report("x - 0.1", "x=0..1");
    Finding negative = finding(report, Kind.NEGATIVE_RATE);
    assertEquals(-0.1, negative.counterexample().getLast().value());
    assertEquals(List.of(), report("x - 0.1", "x=0.1..1").findings());
  }

  @Test
  void aPoleInsideTheBoxIsFoundAndASignThatHoldsOnEachSideIsNotClaimed() {
    Report report = report("1 / x", "x=-1..1");
    assertEquals(Sign.MIXED, report.signs().get("x"));
    assertFalse(within(report).isFinite());
    assertEquals(2, kinds(report).stream().filter(Kind.CAN_BE_UNBOUNDED::equals).count());
    Report square = report("1 / (x - 0.37) ** 2", "x=0..1");
    assertTrue(kinds(square).contains(Kind.CAN_BE_UNBOUNDED), square.findings().toString());
    assertFalse(kinds(report("1 / (x - 0.37) ** 2", "x=0.4..1")).contains(Kind.CAN_BE_UNBOUNDED));
  }

  @Test
  void aTruthHasNoRate() {
    Report report = report("x > 0.5", "x=0..1");
    assertEquals(0, within(report).lower());
    assertEquals(1, within(report).upper());
    assertEquals(Sign.NON_NEGATIVE, report.signs().get("x"));
    assertEquals(List.of(), report.findings());
  }

  @Test
  void aFlagCountsAsOneAndZero() {
    Report report = report("0.2 if flag else x", "flag=false..true,x=0..0.1");
    assertEquals(Sign.POSITIVE, report.signs().get("flag"));
    assertEquals(Sign.NON_NEGATIVE, report.signs().get("x"));
    assertEquals(0.2, within(report).upper());
  }

  @Test
  void everyCounterexampleIsWhatTheEvaluatorGives() {
    Box box = BoxTest.box(PARAMETERS + "account_ltv=0..0.95");
    Formula formula = Checked.accepted(FOUNDING.replace("LTV", "account_ltv"), units(box));
    Report report = Analysis.of(formula, box);
    var evaluator = new TreeEvaluator();
    assertFalse(report.findings().isEmpty());
    for (Finding finding : report.findings()) {
      for (Sample sample : finding.counterexample()) {
        assertEquals(evaluator.evaluate(formula, sample.inputs()), sample.outcome());
      }
    }
    assertEquals(report, Analysis.of(formula, box));
    assertNotNull(within(report).least());
  }
}
