package org.plimsoll.service.sequencer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.util.LibraryLoaderUtil;

/// A Java process of its own with this test's class path, for what one process cannot show.
public final class FreshJvm {
  private static final List<String> QUICK =
      List.of(
          "-Xshare:auto",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Dslf4j.internal.verbosity=ERROR",
          "--enable-native-access=ALL-UNNAMED");

  private FreshJvm() {}

  /// The command that starts `main` quickly with these arguments.
  static List<String> command(Path scratch, Class<?> main, List<String> arguments)
      throws IOException {
    return command(scratch, "-Xmx160m", main, arguments);
  }

  /// The same with an option for the JVM's heap.
  static List<String> command(Path scratch, String heap, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK);
    command.add(heap);
    command.add("-Dorg.sqlite.lib.path=" + scratch);
    command.add("-Dorg.sqlite.lib.name=" + unpackedLibrary(scratch));
    command.add("-cp");
    command.add(quickClassPath());
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /// SQLite's library, unpacked once instead of at each start.
  private static String unpackedLibrary(Path scratch) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    Path library = scratch.resolve(name);
    if (!Files.exists(library)) {
      String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
      try (InputStream in = SQLiteConfig.class.getResourceAsStream(resource)) {
        Files.copy(Objects.requireNonNull(in, resource), library);
      }
    }
    return name;
  }

  /// The command that replays a store in another process: prints sequence, marks compared, state
  /// hash and chain hash. `machine` names a class with a public constructor without parameters.
  public static List<String> replay(Path folder, String machine, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ReplayProcess.class.getName());
    command.add(folder.toString());
    command.add(machine);
    return command;
  }

  /// Runs a command to its end and gives what it printed, or fails with it.
  public static String run(List<String> command) throws Exception {
    Path output = Files.createTempFile("fresh-jvm", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = process.waitFor();
      String text = Files.readString(output).strip();
      if (code != 0) {
        throw new AssertionError("exit " + code + ": " + text);
      }
      return text;
    } finally {
      Files.delete(output);
    }
  }

  /// Only what the small processes need: a long class path costs time at each start.
  private static String quickClassPath() {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (part.contains("sqlite-jdbc")
          || part.contains("slf4j-api")
          || !part.endsWith(".jar")
          || part.contains("plimsoll-")
          || part.contains("snakeyaml-engine")
          || part.contains("jspecify")) {
        parts.add(part);
      }
    }
    return String.join(File.pathSeparator, parts);
  }
}
