package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The verbs over the rule packs that come with the program.
class RulesVerbsTest {
  @Test
  void retailCryptoInTheUnionNeedsHalfOfTheNotional() {
    // ESMA's product intervention, still in national law: leverage of at most 2:1 for crypto CFDs.
    Run run =
        Run.of(
            "compute",
            "--jurisdiction",
            "EU",
            "--instrument",
            "cfd",
            "--client-class",
            "retail",
            "--as-of",
            "2025-10-10");
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    JsonNode json = run.json();
    assertEquals("RATE", json.get("kind").stringValue());
    assertEquals("0.5", json.get("rate").stringValue());
    assertEquals("eu/retail-cfd", json.get("packId").stringValue());
    assertEquals(64, json.get("packHash").stringValue().length());
    assertFalse(json.get("citations").isEmpty());
    assertTrue(json.get("trace").has("initial"));
  }

  @Test
  void theFoundingFormulaIsCappedAndBelowTheLawfulFloor() {
    Run run =
        Run.of(
            "compute",
            "--pack",
            "scenario/article-2025",
            "--jurisdiction",
            "EU",
            "--instrument",
            "BTC-PERP",
            "--client-class",
            "retail",
            "--as-of",
            "2025-10-10",
            "--set",
            "sigma_day=0.4",
            "--set",
            "ltv_permitted=0.5",
            "--set",
            "esg_score=0");
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    JsonNode json = run.json();
    assertEquals("0.2", json.get("rate").stringValue());
    assertEquals("0.2", json.get("cap").stringValue());
    assertEquals("SCENARIO", json.get("status").stringValue());
    assertFalse(json.get("watermark").stringValue().isEmpty());
    assertTrue(run.err().contains("Watermark"), run.err());
  }

  @Test
  void aMissingObservationIsNeverANumber() {
    Run run =
        Run.of(
            "compute",
            "--pack",
            "scenario/article-2025",
            "--jurisdiction",
            "EU",
            "--client-class",
            "retail",
            "--as-of",
            "2025-10-10");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals("UNAVAILABLE", run.json().get("kind").stringValue());
    assertEquals("INPUT_MISSING", run.json().get("reason").stringValue());
    assertFalse(run.json().has("rate"));
  }

  @Test
  void whereNoRuleAppliesTheAnswerSaysSo() {
    Run run =
        Run.of(
            "rules",
            "resolve",
            "--jurisdiction",
            "XX",
            "--client-class",
            "retail",
            "--as-of",
            "2025-10-10");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals("NO_RULE_IN_FORCE", run.json().get("reason").stringValue());
  }

  @Test
  void everyBuiltInPackIsSound() {
    Run run = Run.of("rules", "verify");
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.json().size() >= 15);
    Run list = Run.of("rules", "list");
    assertEquals(run.json().size(), list.json().size());
    list.json().forEach(row -> assertEquals("VERIFIED", row.get("signature").stringValue()));
  }

  @Test
  void everyListedPackCanBeShown() {
    Run.of("rules", "list")
        .json()
        .forEach(
            row -> {
              String id = row.get("packId").stringValue();
              Run show = Run.of("rules", "show", id, "--as-of", "2026-06-30");
              boolean shown = show.exitCode() == ExitCode.OK;
              assertTrue(shown || show.error().has("remedy"), id);
              if (shown) {
                assertEquals(row.get("hash"), show.json().get("hash"), id);
              }
            });
  }

  @Test
  void aPackDoesNotDifferFromItselfOnOneDay() {
    Run run =
        Run.of("rules", "diff", "eu/retail-cfd", "--from", "2025-01-01", "--to", "2025-01-01");
    assertEquals("[]", run.out().replaceAll("\\s", ""));
    Run two = Run.of("rules", "diff", "eu/retail-cfd", "au/retail-cfd", "--to", "2025-10-10");
    assertEquals(ExitCode.OK, two.exitCode(), two.err());
    assertFalse(two.json().isEmpty());
  }

  @Test
  void anUnknownClassNamesTheKnownOnes() {
    Run run =
        Run.of(
            "compute",
            "--jurisdiction",
            "EU",
            "--instrument",
            "swaption",
            "--client-class",
            "retail");
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.error().get("remedy").stringValue().contains("perpetual"));
  }
}
