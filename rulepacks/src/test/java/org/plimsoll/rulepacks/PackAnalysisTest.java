package org.plimsoll.rulepacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Analysis;
import org.plimsoll.engine.formula.analysis.Bounds;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Finding;
import org.plimsoll.engine.formula.analysis.Range;
import org.plimsoll.engine.formula.analysis.Report;
import org.plimsoll.engine.formula.analysis.Sample;
import org.plimsoll.engine.formula.analysis.Sign;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.Parameter;
import org.plimsoll.engine.rulebook.RulePack;

/// The static analysis of every formula of every built-in pack.
class PackAnalysisTest {
  private static final List<RulePack> PACKS =
      BuiltInPacks.files().stream()
          .map(file -> PackLoaderTest.loaded(file, BuiltInPacks.text(file)))
          .toList();

  @TestFactory
  List<DynamicTest> everyFormulaOfEveryPackIsAnalysed() {
    return PACKS.stream()
        .filter(pack -> !pack.formulas().isEmpty())
        .map(
            pack ->
                DynamicTest.dynamicTest(
                    pack.id() + " " + pack.version(),
                    () -> formulas(pack).forEach(formula -> check(pack, formula))))
        .toList();
  }

  private static void check(RulePack pack, Formula formula) {
    Report report = Analysis.of(formula, box(pack, formula));
    String text = formula.text() + "\n" + report;
    assertFalse(report.bounds() instanceof Bounds.Never, text);
    var evaluator = new TreeEvaluator();
    for (Finding finding : report.findings()) {
      for (Sample sample : finding.counterexample()) {
        assertEquals(sample.outcome(), evaluator.evaluate(formula, sample.inputs()), text);
      }
      // a pack's rate may step by law, or lack a value for a case that it does not cover; it never
      // falls when the market becomes more dangerous
      assertFalse(finding.kind() == Finding.Kind.FALLS_WHEN_VOLATILITY_RISES, text);
      assertFalse(finding.kind() == Finding.Kind.FALLS_WHEN_LEVERAGE_RISES, text);
    }
  }

  @Test
  void theScenarioOfTheArticleRisesWithVolatility() {
    RulePack scenario =
        PACKS.stream()
            .filter(pack -> pack.id().equals("scenario/article-2025"))
            .findFirst()
            .orElseThrow();
    Formula initial = scenario.formulas().getFirst().initial();
    Report report = Analysis.of(initial, box(scenario, initial));
    assertEquals(Sign.POSITIVE, report.signs().get("sigma_day"));
    assertEquals(Sign.NEGATIVE, report.signs().get("ltv_permitted"));
    assertEquals(Sign.NON_POSITIVE, report.signs().get("esg_score"));
    assertTrue(report.bounds().reasons().isEmpty(), report.bounds().toString());
    assertEquals(
        List.of(Finding.Kind.JUMPS_AT_TIER),
        report.findings().stream().map(Finding::kind).toList(),
        report.findings().toString());
  }

  private static List<Formula> formulas(RulePack pack) {
    List<Formula> all = new ArrayList<>();
    for (FormulaVersion version : pack.formulas()) {
      all.add(version.initial());
      for (Formula more : new Formula[] {version.maintenance(), version.floor(), version.cap()}) {
        if (more != null) {
          all.add(more);
        }
      }
    }
    return all;
  }

  /// A parameter has the values that it has had; an observation, whatever a market may show.
  private static Box box(RulePack pack, Formula formula) {
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (String name : FormulaInputs.readBy(formula)) {
      ranges.put(
          name,
          pack.parameters().stream()
              .filter(parameter -> parameter.name().equals(name))
              .findFirst()
              .map(PackAnalysisTest::values)
              .orElseGet(() -> market(formula.inputs().getOrDefault(name, Unit.RATE))));
    }
    return new Box(ranges);
  }

  private static Range values(Parameter parameter) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (DatedValue value : parameter.values()) {
      least = Math.min(least, value.value());
      most = Math.max(most, value.value());
    }
    return new Range(least, most);
  }

  private static Range market(Unit unit) {
    if (unit.isBoolean()) {
      return new Range(0, 1);
    }
    if (unit.equals(Unit.MONEY)) {
      return new Range(1, 1e9);
    }
    return unit.equals(Unit.TIME) ? new Range(0, 3_650) : new Range(0.01, 0.9);
  }
}
