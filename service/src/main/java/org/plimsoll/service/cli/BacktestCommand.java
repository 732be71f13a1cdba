package org.plimsoll.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.recorded.DataFile;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.RecordedFeed;
import org.plimsoll.feeds.recorded.RecordedSeries;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.backtest.Backtest;
import org.plimsoll.service.backtest.BacktestPlan;
import org.plimsoll.service.backtest.BacktestReport;
import org.plimsoll.service.backtest.BacktestRun;
import org.plimsoll.service.backtest.Column;
import org.plimsoll.service.backtest.CsvFiles;
import org.plimsoll.service.backtest.PackSummary;
import org.plimsoll.service.backtest.StepResponse;
import org.plimsoll.service.venue.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs whole rule packs over recorded prices and reports how their margins would have held.
@Command(name = "backtest")
final class BacktestCommand implements Callable<Integer> {
  private static final int USUAL_YEARS = 3;
  private static final int TOLERATED_ROWS = 100;
  private static final int MOST_HORIZON = 60;

  private final Session session;

  @Mixin Packs packs = new Packs();

  @Option(names = "--data", paramLabel = "FOLDER", required = true)
  Path data = Path.of("");

  @Option(names = "--pack", paramLabel = "ID|law", split = ",")
  List<String> names = List.of(Column.LAW);

  @Option(names = "--jurisdiction", paramLabel = "CODE", defaultValue = "EU")
  String jurisdiction = "";

  @Option(names = "--client-class", paramLabel = "CLASS", defaultValue = "retail")
  String clientClass = "";

  @Option(names = "--symbols", paramLabel = "NAMES", split = ",")
  List<String> symbols = List.of();

  @Option(names = "--source", paramLabel = "NAME", defaultValue = "binance")
  String source = "";

  @Option(names = "--from", paramLabel = "DATE")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE")
  @Nullable String to;

  @Option(names = "--law-as-of", paramLabel = "DATE")
  @Nullable String lawAsOf;

  @Option(names = "--horizon", paramLabel = "DAYS")
  @Nullable Integer horizon;

  @Option(names = "--confidence", paramLabel = "SHARE")
  @Nullable Double confidence;

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  @Nullable List<String> settings;

  @Option(names = "--no-positions")
  boolean noPositions;

  @Option(names = "--no-step")
  boolean noStep;

