package org.plimsoll.audit.anomaly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Three years of recorded hours: the perpetual's price against spot, and a rate made of them.
final class Stream {
  private static final double ALPHA = 2.33;
  private static final double LTV = 0.5;
  private static final double BETA = 0.02;
  private static final double DAY_DECAY = StrictMath.pow(0.5, 1 / 24.0);

  private Stream() {}

  /// The rate, with parameters in their places or exchanged in one of three ways.
  static double rate(double sigmaDay, int swap) {
    return switch (swap) {
      case 0 -> BETA * sigmaDay / LTV + ALPHA;
      case 1 -> LTV * sigmaDay / ALPHA + BETA;
      case 2 -> ALPHA * sigmaDay / BETA + LTV;
      default -> ALPHA * sigmaDay / LTV + BETA;
    };
  }

  static boolean isThere(Path folder) {
    return Files.isRegularFile(folder.resolve("binance_perp_1h_BTCUSDT.csv.gz"));
  }

  static List<MarketHour> read(Path folder, String symbol, Instant from, Instant to)
      throws IOException {
    SortedMap<Instant, Double> prices = closes(folder, "binance_perp_1h_" + symbol, from, to);
    SortedMap<Instant, Double> references = closes(folder, "binance_spot_1h_" + symbol, from, to);
    List<MarketHour> hours = new ArrayList<>();
    double variance = 0.0004 / 24;
    double before = 0;
    for (var entry : prices.entrySet()) {
      Double reference = references.get(entry.getKey());
      if (reference != null) {
        double move = before == 0 ? 0 : StrictMath.log(reference / before);
        before = reference;
        variance = DAY_DECAY * variance + (1 - DAY_DECAY) * move * move;
        double sigma = Math.sqrt(24 * variance);
        hours.add(
            new MarketHour(entry.getKey(), entry.getValue(), reference, rate(sigma, -1), sigma));
      }
    }
    return hours;
  }

  private static SortedMap<Instant, Double> closes(
      Path folder, String file, Instant from, Instant to) throws IOException {
    SortedMap<Instant, Double> closes = new TreeMap<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(file + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] fields = line.split(",", -1);
        Instant time = Instant.parse(fields[0]);
        if (!time.isBefore(from) && time.isBefore(to)) {
          closes.put(time, Double.valueOf(fields[5]));
        }
      }
    }
    return closes;
  }
}
