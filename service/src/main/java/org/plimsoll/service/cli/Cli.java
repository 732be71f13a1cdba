package org.plimsoll.service.cli;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;
import org.plimsoll.transparency.LogException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// The command line: finds the verb, runs it, and gives the exit code.
public final class Cli {
  private Cli() {}

  /// Runs one command on the process's own streams.
  ///
  /// @return one of {@link ExitCode}
  public static int run(String[] args, Launch launch) {
    return run(args, launch, Console.ofProcess());
  }

  /// Runs one command.
  public static int run(String[] args, Launch launch, Console console) {
    Messages messages = Messages.of(after(args, "--lang"), console.environment());
    Session session = new Session(console, messages);
    CommandLine line = commandLine(session, launch);
    int exitCode = line.execute(args);
    console.out().flush();
    console.err().flush();
    return exitCode;
  }

  static CommandLine commandLine(Session session, Launch launch) {
    CommandLine line = new CommandLine(session);
    line.addSubcommand("demo", new DemoCommand(session, launch));
    line.addSubcommand("serve", new ServeCommand(session, launch));
    line.addSubcommand("compute", new ComputeCommand(session));
    line.addSubcommand("rules", RulesCommand.line(session));
    line.addSubcommand("explain", new ExplainCommand(session, launch));
    line.addSubcommand("simulate", new SimulateCommand(session, launch));
    line.addSubcommand("backtest", new BacktestCommand(session));
    line.addSubcommand("stress", new StressCommand(session, launch));
    line.addSubcommand("formula", FormulaCommand.line(session));
    line.addSubcommand("data", DataCommand.line(session));
    line.addSubcommand("forecast", ForecastCommand.line(session));
    line.addSubcommand("log", LogCommand.line(session));
    line.addSubcommand("audit", AuditCommand.line(session, launch));
    line.addSubcommand("replay", new ReplayCommand(session, launch));
    line.addSubcommand("doctor", new DoctorCommand(session));
    line.addSubcommand("test", new TestCommand(session));
    line.addSubcommand("completion", new CompletionCommand(session, launch));
    line.addSubcommand("version", new VersionCommand(session));
    line.setResourceBundle(session.messages().bundle());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(true);
    boolean colour = session.console().isTerminal() && session.hasColour();
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            colour ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(session.console().out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(session.console().err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, args) -> usage(session, e, args));
    line.setExecutionExceptionHandler((e, _, _) -> failed(session, e));
    return line;
  }

  private static int usage(Session session, CommandLine.ParameterException e, String[] args) {
    if (session.format == null) {
      String given = after(args, "-o");
      session.format =
          List.of(Format.values()).stream()
              .filter(one -> one.name().equals(given))
              .findFirst()
              .orElse(null);
    }
    String verb = e.getCommandLine().getCommandSpec().qualifiedName();
    return session.fail(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage()), verb);
  }

  private static int failed(Session session, Exception e) {
    return switch (e) {
      case Failure failure -> failure(session, failure);
      case StoreException store -> store(session, store);
      case LogException log -> log(session, log);
      case JavalinBindException bind -> session.fail(ExitCode.TRY_AGAIN, "PORT_TAKEN", words(bind));
      case UncheckedIOException io -> session.fail(ExitCode.UNAVAILABLE, "IO", words(io));
      case IOException io -> session.fail(ExitCode.UNAVAILABLE, "IO", words(io));
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield session.fail(ExitCode.TRY_AGAIN, "INTERRUPTED");
      }
      default -> {
        LoggerFactory.getLogger(Cli.class).error("A command failed", e);
        yield session.fail(ExitCode.INTERNAL, "INTERNAL", words(e));
      }
    };
  }

  private static int failure(Session session, Failure failure) {
    Messages messages = session.messages();
    return session.tell(
        failure.exitCode(),
        failure.code(),
        messages.get("error." + failure.key(), failure.values()),
        messages.get("remedy." + failure.key(), failure.values()));
  }

  private static int store(Session session, StoreException e) {
    if (e.fault() == StoreFault.APPLY_FAILED) {
      LoggerFactory.getLogger(Cli.class).error("The journal could not be applied", e);
    }
    String key = e.sequence() == 0 ? "error.STORE" : "error.STORE_AT";
    return session.tell(
        e.fault().exitCode(),
        e.fault().name(),
        session.messages().get(key, e.found(), e.sequence()),
        session.messages().get("remedy." + e.fault().name()));
  }

  private static int log(Session session, LogException e) {
    int exitCode =
        switch (e.fault()) {
          case UNTRUSTED, NOT_PROVEN, FORKED, ROLLED_BACK -> ExitCode.NO;
          case MALFORMED, CORRUPT, OUT_OF_RANGE, TOO_LARGE -> ExitCode.BAD_DATA;
          case LOCKED, HALTED -> ExitCode.TRY_AGAIN;
          case STORAGE -> ExitCode.UNAVAILABLE;
        };
    return session.tell(
        exitCode,
        e.fault().name(),
        session.messages().get("error.LOG", String.valueOf(e.getMessage())),
        session.messages().get("remedy.LOG"));
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    String name = e.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  /// The value of an option before the options have been read: the language of the messages about
  /// options, for instance.
  private static @Nullable String after(String[] args, String option) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(option) && i + 1 < args.length) {
        return args[i + 1].toLowerCase(Locale.ROOT);
      }
      String joined = option.startsWith("--") ? option + "=" : option;
      if (args[i].startsWith(joined) && args[i].length() > joined.length()) {
        return args[i].substring(joined.length()).replaceFirst("^=", "").toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }
}
