package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditVerbsTest {
  private static final String MARKET =
      "sigma_day=0.005..0.4, ltv_permitted=0.3..0.95, esg_score=0..1";

  @Test
  void theScenarioIsShownToUndercutALawfulFloor() {
    Run run =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--against",
            "jp/individual-crypto",
            "--domain",
            MARKET);
    assertEquals(ExitCode.NO, run.exitCode(), run.err());
    JsonNode answer = run.json();
    assertEquals("VIOLATED", answer.path("verdict").asString());
    JsonNode point = answer.path("counterexample");
    assertEquals("0.5", point.path("statute").path("rate").asString());
    assertTrue(new java.math.BigDecimal(point.path("shortfall").asString()).signum() > 0);
  }

  @Test
  void aFormulaIsProvedAgainstAPackAndMayUseItsNames() {
    Run proved =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "alpha * sigma_day + beta",
            "--params",
            "alpha=2.33, beta=51%",
            "--against",
            "jp/individual-crypto",
            "--domain",
            "sigma_day=0.005..0.4",
            "-o",
            "json");
    assertEquals(ExitCode.OK, proved.exitCode(), proved.err());
    assertEquals("PROVED", proved.json().path("verdict").asString());
    Run own =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--against",
            "min(beta + alpha * sigma_day, article_cap)",
            "--domain",
            MARKET);
    assertEquals(ExitCode.NO, own.exitCode(), own.err()); // the discount of green assets
    Run weaker =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "scenario/article-2025",
            "--params",
            "green_discount=0",
            "--against",
            "min(beta + alpha * sigma_day, article_cap)",
            "--domain",
            MARKET);
    assertEquals(ExitCode.OK, weaker.exitCode(), weaker.out());
  }

  @Test
  void whatCannotBeDecidedInTimeMayBeTriedAgain() {
    Run run =
        Run.of(
            "audit",
            "prove",
            "--formula",
            "exp(x)",
            "--against",
            "2.718281828459045 * x",
            "--domain",
            "x=0.5..1.5",
            "--limit",
            "0.2");
    assertEquals(ExitCode.TRY_AGAIN, run.exitCode(), run.out());
    assertTrue(run.json().path("remaining").asString().startsWith("x="), run.out());
  }

  @Test
  void aClaimWithoutARangeOrARateIsRefusedWithARemedy() {
    Run missing =
        Run.of("audit", "prove", "--formula", "scenario/article-2025", "--against", "0.01");
    assertEquals(ExitCode.USAGE, missing.exitCode());
    assertEquals("NOT_A_CLAIM", missing.error().path("code").asString());
    assertTrue(missing.error().path("message").asString().contains("sigma_day"), missing.err());
    Run none = Run.of("audit", "prove", "--formula", "eu/mica", "--against", "0.01");
    assertEquals(ExitCode.BAD_DATA, none.exitCode());
    assertEquals("NO_RATE", none.error().path("code").asString());
  }

  @Test
  void aDifferenceIsTheStepOfADatedValue() {
    Run run =
        Run.of(
            "audit", "diff", "us/security-futures", "--from", "2020-12-23", "--to", "2020-12-24");
    assertEquals(ExitCode.NO, run.exitCode(), run.err());
    assertEquals("-0.05", run.json().path("rise").path("change").asString().substring(0, 5));
    assertTrue(run.out().contains("unhedged_margin"), run.out());
    Run same =
        Run.of(
            "audit", "diff", "us/security-futures", "--from", "2021-01-01", "--to", "2021-01-02");
    assertEquals(ExitCode.OK, same.exitCode(), same.out());
  }

  @Test
  void aPriceInCentsIsToldWithItsDimension(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    var random = new java.util.SplittableRandom(5);
    var text = new StringBuilder("time,price,reference,rate,sigma_day\n");
    var from = java.time.Instant.parse("2025-01-01T00:00:00Z");
    double reference = 50_000;
    for (int i = 0; i < 1_200; i++) {
      reference *= 1 + 0.01 * (random.nextDouble() - 0.5);
      double price = reference * (1 + 2e-4 * (random.nextDouble() - 0.5)) * (i == 1_100 ? 100 : 1);
      text.append(from.plusSeconds(3_600L * i)).append(',').append(price).append(',');
      text.append(reference).append(",0.15,0.03\n");
    }
    java.nio.file.Path file = folder.resolve("hours.csv");
    java.nio.file.Files.writeString(file, text);
    Run run = Run.of("audit", "anomalies", file.toString());
    assertEquals(ExitCode.NO, run.exitCode(), run.err());
    assertEquals(
        from.plusSeconds(3_600L * 1_100).toString(), run.json().get(0).path("time").asString());
    java.nio.file.Files.writeString(file, "time,price\n2025-01-01T00:00:00Z,1\n");
    Run wrong = Run.of("audit", "anomalies", file.toString());
    assertEquals(ExitCode.BAD_DATA, wrong.exitCode());
    assertEquals("NOT_HOURS", wrong.error().path("code").asString());
  }

  @Test
  void aCheckNeedsAJournal() {
    Run run = Run.of("audit", "check");
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertEquals("MISSING_OPTION", run.error().path("code").asString());
  }
}
