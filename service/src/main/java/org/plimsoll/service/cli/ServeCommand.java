package org.plimsoll.service.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs a venue.
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_PULSE_SECONDS = 3_600;

  private final Session session;
  private final Launch launch;

  @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1")
  String host = "";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
  int port;

  @Option(names = "--journal", paramLabel = "FOLDER", defaultValue = "var/journal")
  Path journal = Path.of("");

  @Option(names = "--venue", paramLabel = "FILE")
  @Nullable Path venue;

  @Option(names = "--data", paramLabel = "FOLDER")
  @Nullable Path data;

  @Option(names = "--clock", paramLabel = "wall|journal")
  Launch.@Nullable Time clock;

  @Option(names = "--pulse", paramLabel = "SECONDS", defaultValue = "10")
  int pulseSeconds;

  @Mixin LogChoices logChoices = new LogChoices();

  ServeCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  /// The token comes from the environment: a command line can be read by every user of the machine.
  @Override
  public Integer call() {
    String token = session.console().environment().get("PLIMSOLL_TOKEN");
    boolean loopback = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    if (!loopback && (token == null || token.isBlank())) {
      throw new Failure(ExitCode.NOT_PERMITTED, "TOKEN_REQUIRED", host);
    }
    if (pulseSeconds < 0 || pulseSeconds > MOST_PULSE_SECONDS) {
      throw new Failure(
          ExitCode.USAGE, "OUT_OF_RANGE", "--pulse", pulseSeconds, 0, MOST_PULSE_SECONDS);
    }
    return launch.serve(
        new Launch.ServeOptions(
            host,
            Ports.require(port),
            journal,
            token == null || token.isBlank() ? null : token,
            venue,
            data,
            clock,
            pulseSeconds,
            logChoices.chosen()),
        session);
  }
}
