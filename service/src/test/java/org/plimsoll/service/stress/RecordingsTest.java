package org.plimsoll.service.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Crashes as they were recorded, where the recordings are.
class RecordingsTest {
  private static double lowest(Crash crash, String base) throws IOException {
    Path data = Path.of(System.getProperty("plimsoll.root", ".."), "..", "shared", "data");
    if (!Files.isDirectory(data)) {
      System.out.println("skipped: no recordings in " + data);
    }
    Assumptions.assumeTrue(Files.isDirectory(data));
    Recordings recordings = new Recordings(data);
    List<Recordings.History> histories = recordings.around(crash.from(), crash.to());
    StressPath path = recordings.path(crash, histories, Duration.ofMinutes(1));
    return path.steps().stream().mapToDouble(step -> step.of(base)).min().orElseThrow();
  }

  @Test
  void theFallOfAnOctoberNightIsTheOneThatBinancePublished() throws IOException {
    // BTCUSDT closed at 121,662.40 on 9 October 2025; the low of the next day was 102,000.
    assertEquals(102_000.0 / 121_662.4, lowest(Crash.OCTOBER_2025, "BTC"), 1e-9);
  }

  @Test
  void thePegOfUstGoesToAFewCents() throws IOException {
    // CoinGecko's hourly prices of UST between 8 and 14 May 2022 have a low of some ten cents.
    double lowest = lowest(Crash.UST, "UST");
    assertEquals(0.1, lowest, 0.1);
  }
}
