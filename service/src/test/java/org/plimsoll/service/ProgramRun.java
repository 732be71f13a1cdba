package org.plimsoll.service;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.cli.Cli;
import org.plimsoll.service.cli.Console;
import tools.jackson.databind.JsonNode;

/// What one command of the whole program gave.
record ProgramRun(int exit, String out, String err) {
  /// Runs a command as a script would, in English.
  static ProgramRun of(String... args) {
    return in(Map.of(), args);
  }

  /// Runs a command in a Chinese environment.
  static ProgramRun inChinese(String... args) {
    return in(Map.of("LANG", "zh_CN.UTF-8"), args);
  }

  private static ProgramRun in(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            new TreeMap<>(environment));
    int exit = Cli.run(args, new Program(), console);
    return new ProgramRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// The data, as JSON.
  JsonNode json() {
    return Json.read(out.getBytes(StandardCharsets.UTF_8));
  }

  /// The error, which is the last line.
  JsonNode error() {
    return Json.read(err.lines().reduce("", (_, last) -> last).getBytes(StandardCharsets.UTF_8));
  }
}
