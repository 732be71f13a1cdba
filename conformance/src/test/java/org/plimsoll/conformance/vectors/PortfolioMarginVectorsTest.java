package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.conformance.vectors.PortfolioVectors.Balances;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.MarginMethod;
import org.plimsoll.engine.margin.scenario.ScenarioMargin;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.standard.StandardMargin;
import org.plimsoll.engine.margin.standard.StandardTerms;
import org.plimsoll.rulepacks.MethodLoader;
import tools.jackson.databind.JsonNode;

/// Every portfolio of the scenario-margin and standard-margin sets, under the figures of the
/// built-in method descriptions with the overrides that the sets state.
class PortfolioMarginVectorsTest {
  private static final double UNIT_TOLERANCE = 1e-3;

  @TestFactory
  List<DynamicTest> scenarioUnitSetIsReproduced() throws IOException {
    return tests(
        "pmrm_unit",
        (test, env) -> scenario(scenarioTerms(), PortfolioVectors.scenarioUnit(test)),
        PortfolioMarginVectorsTest::assertNear);
  }

  @TestFactory
  List<DynamicTest> standardUnitSetIsReproduced() throws IOException {
    return tests(
        "srm_unit",
        (test, env) -> standard(standardTerms(0.1), PortfolioVectors.standardUnit(test)),
        PortfolioMarginVectorsTest::assertNear);
  }

  @TestFactory
  List<DynamicTest> scenarioPortfolioSetIsReproduced() throws IOException {
    JsonNode defaults = Vectors.json("portfolio-margin.json").get("portfolio_defaults");
    ScenarioTerms base = scenarioTerms();
    ScenarioTerms terms =
        new ScenarioTerms(
            base.shocks(),
            base.volatility(),
            base.basis(),
            new ScenarioTerms.GainDiscount(
                base.gainDiscount().base(), base.gainDiscount().rateFactor(), 0.12),
            new ScenarioTerms.Contingencies(0.025, 0.025, 0.025, base.contingencies().option()),
            base.peg(),
            new ScenarioTerms.Confidence(base.confidence().threshold(), 0.4),
            base.gainShare(),
            base.initialFactor(),
            base.maintenanceFactor());
    return tests(
        "pmrm_portfolio",
        (test, env) -> scenario(terms, PortfolioVectors.scenarioPortfolio(test, env, defaults)),
        PortfolioMarginVectorsTest::assertTruncated);
  }

  @TestFactory
  List<DynamicTest> standardPortfolioSetIsReproduced() throws IOException {
    JsonNode defaults = Vectors.json("portfolio-margin.json").get("portfolio_defaults");
    return tests(
        "srm_portfolio",
        (test, env) ->
            standard(standardTerms(0.8), PortfolioVectors.standardPortfolio(test, env, defaults)),
        PortfolioMarginVectorsTest::assertTruncated);
  }

  private static ScenarioTerms scenarioTerms() {
    return ((MarginMethod.Scenario) MethodLoader.builtIn("derive-portfolio").method()).terms();
  }

  private static StandardTerms standardTerms(double weight) {
    StandardTerms base =
        ((MarginMethod.Standard) MethodLoader.builtIn("derive-standard").method()).terms();
    return new StandardTerms(
        base.delta(),
        base.option(),
        base.unpairedInitial(),
        base.unpairedMaintenance(),
        new StandardTerms.Base(weight, base.base().initialScale()),
        base.peg(),
        base.confidence());
  }

  private static Balances scenario(ScenarioTerms terms, UnderlyingBook book) {
    MethodOutcome found = ScenarioMargin.assess(terms, book).asMethod();
    return new Balances(found.initialBalance(), found.maintenanceBalance());
  }

  private static Balances standard(StandardTerms terms, List<UnderlyingBook> books) {
    double initial = 0;
    double maintenance = 0;
    for (UnderlyingBook book : books) {
      MethodOutcome found = StandardMargin.assess(terms, book);
      initial += found.initialBalance();
      maintenance += found.maintenanceBalance();
    }
    return new Balances(initial, maintenance);
  }

  private interface Assessment {
    Balances of(JsonNode test, JsonNode environment);
  }

  private interface Comparison {
    void check(double expected, double found, String what);
  }

  private static List<DynamicTest> tests(String set, Assessment assessment, Comparison comparison)
      throws IOException {
    JsonNode file = Vectors.json("portfolio-margin.json");
    Map<String, Balances> expected = expected(set);
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : file.get(set).properties()) {
      String name = entry.getKey();
      JsonNode environment = file.path(set + "_env").path(name);
      Balances balances = expected.get(name);
      assertTrue(balances != null, "no expected numbers for " + set + " " + name);
      tests.add(
          DynamicTest.dynamicTest(
              set + " " + name,
              () -> {
                Balances found = assessment.of(entry.getValue(), environment);
                comparison.check(balances.initial(), found.initial(), "initial");
                comparison.check(balances.maintenance(), found.maintenance(), "maintenance");
              }));
    }
    assertEquals(expected.size(), tests.size());
    return tests;
  }

  private static Map<String, Balances> expected(String set) throws IOException {
    Map<String, Balances> expected = new TreeMap<>();
    for (String line : Vectors.text("portfolio-margin-expected.csv").lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals(set)) {
        expected.put(
            cells[1], new Balances(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
      }
    }
    return expected;
  }

  private static void assertNear(double expected, double found, String what) {
    assertEquals(expected, found, UNIT_TOLERANCE * Math.abs(expected), what);
  }

  /// The published number is cut towards zero; a billionth of a unit is the double's own error.
  private static void assertTruncated(double expected, double found, String what) {
    long cut = (long) (found + Math.copySign(1e-9, found));
    assertEquals(expected, (double) cut, what + ", exactly " + found);
  }
}
