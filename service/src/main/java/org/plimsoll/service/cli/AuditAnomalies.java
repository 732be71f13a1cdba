package org.plimsoll.service.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plimsoll.audit.anomaly.Anomaly;
import org.plimsoll.audit.anomaly.AnomalyDetector;
import org.plimsoll.audit.anomaly.MarketHour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells anomalies in hours of prices, references and rates.
@Command(name = "anomalies")
final class AuditAnomalies implements Callable<Integer> {
  private static final int FIELDS = 5;
  private static final int LONGEST_LINE = 1_000;

  private final Session session;

  @Parameters(paramLabel = "FILE")
  Path file = Path.of("");

  @Option(names = "--seed", paramLabel = "N", defaultValue = "7")
  long seed;

  private record Row(
      String time,
      double score,
      double threshold,
      String dimension,
      Map<String, Double> seen,
      Map<String, Double> expected,
      Map<String, Double> attribution) {
    static Row of(Anomaly anomaly) {
      return new Row(
          anomaly.time().toString(),
          anomaly.score(),
          anomaly.threshold(),
          anomaly.mainDimension(),
          anomaly.seen(),
          anomaly.expected(),
          anomaly.attribution());
    }
  }

  AuditAnomalies(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var detector = new AnomalyDetector(seed);
    List<Row> rows = new ArrayList<>();
    long number = 1;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      in.readLine(); // the heading
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        detector.next(hour(line, number)).map(Row::of).ifPresent(rows::add);
      }
    }
    List<List<String>> table = new ArrayList<>();
    for (Row row : rows) {
      table.add(
          List.of(
              row.time(),
              row.dimension(),
              Double.toString(row.seen().getOrDefault(row.dimension(), Double.NaN)),
              Double.toString(row.expected().getOrDefault(row.dimension(), Double.NaN))));
    }
    session
        .printer()
        .print(rows, new Table(List.of("time", "dimension", "seen", "expected"), table));
    return rows.isEmpty() ? ExitCode.OK : ExitCode.NO;
  }

  private MarketHour hour(String line, long number) {
    String[] fields = line.split(",", -1);
    if (line.length() > LONGEST_LINE || fields.length != FIELDS) {
      throw new Failure(ExitCode.BAD_DATA, "NOT_HOURS", file, number);
    }
    try {
      return new MarketHour(
          Times.parse(file.toString(), fields[0]),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]),
          Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]));
    } catch (NumberFormatException e) {
      throw new Failure(ExitCode.BAD_DATA, "NOT_HOURS", file, number);
    }
  }
}
