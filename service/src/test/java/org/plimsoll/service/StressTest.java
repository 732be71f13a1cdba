package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The verb `stress`, on recordings made for it and, where they are, on the real ones.
class StressTest {
  @TempDir static Path folder;

  /// 950 days of hourly bars of two markets, up to 2 January 2026.
  @BeforeAll
  static void record() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (String market : new String[] {"BTCUSDT", "ETHUSDT"}) {
      Path file = folder.resolve("binance_spot_1h_" + market + ".csv.gz");
      StringBuilder rows =
          new StringBuilder("timestamp_utc_iso8601,symbol,open,high,low,close,volume\n");
      double price = market.startsWith("BTC") ? 50_000 : 2_000;
      Instant at = Instant.parse("2023-05-28T00:00:00Z");
      for (int hour = 0; hour < 950 * 24; hour++) {
        double next = price * StrictMath.exp(0.005 * random.nextGaussian());
        rows.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%.2f,%.2f,%.2f,%.2f,10%n",
                at,
                market,
                price,
                Math.max(price, next) * 1.001,
                Math.min(price, next) * 0.999,
                next));
        price = next;
        at = at.plusSeconds(3_600);
      }
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static ProgramRun stress(String... more) {
    String[] args = new String[more.length + 9];
    String[] first = {
      "stress",
      "--data",
      folder.toString(),
      "--accounts",
      "60",
      "--law-day",
      "2026-01-02",
      "--laws",
      "eu-retail,jp-corporate"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    ProgramRun run = ProgramRun.of(args);
    assertEquals(0, run.exit(), run.err());
    return run;
  }

  private static JsonNode run(JsonNode report, int law) {
    return report.path("scenarios").path(0).path("runs").path(law);
  }

  private static double figure(JsonNode run, String name) {
    return Double.parseDouble(run.path(name).asString(""));
  }

  @Test
  void aStillMarketLiquidatesNobody() {
    JsonNode report = stress("--price", "all=0%", "--outage", "1min", "--length", "2h").json();
    for (int law = 0; law < 2; law++) {
      assertEquals(60, run(report, law).path("accounts").asInt());
      assertTrue(figure(run(report, law), "notional") > 0);
      assertEquals(0, run(report, law).path("liquidated").asInt());
      assertEquals(0, figure(run(report, law), "losses"));
      assertEquals(0, figure(run(report, law), "displacement"));
    }
  }

  @Test
  void theLawWithTheHigherRateComesThroughACrashWithLess() {
    JsonNode report = stress("--price", "all=-30%", "--length", "6h", "--step", "5min").json();
    JsonNode strict = run(report, 0);
    JsonNode loose = run(report, 1);
    assertEquals(0.5, figure(strict, "rate"), 1e-9); // 50 % for the Union's retail clients
    assertTrue(figure(loose, "rate") < 0.5);
    assertTrue(figure(loose, "notional") > figure(strict, "notional"));
    assertTrue(figure(loose, "sold") > figure(strict, "sold"));
    assertTrue(loose.path("liquidated").asInt() > strict.path("liquidated").asInt());
    assertTrue(figure(loose, "displacement") < 0, "selling moves prices down");
  }

  @Test
  void withoutFeedbackPricesAreThoseFromOutsideAndLessIsSold() {
    String[] shock = {"--price", "all=-30%", "--length", "6h", "--liquidity", "0.05"};
    JsonNode with = run(stress(shock).json(), 1);
    String[] alone = java.util.Arrays.copyOf(shock, shock.length + 1);
    alone[shock.length] = "--no-feedback";
    JsonNode without = run(stress(alone).json(), 1);
    assertEquals(0, figure(without, "displacement"));
    assertTrue(figure(with, "displacement") < -0.005);
    for (JsonNode point : without.path("path")) {
      assertEquals(point.path("outside").asString(""), point.path("price").asString(""));
    }
    assertTrue(
        with.path("bankrupt").asInt() >= without.path("bankrupt").asInt(), "feedback never helps");
  }

  @Test
  void nobodyIsLiquidatedWhileTheOraclesAreSilentAndALossIsFoundWhenTheySpeak() {
    JsonNode report =
        stress("--price", "all=-45%", "--over", "10min", "--outage", "1h", "--length", "2h").json();
    JsonNode loose = run(report, 1);
    for (JsonNode point : loose.path("path")) {
      Instant time = Instant.parse(point.path("time").asString(""));
      if (!time.isAfter(Instant.parse("2026-01-02T01:00:00Z"))) {
        assertEquals(0, Double.parseDouble(point.path("sold").asString("")), point.toString());
      }
    }
    assertTrue(loose.path("bankrupt").asInt() > 0);
    double paid = 0;
    for (JsonNode layer : loose.path("drawdown")) {
      paid += Double.parseDouble(layer.asString(""));
    }
    assertTrue(paid > 0);
  }

  @Test
  void aCoinThatLosesItsPegTakesTheAccountsThatHoldItAlong() {
    JsonNode held = run(stress("--depeg", "USDX=1", "--length", "3h").json(), 1);
    JsonNode lost = run(stress("--depeg", "USDX=0.02", "--length", "3h").json(), 1);
    assertEquals(0, held.path("liquidated").asInt());
    assertTrue(lost.path("liquidated").asInt() > 0);
  }

  @Test
  void theSameArgumentsGiveTheSameFiguresAndAPageThatNeedsNothingElse() throws IOException {
    Path page = folder.resolve("stress.html");
    String[] args = {"--price", "BTC=-20%", "--length", "1h", "--html", page.toString()};
    assertEquals(stress(args).out(), stress(args).out());
    String html = Files.readString(page);
    assertTrue(html.contains("<polyline"), "plots");
    assertTrue(html.contains("eu-retail"));
    assertTrue(!html.contains("src=") && !html.contains("href="), "nothing is fetched");
  }

  @Test
  void aJournalsBookIsStressedAsItIsAndUnderAnotherLaw() {
    Path journal = folder.resolve("journal");
    ProgramRun demo =
        ProgramRun.of(
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            "40",
            "--journal",
            journal.toString());
    assertEquals(0, demo.exit(), demo.err());
    ProgramRun run =
        ProgramRun.of(
            "stress",
            "--journal",
            journal.toString(),
            "--price",
            "BTC=-60%",
            "--laws",
            "jp-individual",
            "--length",
            "2h");
    assertEquals(0, run.exit(), run.err());
    assertEquals("as it is", run(run.json(), 0).path("law").asString(""));
    assertEquals("jp-individual", run(run.json(), 1).path("law").asString(""));
    assertEquals(
        run(run.json(), 0).path("notional").asString("a"),
        run(run.json(), 1).path("notional").asString("b"));
    assertTrue(run(run.json(), 0).path("liquidated").asInt() > 0);
  }

  @Test
  void whatIsNoStressIsRefused() {
    assertEquals(2, ProgramRun.of("stress", "--crash", "1929").exit());
    assertEquals(2, ProgramRun.of("stress", "--price", "BTC=-200%").exit());
    assertEquals(69, ProgramRun.of("stress", "--crash", "luna").exit());
  }
}
