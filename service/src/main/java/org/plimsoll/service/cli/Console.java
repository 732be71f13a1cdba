package org.plimsoll.service.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command writes, and what it knows of its surroundings.
///
/// @param out data
/// @param err progress, notes and errors
/// @param isTerminal whether a person reads `out`
public record Console(
    PrintStream out, PrintStream err, boolean isTerminal, Map<String, String> environment) {
  /// Copies the map.
  public Console {
    environment = Map.copyOf(environment);
  }

  /// The process's own streams, in UTF-8 whatever the platform's encoding is.
  public static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminalAttached(),
        System.getenv());
  }

  /// A process without a terminal may still be given no console at all.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminalAttached() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
