package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.Window;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.backtest.Backtest;
import org.plimsoll.forecast.backtest.BacktestReport;
import org.plimsoll.forecast.backtest.Comparison;
import org.plimsoll.forecast.backtest.ForecastCsv;
import org.plimsoll.forecast.backtest.Score;
import org.plimsoll.forecast.backtest.ScoresJson;
import org.plimsoll.forecast.backtest.Track;
import org.plimsoll.forecast.combine.Combination;
import org.plimsoll.forecast.market.PanelReader;
import org.plimsoll.forecast.model.Models;
import org.plimsoll.forecast.model.PanelHar;
import org.plimsoll.forecast.network.Architecture;
import org.plimsoll.forecast.network.ModelFolder;
import org.plimsoll.forecast.network.ModelFormatException;
import org.plimsoll.forecast.network.NetworkVolatility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// Forecasts of volatility: judges models on the past.
@Command(name = "forecast", synopsisSubcommandLabel = "COMMAND")
final class ForecastCommand implements Runnable {
  private ForecastCommand() {}

  static CommandLine line(Session session) {
    return new CommandLine(new ForecastCommand())
        .addSubcommand("backtest", new BacktestVerb(session))
        .addSubcommand("train", new TrainVerb(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// Says where training is: the launcher runs it, with libraries that nothing else needs.
  @Command(name = "train")
  static final class TrainVerb implements Callable<Integer> {
    private final Session session;

    @Unmatched
    @SuppressWarnings("UnusedVariable") // read by the launcher, not here
    List<String> rest = new ArrayList<>();

    TrainVerb(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return session.fail(ExitCode.UNAVAILABLE, "TRAINING_NEEDS_SOURCES");
    }
  }

  /// Walks models through recorded markets and reports how they did.
  @Command(name = "backtest")
  static final class BacktestVerb implements Callable<Integer> {
    private final Session session;

    @Option(names = "--data", paramLabel = "FOLDER", required = true)
    Path data = Path.of("");

    @Option(names = "--symbols", paramLabel = "SYMBOL", split = ",", arity = "1..*")
    List<String> symbols = List.of();

    @Option(names = "--from", paramLabel = "DATE", required = true)
    String from = "";

    @Option(names = "--to", paramLabel = "DATE", required = true)
    String to = "";

    @Option(names = "--models", paramLabel = "MODEL", split = ",", arity = "1..*")
    List<String> models = List.of();

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "forecasts.csv")
    Path out = Path.of("");

    @Option(names = "--threads", paramLabel = "1..64", defaultValue = "2")
    int threads;

    @Option(names = "--networks", paramLabel = "FOLDER")
    @Nullable Path networks;

    private record Row(
        String model,
        int days,
        @Nullable Double qlike,
        @Nullable Double ratio,
        @Nullable Double dm,
        @Nullable Double meanRatio) {}

    /// A figure, or nothing where there is none, such as a model's lead over itself.
    private static @Nullable Double known(double figure) {
      return Double.isFinite(figure) ? (Double) figure : null;
    }

    BacktestVerb(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      LocalDate first = Times.day("--from", from);
      LocalDate last = Times.day("--to", to);
      if (last.isBefore(first) || threads < 1 || threads > 64) {
        throw new Failure(ExitCode.USAGE, "BAD_REQUEST", "--from must not come after --to");
      }
      if (!Files.isDirectory(data)) {
        throw new Failure(ExitCode.UNAVAILABLE, "NO_FOLDER", data);
      }
      Backtest.Plan plan = plan(first, last);
      Backtest.Result result = Backtest.run(plan, threads, new WalkBar(session)::show);
      List<Track> shown = new ArrayList<>();
      wanted(result).forEach(name -> shown.addAll(result.of(name)));
      ForecastCsv.write(shown, out);
      Files.writeString(beside("json"), ScoresJson.of(result));
      BacktestReport.of(result, commandLine(), data.toString()).write(beside("html"));
      List<Row> rows = rows(result);
      session.printer().print(rows, table(rows));
      session.note(session.messages().get("note.backtest", out, beside("html"), beside("json")));
      return ExitCode.OK;
    }

    private Backtest.Plan plan(LocalDate first, LocalDate last) throws IOException {
      Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      var window = new Window(Window.ALL.from(), end);
      PanelReader.Reading reading;
      try {
        reading = PanelReader.read(data, symbols, window, session::note);
      } catch (FeedException e) {
        throw new Failure(ExitCode.BAD_DATA, "FEED", String.valueOf(e.getMessage()));
      }
      List<VolatilityModel> chosen = new ArrayList<>();
      for (String name : models) {
        if (!name.equals(Combination.NAME)) {
          chosen.add(named(name));
        }
      }
      if (models.isEmpty()) {
        chosen.addAll(Models.classical());
      }
      boolean combine = models.isEmpty() || models.contains(Combination.NAME);
      String challenger = PanelHar.full().name();
      require(chosen, Models.CHAMPION);
      if (combine) {
        require(chosen, challenger);
      }
      return new Backtest.Plan(
          reading.panel(),
          reading.symbols(),
          chosen,
          Models.CHAMPION,
          combine ? List.of(challenger) : List.of(),
          first.toEpochDay(),
          last.toEpochDay());
    }

    private VolatilityModel named(String name) throws IOException {
      Architecture architecture =
          List.of(Architecture.values()).stream()
              .filter(one -> one.id().equals(name))
              .findFirst()
              .orElse(null);
      if (architecture == null) {
        return Models.named(name)
            .orElseThrow(() -> new Failure(ExitCode.USAGE, "NO_MODEL", name, known()));
      }
      if (networks == null) {
        throw new Failure(ExitCode.USAGE, "BAD_REQUEST", "--networks is missing for " + name);
      }
      try {
        return new NetworkVolatility(
            architecture,
            Models.named(Models.CHAMPION).orElseThrow(),
            ModelFolder.read(networks, architecture));
      } catch (ModelFormatException e) {
        throw new Failure(ExitCode.BAD_DATA, "FEED", String.valueOf(e.getMessage()));
      }
    }

    private static void require(List<VolatilityModel> chosen, String name) {
      if (chosen.stream().noneMatch(model -> model.name().equals(name))) {
        chosen.addFirst(Models.named(name).orElseThrow());
      }
    }

    private static String known() {
      List<String> names = new ArrayList<>();
      Models.classical().forEach(model -> names.add(model.name()));
      names.add(Combination.NAME);
      Models.ablations().forEach(model -> names.add(model.name()));
      List.of(Architecture.values()).forEach(network -> names.add(network.id()));
      return String.join(", ", names);
    }

    /// The models asked for; those that were needed besides only serve the comparison.
    private List<String> wanted(Backtest.Result result) {
      return models.isEmpty() ? List.copyOf(result.tracks().keySet()) : models;
    }

    private Path beside(String extension) {
      String name = String.valueOf(out.getFileName());
      int dot = name.lastIndexOf('.');
      return out.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + "." + extension);
    }

    private String commandLine() {
      StringBuilder line = new StringBuilder("plimsoll forecast backtest --data " + data);
      line.append(symbols.isEmpty() ? "" : " --symbols " + String.join(",", symbols));
      line.append(" --from ").append(from).append(" --to ").append(to);
      line.append(models.isEmpty() ? "" : " --models " + String.join(",", models));
      line.append(networks == null ? "" : " --networks " + networks);
      return line.append(" --out ").append(out).toString();
    }

    private List<Row> rows(Backtest.Result result) {
      List<Row> rows = new ArrayList<>();
      List<Track> reference = result.of(result.plan().champion());
      for (String model : wanted(result)) {
        List<Track> tracks = result.of(model);
        Comparison comparison = Comparison.pooled(tracks, reference);
        int days = 0;
        double qlike = 0;
        double meanRatio = 0;
        for (Track track : tracks) {
          Score score = Score.of(track.judged());
          days += score.days();
          qlike += score.qlike() / tracks.size();
          meanRatio += score.meanRatio() / tracks.size();
        }
        double statistic = comparison.test().statistic();
        rows.add(
            new Row(
                model,
                days,
                known(qlike),
                known(comparison.ratio()),
                known(statistic),
                known(meanRatio)));
      }
      return rows;
    }

    private static Table table(List<Row> rows) {
      return new Table(
          List.of("model", "days", "qlike", "ratio", "dieboldMariano", "meanRatio"),
          rows.stream()
              .map(
                  row ->
                      List.of(
                          row.model(),
                          String.valueOf(row.days()),
                          decimal(row.qlike(), 4),
                          decimal(row.ratio(), 4),
                          decimal(row.dm(), 2),
                          decimal(row.meanRatio(), 3)))
              .toList());
    }

    private static String decimal(@Nullable Double value, int digits) {
      return value == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
  }
}
