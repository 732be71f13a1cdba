package org.plimsoll.service.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Replays recorded markets with synthetic accounts and shows the page.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
  private static final int MAX_ACCOUNTS = 1_000_000;

  private final Session session;
  private final Launch launch;

  @Option(names = "--data", paramLabel = "FOLDER")
  @Nullable Path data;

  @Option(names = "--from", paramLabel = "DATE")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE")
  @Nullable String to;

  @Option(names = "--jurisdictions", paramLabel = "CODES", split = ",")
  List<String> jurisdictions = List.of();

  @Option(names = "--accounts", paramLabel = "N", defaultValue = "500")
  int accounts;

  @Option(names = "--speed", paramLabel = "X", defaultValue = "0")
  double speed;

  @Option(names = "--journal", paramLabel = "FOLDER")
  @Nullable Path journal;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
  int port;

  @Option(names = "--exit")
  boolean exit;

  @Option(names = "--no-open")
  boolean noOpen;

  @Mixin LogChoices logChoices = new LogChoices();

  DemoCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() {
    if (accounts < 0 || accounts > MAX_ACCOUNTS) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--accounts", accounts, 0, MAX_ACCOUNTS);
    }
    if (!(speed >= 0 && speed <= 1e9)) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--speed", speed, 0, "1e9");
    }
    return launch.demo(
        new Launch.DemoOptions(
            data,
            Times.requireDayOrNull("--from", from),
            Times.requireDayOrNull("--to", to),
            jurisdictions,
            accounts,
            speed,
            journal,
            Ports.require(port),
            exit,
            !noOpen,
            logChoices.chosen()),
        session);
  }
}
