package org.plimsoll.service.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.stress.Stress;
import tools.jackson.databind.JsonNode;

/// What one command gave.
record Run(int exitCode, String out, String err) {
  /// Runs a command as a script would.
  static Run of(String... args) {
    return on(false, Map.of(), args);
  }

  static Run on(boolean terminal, Map<String, String> environment, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            environment);
    int exitCode = Cli.run(args, new NoLaunch(), console);
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  JsonNode json() {
    return Json.read(out.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode error() {
    return Json.read(err.lines().reduce("", (_, last) -> last).getBytes(StandardCharsets.UTF_8));
  }

  /// Wiring that tells what it was asked for.
  private static final class NoLaunch implements Launch {
    @Override
    public StressReport stress(Stress.Options options, @Nullable Path journal, Session session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int demo(DemoOptions options, Session session) {
      session.console().out().println(options);
      return ExitCode.OK;
    }

    @Override
    public int serve(ServeOptions options, Session session) {
      session.console().out().println(options);
      return ExitCode.OK;
    }

    @Override
    public StateMachine machineFor(LogReader journal) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> fresh(List<String> jvmOptions, List<String> arguments) {
      throw new UnsupportedOperationException();
    }

    @Override
    public VenueView restore(Path journal, @Nullable Instant asOf, LongConsumer progress) {
      throw new UnsupportedOperationException();
    }
  }
}
