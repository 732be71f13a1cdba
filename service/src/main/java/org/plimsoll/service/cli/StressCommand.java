package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.stress.Crash;
import org.plimsoll.service.stress.Shock;
import org.plimsoll.service.stress.ShockFile;
import org.plimsoll.service.stress.Stress;
import org.plimsoll.service.stress.StressPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Plays named crashes and made shocks on a book and shows what each law makes of them.
@Command(name = "stress")
final class StressCommand implements Callable<Integer> {
  private static final int LONGEST_FILE = 1 << 16;
  private static final int MAX_ACCOUNTS = 100_000;

  private final Session session;
  private final Launch launch;

  @Option(names = "--crash", paramLabel = "NAME", split = ",")
  List<String> crashes = List.of();

  @Option(names = "--shock", paramLabel = "FILE")
  @Nullable Path shockFile;

  @Option(names = "--price", paramLabel = "ASSET=MOVE", split = ",")
  List<String> prices = List.of();

  @Option(names = "--depeg", paramLabel = "COIN=PRICE", split = ",")
  List<String> depegs = List.of();

  @Option(names = "--volatility", paramLabel = "SIGMA", defaultValue = "0")
  String volatility = "0";

  @Option(names = "--liquidity", paramLabel = "FACTOR", defaultValue = "1")
  String liquidity = "1";

  @Option(names = "--outage", paramLabel = "TIME", defaultValue = "0s")
  String outage = "0s";

  @Option(names = "--silent", paramLabel = "ASSETS", split = ",")
  List<String> silent = List.of();

  @Option(names = "--over", paramLabel = "TIME", defaultValue = "1h")
  String over = "1h";

  @Option(names = "--length", paramLabel = "TIME", defaultValue = "1d")
  String length = "1d";

  @Option(names = "--data", paramLabel = "FOLDER")
  @Nullable Path data;

  @Option(names = "--journal", paramLabel = "FOLDER")
  @Nullable Path journal;

  @Option(names = "--laws", paramLabel = "NAMES", split = ",")
  List<String> laws = List.of();

  @Option(names = "--accounts", paramLabel = "N", defaultValue = "500")
  int accounts;

  @Option(names = "--law-day", paramLabel = "DATE")
  @Nullable String lawDay;

  @Option(names = "--step", paramLabel = "TIME", defaultValue = "1min")
  String step = "1min";

  @Option(names = "--recovery", paramLabel = "TIME", defaultValue = "30min")
  String recovery = "30min";

  @Option(names = "--no-feedback")
  boolean noFeedback;

  @Option(names = "--html", paramLabel = "FILE")
  @Nullable Path html;

  StressCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() throws IOException {
    if (accounts < 2 || accounts > MAX_ACCOUNTS) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--accounts", accounts, 2, MAX_ACCOUNTS);
    }
    if (journal != null && !SqliteReader.isIn(journal)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", journal);
    }
    StressReport report = launch.stress(options(), journal, session);
    if (html != null) {
      Files.writeString(
          html, StressPage.of(report, session.messages()::get), StandardCharsets.UTF_8);
      session.note(session.messages().get("note.written", html));
    }
    session.printer().print(report, StressTable.of(report));
    return ExitCode.OK;
  }

  private Stress.Options options() throws IOException {
    try {
      LocalDate day =
          lawDay == null
              ? LocalDate.now(ZoneOffset.UTC)
              : LocalDate.parse("" + Times.requireDayOrNull("--law-day", lawDay));
      Shock shock = shock();
      List<Crash> chosen = crashes();
      if (chosen.isEmpty() && shock == null) {
        chosen = List.of(Crash.values());
      }
      return new Stress.Options(
          data,
          chosen,
          shock,
          laws,
          accounts,
          day,
          ShockFile.time("--step", step),
          shock == null ? ShockFile.figure("--liquidity", liquidity) : 1,
          ShockFile.time("--recovery", recovery),
          !noFeedback);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_STRESS", "" + e.getMessage());
    }
  }

  private List<Crash> crashes() {
    List<Crash> chosen = new ArrayList<>();
    for (String name : crashes) {
      if (name.equals("all")) {
        chosen.addAll(List.of(Crash.values()));
      } else {
        chosen.add(
            Crash.parse(name)
                .orElseThrow(
                    () ->
                        new Failure(
                            ExitCode.USAGE,
                            "NO_CRASH",
                            name,
                            String.join(", ", Crash.ids()) + ", all")));
      }
    }
    return chosen;
  }

  private @Nullable Shock shock() throws IOException {
    boolean made =
        !prices.isEmpty() || !depegs.isEmpty() || !volatility.equals("0") || !outage.equals("0s");
    if (shockFile != null) {
      if (made) {
        throw new Failure(ExitCode.USAGE, "NOT_TOGETHER", "--shock", "--price, --depeg, …");
      }
      try (var in = Files.newInputStream(shockFile)) {
        return ShockFile.read(shockFile.toString(), in.readNBytes(LONGEST_FILE));
      }
    }
    return made
        ? new Shock(
            "A made shock",
            figures(prices),
            figures(depegs),
            ShockFile.time("--over", over),
            ShockFile.time("--length", length),
            ShockFile.figure("--volatility", volatility),
            ShockFile.figure("--liquidity", liquidity),
            ShockFile.time("--outage", outage),
            new TreeSet<>(silent),
            1)
        : null;
  }

  private static SortedMap<String, Double> figures(List<String> texts) {
    TreeMap<String, Double> figures = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw new Failure(ExitCode.USAGE, "NOT_A_CHANGE", text);
      }
      String name = text.substring(0, equals);
      figures.put(name, ShockFile.figure(name, text.substring(equals + 1)));
    }
    return figures;
  }
}
