package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;

class LanguageTest {
  private static String page() throws IOException {
    String root = System.getProperty("plimsoll.root");
    return Files.readString(Path.of(root, "docs", "reference", "formula-language.md"));
  }

  @Test
  void pageDocumentsEveryCodeFunctionReasonAndUnit() throws IOException {
    String page = page();
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(page.contains("| " + code.code() + " | "), code.code());
    }
    for (String function : Names.functions()) {
      assertTrue(page.contains(function + "("), function);
    }
    for (Reason reason : Reason.values()) {
      boolean own = reason.compareTo(Reason.INPUT_MISSING) <= 0 || reason == Reason.TIERS_INVALID;
      assertTrue(!own || page.contains("`" + reason + "`"), reason.name());
    }
    for (String unit : List.of("rate", "money", "time", "volatility", "boolean")) {
      assertTrue(page.contains("| `" + unit + "` |"), unit);
    }
  }

  @Test
  void pageShowsTheErrorAndTheCanonicalFormAsTheyAre() throws IOException {
    FormulaError error =
        Checked.errors(
                "sigma_day + sigma_annual", "sigma_day:volatility_day sigma_annual:volatility_365d")
            .getFirst();
    assertTrue(page().contains("```\n" + error + "\n```"), error.toString());
    Formula founding =
        Checked.formula(
            "((alpha*sigma_day)/ltv_permitted)+beta",
            "alpha:rate sigma_day:volatility_day ltv_permitted:rate beta:rate");
    assertTrue(
        page().contains("```\n" + founding.canonicalForm() + "```"), founding.canonicalForm());
  }

  @Test
  void hashIsTheDigestOfTheCanonicalForm() throws NoSuchAlgorithmException {
    Formula formula = Checked.formula("1 + x", "x:rate");
    byte[] form = "plimsoll-formula 1\ninput x: rate\n1.0 + x\n".getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(form);
    assertEquals(HexFormat.of().formatHex(digest), formula.hash());
  }

  @Test
  void caretsStandUnderThePlaceBehindTabsAndGreekLetters() {
    FormulaError error = Checked.errors("y = 1\nα\t+ σσ * y", "α:rate").getFirst();
    assertEquals(ErrorCode.NAME_UNDEFINED, error.code());
    assertEquals(2, error.line());
    assertEquals(5, error.column());
    assertEquals("α\t+ σσ * y\n \t  ^^", error.excerpt());
  }

  @Test
  void columnsCountCharactersAndNotCodeUnits() {
    FormulaError error = Checked.errors("(1, # \ud83d\ude00\n 2)", "").getFirst();
    assertEquals(3, error.column());
    FormulaError wide = Checked.errors("1 + \ud83d\ude00 + $", "").getFirst();
    assertEquals(ErrorCode.CHARACTER_NOT_ALLOWED, wide.code());
    assertEquals(5, wide.column());
    assertEquals(1, Checked.errors("1 # \u202e", "").getFirst().line());
  }

  @Test
  void allWrongNamesAndUnitsAreReportedTogether() {
    List<FormulaError> errors =
        Checked.errors("a = n + 1\nb = nn * 2\na + b + sqrt(1, 2)", "n:money");
    assertEquals(
        List.of(ErrorCode.UNITS_DIFFER, ErrorCode.NAME_UNDEFINED, ErrorCode.ARGUMENT_COUNT),
        errors.stream().map(FormulaError::code).toList());
    assertTrue(errors.get(1).message().endsWith("did you mean \"n\"?"), errors.get(1).message());
  }

  @Test
  void inputsThatNoFormulaCanNameAreRefused() {
    for (String name : List.of("max", "if", "lambda", "", "2x", "_x", "a b", "µ")) {
      var units = new TreeMap<>(java.util.Map.of(name, Unit.RATE));
      CheckResult.Rejected rejected =
          assertInstanceOf(CheckResult.Rejected.class, Formula.check("1", units), name);
      assertEquals(ErrorCode.INPUT_NAME_INVALID, rejected.errors().getFirst().code(), name);
    }
  }

  @Test
  void unitsAreReadBackFromTheirNames() {
    for (String name :
        List.of(
            "rate",
            "money",
            "time",
            "volatility",
            "boolean",
            "volatility_day",
            "volatility_annual",
            "volatility_5d",
            "volatility_3650d")) {
      assertEquals(name, Unit.parse(name).orElseThrow().toString());
    }
    assertEquals(Unit.parse("volatility_day"), Unit.parse("volatility_1d"));
    for (String name :
        List.of(
            "",
            "Rate",
            "volatility_",
            "volatility_0d",
            "volatility_05d",
            "volatility_d",
            "volatility_-1d",
            "volatility_999999d",
            "volatility_week")) {
      assertEquals(Optional.empty(), Unit.parse(name), name);
    }
  }

  @Test
  void explanationOfAFailureLeadsToItsPlace() {
    Formula formula = Checked.formula("y = x * 2\n1 if y > 0 else 1 / (x + x)", "x:rate");
    Explanation root = new TreeEvaluator().explain(formula, Checked.inputs("x=0"));
    Outcome.Unavailable stopped = assertInstanceOf(Outcome.Unavailable.class, root.outcome());
    assertEquals("1 / (x + x) (line 2, column 17): divides by zero: 1.0 and 0.0", stopped.detail());
    assertEquals(new Outcome.Value(0, Unit.RATE), root.children().getFirst().outcome());
    Explanation choice = root.children().getLast();
    assertEquals(Explanation.Kind.CHOICE_FALSE, choice.kind());
    assertEquals(new Outcome.Truth(false), choice.children().getFirst().outcome());
    Explanation quotient = choice.children().getLast();
    assertEquals(stopped, quotient.outcome());
    assertEquals("(x + x)", quotient.children().getLast().text());
    assertEquals(new Outcome.Value(0, Unit.RATE), quotient.children().getLast().outcome());
  }

  @Test
  void choiceWhoseConditionFailsIsNotExplainedAsTaken() {
    Formula formula = Checked.formula("1 if 1 / x > 0 else 2", "x:rate");
    Explanation root = new TreeEvaluator().explain(formula, Checked.inputs("x=0"));
    Explanation choice = root.children().getFirst();
    assertEquals(Explanation.Kind.CHOICE_UNDECIDED, choice.kind());
    assertEquals(1, choice.children().size());
  }

  /// Python raises whole literals exactly; so must the power function wherever that is allowed.
  @Test
  void powersOfWholeNumbersBelowTheLimitAreExact() {
    var limit = BigInteger.TWO.pow(53);
    int compared = 0;
    for (long base = 2; base < 208_064; base++) {
      BigInteger power = BigInteger.valueOf(base).pow(3);
      for (int exponent = 3; power.compareTo(limit) < 0; exponent++) {
        double actual = StrictMath.pow((double) base, exponent);
        if (actual != power.doubleValue()) {
          assertEquals(power.doubleValue(), actual, base + "**" + exponent);
        }
        power = power.multiply(BigInteger.valueOf(base));
        compared++;
      }
    }
    assertTrue(compared > 200_000, compared + " powers");
  }
}
