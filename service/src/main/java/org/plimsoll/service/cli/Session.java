package org.plimsoll.service.cli;

import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program itself: the options that every verb has, and what follows from them.
@Command(name = "plimsoll", synopsisSubcommandLabel = "COMMAND")
public final class Session implements Runnable {
  private final Console console;
  private final Messages messages;

  @Option(names = "-o", scope = ScopeType.INHERIT, paramLabel = "table|json|csv|ndjson")
  @Nullable Format format;

  @Option(names = "--lang", scope = ScopeType.INHERIT, paramLabel = "en|zh-CN")
  @Nullable String language;

  @Option(names = "--quiet", scope = ScopeType.INHERIT)
  boolean quiet;

  @Option(names = "--no-color", scope = ScopeType.INHERIT)
  boolean noColour;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  boolean help;

  private record ErrorForm(String code, String message, String remedy, int exit) {}

  Session(Console console, Messages messages) {
    this.console = console;
    this.messages = messages;
  }

  /// Without a verb there is nothing to do.
  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// Where the program writes.
  public Console console() {
    return console;
  }

  /// What the program says.
  public Messages messages() {
    return messages;
  }

  /// Whether a person reads the output, rather than a program.
  public boolean isForPeople() {
    return format() == Format.table;
  }

  /// Whether colours are wanted.
  public boolean hasColour() {
    return console.isTerminal()
        && !noColour
        && console.environment().getOrDefault("NO_COLOR", "").isEmpty();
  }

  /// Tells a person something in passing, on standard error, unless asked to be quiet.
  public void note(String text) {
    if (!quiet) {
      console.err().println(text);
    }
  }

  Format format() {
    if (format != null) {
      return format;
    }
    return console.isTerminal() ? Format.table : Format.json;
  }

  Printer printer() {
    return new Printer(console.out(), format(), messages, hasColour());
  }

  /// Writes an error in the form that fits the output's.
  int fail(int exitCode, String code, Object... values) {
    return tell(
        exitCode,
        code,
        messages.get("error." + code, values),
        messages.get("remedy." + code, values));
  }

  /// Writes an error whose words are known already.
  int tell(int exitCode, String code, String message, String remedy) {
    if (format() == Format.json || format() == Format.ndjson) {
      console.err().println(Json.line(new ErrorForm(code, message, remedy, exitCode)));
    } else {
      console.err().println(code + ": " + message);
      console.err().println(remedy);
    }
    return exitCode;
  }
}
