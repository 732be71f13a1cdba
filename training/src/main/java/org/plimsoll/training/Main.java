package org.plimsoll.training;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.Window;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.market.PanelReader;
import org.plimsoll.forecast.model.LogHarModel;
import org.plimsoll.forecast.network.Architecture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command `plimsoll forecast train`, which the launcher runs with PyTorch on the class path.
@Command(
    name = "plimsoll forecast train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the networks that correct the champion's forecast, on hourly recordings.",
      "Interrupted, it goes on where it was when it is run again with the same arguments."
    })
public final class Main implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int UNAVAILABLE = 69;
  private static final int MAX_SEEDS = 100;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Recordings.")
  Path data = Path.of("");

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = "models",
      description = "Folder of models (${DEFAULT-VALUE}).")
  Path into = Path.of("models");

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "lstm,patch-transformer",
      description = "Which networks (${DEFAULT-VALUE}).")
  List<String> models = List.of();

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description = "Which symbols; all that are recorded when not given.")
  List<String> symbols = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day of use; the day after the embargo of the recordings when not given.")
  @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of use: networks are trained for every term up to it.")
  @Nullable LocalDate to;

  @Option(
      names = "--refit-months",
      paramLabel = "N",
      defaultValue = "6",
      description = "Length of a term (${DEFAULT-VALUE}).")
  int months;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Networks of a term (${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "24",
      description = "At most (${DEFAULT-VALUE}).")
  int epochs;

  private Main() {}

  /// Trains and exits with 0, 2 for wrong arguments, or 69 when data or PyTorch are not there.
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (e, _, _) ->
            switch (e) {
              case FeedException _, IOException _, UncheckedIOException _ -> told(e, UNAVAILABLE);
              case IllegalArgumentException _ -> told(e, USAGE);
              default -> throw e;
            });
    System.exit(line.execute(args));
  }

  private static int told(Exception e, int exitCode) {
    System.err.println(e.getMessage());
    return exitCode;
  }

  @Override
  public Integer call() throws IOException {
    Optional<String> missing = Torch.missing();
    if (missing.isPresent()) {
      System.err.println(missing.get() + ". " + Torch.REMEDY);
      return UNAVAILABLE;
    }
    if (months < 1 || seeds < 1 || seeds > MAX_SEEDS || epochs < 1) {
      throw new IllegalArgumentException(
          "--refit-months and --epochs must be positive, --seeds within 1 and " + MAX_SEEDS);
    }
    Progress progress = new Progress(System.err, isTerminal());
    Panel panel = read(progress);
    var champion = new LogHarModel(LogHarOptions.SX_W);
    Samples samples =
        Samples.of(panel, champion, percent -> progress.preparing("champion's walk", percent));
    TrainingRun.Order order =
        new TrainingRun.Order(
            models.stream().map(Architecture::parse).toList(), generations(panel), seeds, epochs);
    var run = new TrainingRun(panel, samples, champion, TorchGradient::new, into, progress);
    int trained = run.train(order);
    progress.note(
        "%d networks trained, %d in all, in %s".formatted(trained, order.networks(), into));
    return 0;
  }

  @SuppressWarnings("SystemConsoleNull") // null where the JDK was told to have no console
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private List<Generation> generations(Panel panel) {
    long afterEmbargo = Math.floorDiv(panel.endHour(), 24) + 1;
    LocalDate first = from == null ? LocalDate.ofEpochDay(afterEmbargo) : from;
    return Generation.every(months, first, to == null ? first : to);
  }

  private Panel read(Progress progress) throws IOException {
    PanelReader.Reading reading =
        PanelReader.read(data, symbols, Window.ALL, name -> progress.note("reading " + name));
    Panel all = reading.panel();
    TreeMap<String, HourlySeries> spot = new TreeMap<>();
    for (String symbol : reading.symbols()) {
      spot.put(symbol, all.series(symbol).orElseThrow());
    }
    return new Panel(spot, all.mark(), all.funding());
  }
}
