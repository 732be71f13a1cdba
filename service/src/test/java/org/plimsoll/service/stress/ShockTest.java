package org.plimsoll.service.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a made shock does to prices.
class ShockTest {
  private static Shock read(String yaml) {
    return ShockFile.read("shock.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPriceIsWhereTheShockPutsItOnceTheTimeIsOverAndHalfWayInLogarithmsBefore() {
    Shock shock = read("prices: {BTC: -36%, all: 21%}\nover: 2h\nlength: 4h\n");
    StressPath path = shock.path(List.of("BTC", "ETH"), Duration.ofMinutes(60));
    assertEquals(4, path.steps().size());
    assertEquals(0.8, path.steps().getFirst().of("BTC"), 1e-12); // √0.64
    assertEquals(1.1, path.steps().getFirst().of("ETH"), 1e-12); // √1.21
    assertEquals(0.64, path.steps().get(1).of("BTC"), 1e-12);
    assertEquals(0.64, path.steps().getLast().of("BTC"), 1e-12);
    assertEquals(Duration.ofHours(4), path.length());
  }

  @Test
  void oraclesAreSilentForAsLongAsTheOutageAndOnlyThoseNamed() {
    Shock shock = read("outage: 2min\nsilent: [BTC]\nlength: 4min\n");
    StressPath path = shock.path(List.of("BTC", "ETH"), Duration.ofMinutes(1));
    List<Integer> silent = path.steps().stream().map(step -> step.silent().size()).toList();
    assertEquals(List.of(1, 1, 0, 0), silent);
    assertTrue(path.steps().getFirst().silent().contains("BTC"));
  }

  @Test
  void noiseHasTheDeviationOfADayThatWasAsked() {
    Shock shock = read("volatility: 0.1\nlength: 30d\nseed: 7\n");
    StressPath path = shock.path(List.of("BTC"), Duration.ofMinutes(10));
    double sum = 0;
    double last = 1;
    for (StressPath.Step step : path.steps()) {
      double move = StrictMath.log(step.of("BTC") / last);
      sum += move * move;
      last = step.of("BTC");
    }
    double perDay = Math.sqrt(sum / 30);
    // The deviation of the estimate is 0.1 / √(2 × 4,320); five of them.
    assertEquals(0.1, perDay, 5 * 0.1 / Math.sqrt(2 * 4_320));
  }

  @Test
  void aCoinOfADepegIsPartOfTheCollateral() {
    Shock shock = read("depeg: {USDX: 0.25}\nover: 0s\nlength: 1min\n");
    StressPath path = shock.path(List.of("BTC"), Duration.ofMinutes(1));
    assertEquals(List.of("USDX"), List.copyOf(path.coins()));
    assertEquals(0.25, path.steps().getFirst().of("USDX"), 1e-12);
    assertEquals(1, path.steps().getFirst().of("BTC"), 1e-12);
  }

  @Test
  void whatIsNoShockIsRefusedWithItsName() {
    for (String yaml :
        List.of(
            "price: {BTC: -10%}",
            "prices: {BTC: -100%}",
            "prices: {BTC: much}",
            "liquidity: 0",
            "over: 1",
            "length: 400d",
            "depeg: {usd: 0.5}",
            "- 1",
            "prices: {BTC: -10%")) {
      assertThrows(IllegalArgumentException.class, () -> read(yaml), yaml);
    }
  }

  @Test
  void noBytesBreakTheReader() {
    byte[] sound =
        "prices: {BTC: -36%}\nover: 2h\ndepeg: {USDX: 0.25}\n".getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(20_251_010);
    for (int i = 0; i < 3_000; i++) {
      byte[] broken = sound.clone();
      for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        ShockFile.read("fuzzed", broken);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage() != null, "seed 20251010, case " + i);
      }
    }
  }
}