  @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "backtest")
  Path out = Path.of("");

  BacktestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_DATA_FOLDER", data);
    }
    RuleBook rules = packs.sound().book();
    List<RecordedFeed> feeds = feeds();
    BacktestPlan plan = plan(rules, feeds);
    for (Column column : plan.columns()) {
      if (column.isWatermarked()) {
        session.note(session.messages().get("note.watermark", column.standing().watermark()));
      }
    }
    BacktestRun run =
        Backtest.run(
            plan,
            rules,
            feeds,
            at -> session.note(session.messages().get("note.reached", day(at))));
    LocalDate law = plan.lawAsOf();
    List<StepResponse> steps =
        noStep
            ? List.of()
            : StepResponse.of(
                plan.columns(), rules, law == null ? plan.to() : law, plan.attributes());
    Files.createDirectories(out);
    CsvFiles.write(run, steps, out);
    BacktestReport.of(
            run,
            steps,
            sources(),
            (key, values) -> session.messages().get(key, values),
            new BacktestReport.Setting(
                session.messages().language(), "Plimsoll " + ProgramVersion.current()))
        .write(out.resolve("report.html"));
    List<PackSummary> rows = PackSummary.of(run, steps);
    session.printer().print(rows, table(rows));
    session.note(session.messages().get("note.written", out.toAbsolutePath()));
    return ExitCode.OK;
  }

  private List<RecordedFeed> feeds() throws IOException {
    return recorded().stream().map(series -> RecordedFeed.of(series, TOLERATED_ROWS)).toList();
  }

  private List<RecordedSeries> recorded() throws IOException {
    List<RecordedSeries> found;
    try {
      found =
          DataFolder.at(data).candles("spot", BarLength.HOUR).stream()
              .filter(series -> series.id().source().equals(source))
              .filter(
                  series ->
                      symbols.isEmpty()
                          ? series.id().market().matches("[A-Z0-9]+USDT?")
                          : symbols.contains(series.id().market()))
              .toList();
    } catch (FeedException e) {
      throw new Failure(ExitCode.BAD_DATA, "FEED", String.valueOf(e.getMessage()));
    }
    for (String symbol : symbols) {
      if (found.stream().noneMatch(series -> series.id().market().equals(symbol))) {
        throw new Failure(ExitCode.BAD_DATA, "NO_SERIES", symbol, source, data);
      }
    }
    if (found.isEmpty()) {
      throw new Failure(ExitCode.BAD_DATA, "NO_SERIES", "*", source, data);
    }
    return found;
  }

  /// What the prices are from: each series with a hash of its rows.
  private List<String> sources() throws IOException {
    List<String> facts = new ArrayList<>();
    for (RecordedSeries series : recorded()) {
      facts.add(series.id().name());
      facts.add(hash(series));
    }
    return facts;
  }

  private static String hash(RecordedSeries series) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (DataFile file : series.files()) {
        try (InputStream in = file.bytes().open()) {
          for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private BacktestPlan plan(RuleBook rules, List<RecordedFeed> feeds) throws IOException {
    LocalDate law = lawAsOf == null ? null : Times.day("--law-as-of", lawAsOf);
    LocalDate last = to == null ? lastDay(feeds.getFirst()) : Times.day("--to", to);
    LocalDate first = from == null ? last.minusYears(USUAL_YEARS) : Times.day("--from", from);
    SortedMap<String, Double> attributes = new TreeMap<>();
    Setting.all(settings, name -> Observations.find(name).map(Observation::unit))
        .forEach((name, setting) -> attributes.put(name, setting.value()));
    try {
      List<Column> columns = columns(rules, law == null ? last : law);
      return new BacktestPlan(
          columns, first, last, law, !noPositions, attributes, BacktestPlan.StressWindow.KNOWN);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "BAD_REQUEST", String.valueOf(e.getMessage()));
    }
  }

  /// The rules asked for; the law in force beside a scenario that stands alone.
  private List<Column> columns(RuleBook rules, LocalDate day) {
    if (horizon != null && (horizon < 1 || horizon > MOST_HORIZON)) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--horizon", horizon, 1, MOST_HORIZON);
    }
    if (confidence != null && !(confidence >= 0.5 && confidence < 1)) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--confidence", confidence, 0.5, 1);
    }
    Column.Wishes wishes =
        new Column.Wishes(
            jurisdiction,
            clientClass,
            horizon == null ? OptionalInt.empty() : OptionalInt.of(horizon),
            confidence == null ? OptionalDouble.empty() : OptionalDouble.of(confidence));
    Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(Column.of(name, rules, at, wishes));
    }
    boolean scenario = columns.stream().anyMatch(Column::isWatermarked);
    boolean lawful = columns.stream().anyMatch(column -> !column.isWatermarked());
    if (scenario && !lawful) {
      columns.add(Column.of(Column.LAW, rules, at, wishes));
    }
    return columns;
  }

  private static LocalDate lastDay(RecordedFeed feed) throws IOException {
    Instant last = Instant.EPOCH;
    try (EventCursor cursor = feed.open(Window.ALL)) {
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        last = next.get().eventTime();
      }
    }
    return LocalDate.ofInstant(last, ZoneOffset.UTC);
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  private static Table table(List<PackSummary> rows) {
    return new Table(
        List.of(
            "pack",
            "status",
            "horizon",
            "confidence",
            "meanMargin",
            "tested",
            "allowed",
            "longExceeded",
            "shortExceeded",
            "zone",
            "peakToTrough",
            "largestCall5",
            "toolCost",
            "belowFloor"),
        rows.stream().map(BacktestCommand::cells).toList());
  }

  private static List<String> cells(PackSummary row) {
    return List.of(
        row.pack(),
        row.status(),
        row.horizonDays() + " d",
        Json.decimal(row.confidence()),
        percent(row.meanMargin()),
        String.valueOf(row.tested()),
        row.tested() == 0 ? "-" : "%.1f".formatted(row.allowed()),
        String.valueOf(row.longExceeded()),
        String.valueOf(row.shortExceeded()),
        row.zone(),
        number(row.peakToTrough()),
        percent(row.largestCall5()),
        percent(row.toolCost()),
        String.valueOf(row.daysBelowLawfulFloor()));
  }

  private static String percent(@Nullable Double value) {
    return value == null ? "-" : "%.1f %%".formatted(100 * value);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : "%.2f".formatted(value);
  }
}
