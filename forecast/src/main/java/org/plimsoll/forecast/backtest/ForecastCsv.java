package org.plimsoll.forecast.backtest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.plimsoll.forecast.interval.Intervals;

/// Writes forecasts as a table: one row per origin, symbol and model, in that order.
public final class ForecastCsv {
  /// The columns: the variance in percent², bounds in percent of log return.
  public static final String HEADER =
      "origin_utc,symbol,model,variance_pct2,return_lo90,return_hi90,return_lo99,return_hi99,"
          + "low90,high90";

  private static final int SECONDS_PER_DAY = 86_400;

  private record Line(Track track, Track.Row row) {}

  private ForecastCsv() {}

  /// Writes the rows of tracks, replacing the file.
  public static void write(List<Track> tracks, Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Track track : tracks) {
      track.rows().forEach(row -> lines.add(new Line(track, row)));
    }
    lines.sort(Comparator.comparingLong(line -> line.row().day()));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      out.write('\n');
      for (Line line : lines) {
        out.write(text(line));
        out.write('\n');
      }
    }
  }

  private static String text(Line line) {
    Track.Row row = line.row();
    StringBuilder out = new StringBuilder(160);
    out.append(Instant.ofEpochSecond(row.day() * SECONDS_PER_DAY)).append(',');
    out.append(line.track().symbol()).append(',').append(line.track().model()).append(',');
    out.append(row.variancePct2());
    Intervals bounds = row.intervals();
    if (bounds == null) {
      return out.append(",,,,,,").toString();
    }
    double[] values = {
      bounds.returnLow90(),
      bounds.returnHigh90(),
      bounds.returnLow99(),
      bounds.returnHigh99(),
      bounds.low90(),
      bounds.high90()
    };
    for (double value : values) {
      out.append(',').append(String.format(Locale.ROOT, "%.9f", value));
    }
    return out.toString();
  }
}
