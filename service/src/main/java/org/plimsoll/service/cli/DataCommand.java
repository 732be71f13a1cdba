package org.plimsoll.service.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.archive.ArchivePull;
import org.plimsoll.feeds.archive.PullReport;
import org.plimsoll.feeds.archive.PullRequest;
import org.plimsoll.feeds.archive.PullResult;
import org.plimsoll.feeds.archive.PullSettings;
import org.plimsoll.feeds.recorded.DataCheck;
import org.plimsoll.feeds.recorded.DataFile;
import org.plimsoll.feeds.recorded.DataFolder;
import org.plimsoll.feeds.recorded.FileReport;
import org.plimsoll.feeds.recorded.RecordedSeries;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Recorded markets: fetches them and looks them over.
@Command(name = "data", synopsisSubcommandLabel = "COMMAND")
final class DataCommand implements Runnable {
  private DataCommand() {}

  static CommandLine line(Session session) {
    return new CommandLine(new DataCommand())
        .addSubcommand("pull", new Pull(session))
        .addSubcommand("check", new Check(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// Downloads from a public archive.
  @Command(name = "pull")
  static final class Pull implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SYMBOL", arity = "1..*")
    List<String> symbols = List.of();

    @Option(names = "--from", paramLabel = "DATE", required = true)
    String from = "";

    @Option(names = "--to", paramLabel = "DATE", required = true)
    String to = "";

    @Option(names = "--into", paramLabel = "FOLDER", defaultValue = "data")
    Path into = Path.of("");

    @Option(names = "--market", paramLabel = "spot|futures_usd|futures_coin", defaultValue = "spot")
    PullRequest.Market market = PullRequest.Market.SPOT;

    @Option(names = "--bars", paramLabel = "1m|1h|1d", defaultValue = "1h")
    String bars = "";

    @Option(names = "--trades")
    boolean trades;

    @Option(names = "--archive", paramLabel = "URL")
    URI archive = PullSettings.BINANCE;

    @Option(names = "--attempts", paramLabel = "1..20", defaultValue = "6")
    int attempts;

    private record Row(String file, String result, String detail) {}

    Pull(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
      LocalDate first = Times.day("--from", from);
      LocalDate last = Times.day("--to", to);
      PullReport report;
      try {
        PullRequest.Dataset dataset =
            trades ? new PullRequest.Trades() : new PullRequest.Klines(BarLength.parse(bars));
        var request = new PullRequest(market, dataset, symbols, first, last);
        var pull = new ArchivePull(PullSettings.of(archive).withAttempts(attempts));
        report = pull.pull(request, into, new PullBar(session));
      } catch (IllegalArgumentException e) {
        throw new Failure(ExitCode.USAGE, "BAD_REQUEST", String.valueOf(e.getMessage()));
      }
      List<Row> rows = report.results().stream().map(Pull::row).toList();
      session
          .printer()
          .print(
              rows,
              new Table(
                  List.of("file", "result", "detail"),
                  rows.stream()
                      .map(row -> List.of(row.file(), row.result(), row.detail()))
                      .toList()));
      session.note(
          session
              .messages()
              .get(
                  "note.pulled",
                  report.count(PullResult.Fetched.class),
                  report.count(PullResult.AlreadyHere.class),
                  report.count(PullResult.NotPublished.class),
                  report.count(PullResult.Refused.class),
                  report.count(PullResult.Failed.class)));
      return exitCode(report);
    }

    /// What was published wrongly will not come right by itself, unlike what did not come.
    private static int exitCode(PullReport report) {
      if (report.count(PullResult.Refused.class) > 0) {
        return ExitCode.BAD_DATA;
      }
      if (report.count(PullResult.Failed.class) > 0) {
        return ExitCode.TRY_AGAIN;
      }
      boolean nothing = report.count(PullResult.NotPublished.class) == report.results().size();
      return nothing ? ExitCode.NO : ExitCode.OK;
    }

    private static Row row(PullResult result) {
      String file = result.file().path();
      return switch (result) {
        case PullResult.Fetched fetched -> new Row(file, "FETCHED", fetched.sha256());
        case PullResult.AlreadyHere here -> new Row(file, "ALREADY_HERE", here.sha256());
        case PullResult.NotPublished _ -> new Row(file, "NOT_PUBLISHED", "");
        case PullResult.Refused refused -> new Row(file, "REFUSED", refused.reason());
        case PullResult.Failed failed -> new Row(file, "FAILED", failed.reason());
      };
    }
  }

  /// Looks recordings over for gaps, duplicates and outliers.
  @Command(name = "check")
  static final class Check implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FOLDER")
    Path folder = Path.of("");

    Check(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      if (!Files.isDirectory(folder)) {
        throw new Failure(ExitCode.UNAVAILABLE, "NO_FOLDER", folder);
      }
      List<FileReport> reports = reports();
      session.printer().print(reports.stream().map(this::flat).toList(), table(reports));
      return reports.stream().allMatch(FileReport::isUsable) ? ExitCode.OK : ExitCode.NO;
    }

    private List<FileReport> reports() throws IOException {
      List<FileReport> reports = new ArrayList<>();
      try {
        DataFolder found = DataFolder.at(folder);
        for (DataFolder.Ignored ignored : found.ignored()) {
          session.note(session.messages().get("note.ignored", ignored.path(), ignored.reason()));
        }
        for (RecordedSeries series : found.series()) {
          for (DataFile file : series.files()) {
            session.note(file.name());
            reports.add(DataCheck.check(file));
          }
        }
      } catch (FeedException e) {
        throw new Failure(ExitCode.BAD_DATA, "FEED", String.valueOf(e.getMessage()));
      }
      return reports;
    }

    private FileRow flat(FileReport report) {
      return new FileRow(
          report.file(),
          report.series().toString(),
          report.isUsable(),
          report.counts(),
          report.span(),
          report.gaps(),
          report.outliers(),
          report.faults().stream().map(String::valueOf).toList(),
          report.unreadable());
    }

    private static Table table(List<FileReport> reports) {
      List<List<String>> rows = new ArrayList<>();
      for (FileReport report : reports) {
        FileReport.Counts counts = report.counts();
        rows.add(
            List.of(
                report.file(),
                String.valueOf(counts.rows()),
                String.valueOf(counts.gaps()),
                String.format(Locale.ROOT, "%.4f", report.missingShare()),
                String.valueOf(counts.duplicates()),
                String.valueOf(counts.outliers()),
                String.valueOf(counts.faults() + counts.inconsistent()),
                report.isUsable() ? "OK" : "NO"));
      }
      return new Table(
          List.of(
              "file", "rows", "gaps", "missingShare", "duplicates", "outliers", "faults", "usable"),
          rows);
    }
  }

  private record FileRow(
      String file,
      String series,
      boolean usable,
      FileReport.Counts counts,
      List<FileReport.Span> span,
      List<FileReport.Gap> gaps,
      List<FileReport.Outlier> outliers,
      List<String> faults,
      String unreadable) {}
}
