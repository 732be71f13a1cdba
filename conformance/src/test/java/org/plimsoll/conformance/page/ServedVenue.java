package org.plimsoll.conformance.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, on this test's class path.
final class ServedVenue implements PageUnderTest {
  private static final String ADDRESS = "Page: ";
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final URI base;

  private ServedVenue(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /// Runs a command to its end and gives what it wrote on standard output.
  static String run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    Process process = launch(out, err, arguments);
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", arguments) + " failed: " + Files.readString(err));
      }
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts a command that shows the page, and waits until it names its address.
  static ServedVenue start(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "serve", ".out");
    Path err = Files.createTempFile(folder, "serve", ".err");
    Process process = launch(out, err, arguments);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      Optional<String> line =
          Files.readAllLines(err).stream().filter(each -> each.startsWith(ADDRESS)).findFirst();
      if (line.isPresent()) {
        URI address = URI.create(line.get().substring(ADDRESS.length()).strip() + "/");
        return new ServedVenue(process, address);
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("The server did not start: " + Files.readString(err));
  }

  private static Process launch(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.plimsoll.service.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("DISPLAY");
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
