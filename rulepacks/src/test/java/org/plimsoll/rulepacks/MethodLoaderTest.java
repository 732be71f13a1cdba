package org.plimsoll.rulepacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.margin.historical.HistoricalTerms;
import org.plimsoll.engine.margin.portfolio.MarginMethod;
import org.plimsoll.engine.margin.portfolio.MethodDescription;
import org.plimsoll.engine.rulebook.AntiProcyclicality;

class MethodLoaderTest {
  private static final List<String> BUILT_IN =
      List.of(
          "derive-portfolio",
          "derive-standard",
          "deribit-portfolio",
          "cboe-strategy",
          "bcbs-schedule",
          "emir-historical");

  private static String text(String id) throws IOException {
    try (InputStream in = MethodLoaderTest.class.getResourceAsStream("/methods/" + id + ".yaml")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<PackError> errors(String text) {
    return assertInstanceOf(
            MethodResult.Rejected.class,
            MethodLoader.load("test.yaml", text.getBytes(StandardCharsets.UTF_8)))
        .errors();
  }

  @Test
  void everyBuiltInMethodIsReadUnderItsOwnName() {
    for (String id : BUILT_IN) {
      MethodDescription read = MethodLoader.builtIn(id);
      assertEquals(id, read.id());
      assertEquals(64, read.hash().length());
    }
    assertThrows(IllegalArgumentException.class, () -> MethodLoader.builtIn("no-such"));
  }

  @Test
  void scenarioMethodIsTheGridOfItsMoves() {
    var method = (MarginMethod.Scenario) MethodLoader.builtIn("derive-portfolio").method();
    assertEquals(21, method.terms().shocks().size());
    assertEquals(30 * 86_400, method.terms().volatility().referenceSeconds());
    assertEquals(1.3, method.terms().initialFactor());
  }

  @Test
  void historicalMethodCarriesItsTool() {
    var method = (MarginMethod.Historical) MethodLoader.builtIn("emir-historical").method();
    assertEquals(HistoricalTerms.Measure.VALUE_AT_RISK, method.terms().measure());
    assertEquals(new AntiProcyclicality.Buffer(0.25), method.terms().tool());
  }

  @Test
  void figureOutsideOfItsRangeIsRefusedWithItsPlace() throws IOException {
    String wrong = text("derive-portfolio").replace("initial_factor: 1.3", "initial_factor: 0.3");
    assertEquals(PackErrorCode.INCONSISTENT, errors(wrong).getFirst().code());
  }

  @Test
  void missingAndUnknownFiguresAreRefused() throws IOException {
    String missing = text("derive-standard").replace("    least: 0.1\n", "");
    assertEquals(PackErrorCode.KEY_MISSING, errors(missing).getFirst().code());
    String unknown = text("bcbs-schedule").replace("net_share: 0.6", "net_share: 0.6, other: 1");
    assertEquals(PackErrorCode.KEY_UNKNOWN, errors(unknown).getFirst().code());
    String other = text("bcbs-schedule").replace("method: schedule", "method: guess");
    assertEquals(PackErrorCode.VALUE_MALFORMED, errors(other).getFirst().code());
  }

  @Test
  void damagedFilesAreRefusedAndNeverThrow() throws IOException {
    var random = new SplittableRandom(20260110L);
    byte[] whole = text("derive-portfolio").getBytes(StandardCharsets.UTF_8);
    int rejected = 0;
    for (int run = 0; run < 400; run++) {
      byte[] damaged = whole.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      rejected += MethodLoader.load("f", damaged) instanceof MethodResult.Rejected ? 1 : 0;
    }
    assertTrue(rejected > 300, "rejected " + rejected);
  }
}
