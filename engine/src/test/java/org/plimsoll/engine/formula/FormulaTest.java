package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class FormulaTest {
  private static final String FOUNDING = "alpha * sigma_day / ltv_permitted + beta";
  private static final String FOUNDING_INPUTS =
      "alpha:rate sigma_day:volatility_day ltv_permitted:rate beta:rate";

  private static Outcome evaluate(Formula formula, String inputs) {
    return new TreeEvaluator().evaluate(formula, Checked.inputs(inputs));
  }

  @Test
  void foundingFormulaIsARate() {
    Formula formula = Checked.formula(FOUNDING, FOUNDING_INPUTS);
    assertEquals(Unit.RATE, formula.resultUnit());
    assertEquals(Unit.volatilityOver(1), formula.result().unit());
    assertEquals(
        new Outcome.Value(0.25, Unit.RATE),
        evaluate(formula, "alpha=2 sigma_day=0.0625 ltv_permitted=0.625 beta=0.05"));
  }

  @Test
  void annualDeviationMovedToFiveDaysIsARateOverFiveDays() {
    Formula formula =
        Checked.formula(
            "sigma_annual * sqrt(days(5) / years(1)) * 2.33", "sigma_annual:volatility_annual");
    assertEquals(Unit.RATE, formula.resultUnit());
    assertEquals(Unit.volatilityOver(5), formula.result().unit());
    // 5 / 365 = 1 / 73; √(1/73) = 0.117041147196130589…; times 0.73 and 2.33: 0.199075287265898…
    Outcome.Value value = (Outcome.Value) evaluate(formula, "sigma_annual=0.73");
    assertEquals(0.199075287265898, value.value(), 1e-15);
  }

  @Test
  void moneyPlusRateIsRefusedWithItsPlace() {
    FormulaError error = Checked.errors("a +\\\n  b", "a:money b:rate").getFirst();
    assertEquals(ErrorCode.UNITS_DIFFER, error.code());
    assertEquals(1, error.line());
    assertEquals(1, error.column());
    assertEquals("a +\\\n^^^^", error.excerpt());
  }

  @Test
  void deviationsOverDifferentHorizonsAreNotAdded() {
    String inputs = "sigma_day:volatility_day sigma_annual:volatility_annual";
    assertEquals(
        ErrorCode.HORIZONS_DIFFER,
        Checked.errors("sigma_day + sigma_annual", inputs).getFirst().code());
    assertEquals(
        Unit.volatilityOver(1),
        Checked.formula("sigma_day + sigma_annual * sqrt(days(1) / years(1))", inputs)
            .result()
            .unit());
  }

  @Test
  void divisionByZeroHasAReasonAndAPlace() {
    Formula formula = Checked.formula(FOUNDING, FOUNDING_INPUTS);
    assertEquals(
        new Outcome.Unavailable(
            Reason.DIVISION_BY_ZERO,
            "alpha * sigma_day / ltv_permitted (line 1, column 1): divides by zero: 0.125 and 0.0"),
        evaluate(formula, "alpha=2 sigma_day=0.0625 ltv_permitted=0 beta=0.05"));
  }

  @Test
  void branchThatIsNotTakenIsNotEvaluated() {
    Formula formula = Checked.formula("x / y if y > 0 else 1.5", "x:rate y:rate");
    assertEquals(new Outcome.Value(1.5, Unit.RATE), evaluate(formula, "x=1 y=0"));
    assertEquals(new Outcome.Value(1.5, Unit.RATE), evaluate(formula, "y=0"));
  }

  @Test
  void explanationHasTheBitsOfTheResult() {
    Formula formula =
        Checked.formula(
            "base = alpha * sigma_day / ltv_permitted\nmax(base + beta, 0.02)", FOUNDING_INPUTS);
    Inputs inputs = Checked.inputs("alpha=1.7 sigma_day=0.031 ltv_permitted=0.61 beta=0.011");
    Explanation root = new TreeEvaluator().explain(formula, inputs);
    assertEquals(new TreeEvaluator().evaluate(formula, inputs), root.outcome());
    assertEquals(2, root.children().size());
    assertEquals("base", root.children().getFirst().label());
    assertEquals(
        new Outcome.Value(1.7 * 0.031 / 0.61, Unit.RATE), root.children().getFirst().outcome());
    Explanation max = root.children().getLast();
    assertEquals(root.outcome(), max.children().getFirst().outcome());
    assertEquals("base + beta", max.children().getFirst().text());
  }

  @Test
  void hashIgnoresSpacesAndCommentsAndKeepsUnits() {
    Formula plain = Checked.formula(FOUNDING, FOUNDING_INPUTS);
    Formula spaced =
        Checked.formula(
            "# the founding formula\n((alpha*sigma_day)\n / ltv_permitted) + beta # rate\n",
            FOUNDING_INPUTS + " unused:money");
    assertEquals(plain.hash(), spaced.hash());
    assertNotEquals(
        plain.hash(),
        Checked.formula(FOUNDING, FOUNDING_INPUTS.replace("volatility_day", "volatility_2d"))
            .hash());
    assertTrue(plain.hash().matches("[0-9a-f]{64}"));
  }

  @Test
  void tiersAreContinuousAndStepsJump() {
    String table = "(n, [(0, 0.004), (300_000, 0.005), (1e6, 0.01)])";
    Formula tiers = Checked.formula("tiers" + table, "n:money");
    assertEquals(Unit.MONEY, tiers.resultUnit());
    // 300,000 × 0.4 % + 700,000 × 0.5 % + 1,000,000 × 1 % = 1,200 + 3,500 + 10,000
    assertEquals(new Outcome.Value(14_700, Unit.MONEY), evaluate(tiers, "n=2e6"));
    Formula steps = Checked.formula("steps" + table, "n:money");
    assertEquals(new Outcome.Value(0.005, Unit.RATE), evaluate(steps, "n=300000"));
    assertEquals(new Outcome.Value(0.004, Unit.RATE), evaluate(steps, "n=299999.99"));
  }
}
