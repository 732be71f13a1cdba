package org.plimsoll.service.cli;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.plimsoll.service.cli.Finding.Health;

/// What the program needs of the Java, the machine and its programs.
final class MachineChecks {
  private static final int JAVA = 25;
  private static final long MEMORY_MEBIBYTES = 256;
  private static final String VECTORS = "jdk.incubator.vector";

  private final Session session;

  MachineChecks(Session session) {
    this.session = session;
  }

  List<Finding> findings(int port) {
    return List.of(java(), vectors(), memory(), pageSize(), sqlite(), port(port), browser());
  }

  private Finding java() {
    int feature = Runtime.version().feature();
    String detail =
        "%s, %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
    return new Finding("java", feature >= JAVA ? Health.OK : Health.FAILED, detail);
  }

  private Finding vectors() {
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      return finding("vectors", Health.OK, "doctor.vectorsUsed", VECTORS);
    }
    return ModuleFinder.ofSystem().find(VECTORS).isPresent()
        ? finding("vectors", Health.OK, "doctor.vectorsThere", VECTORS)
        : finding("vectors", Health.WARNING, "doctor.vectorsMissing", VECTORS);
  }

  private Finding memory() {
    long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
    Health health = mebibytes >= MEMORY_MEBIBYTES ? Health.OK : Health.WARNING;
    return finding("memory", health, "doctor.size", mebibytes, MEMORY_MEBIBYTES);
  }

  private Finding pageSize() {
    return output("getconf", "PAGESIZE")
        .map(bytes -> finding("pageSize", Health.OK, "doctor.pageSize", bytes))
        .orElseGet(() -> finding("pageSize", Health.OK, "doctor.pageSizeUnknown"));
  }

  private Finding sqlite() {
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT sqlite_version()")) {
      return new Finding("sqlite", Health.OK, "SQLite " + (rows.next() ? rows.getString(1) : "?"));
    } catch (SQLException | LinkageError e) {
      return finding("sqlite", Health.FAILED, "doctor.sqliteMissing", e);
    }
  }

  private Finding port(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return finding("port", Health.OK, "doctor.portFree", socket.getLocalPort());
    } catch (IOException e) {
      return finding("port", Health.WARNING, "doctor.portUsed", port);
    }
  }

  /// Chromium and its driver, of the same major version, for the browser tests.
  private Finding browser() {
    Optional<Path> chromium = onPath("chromium");
    Optional<Path> driver = onPath("chromedriver");
    if (chromium.isEmpty() || driver.isEmpty()) {
      return finding("browser", Health.WARNING, "doctor.noBrowser");
    }
    String one = output(chromium.get().toString(), "--version").orElse("");
    String other = output(driver.get().toString(), "--version").orElse("");
    boolean same = major(one).equals(major(other)) && !major(one).isEmpty();
    return same
        ? new Finding("browser", Health.OK, one)
        : finding("browser", Health.WARNING, "doctor.browserDiffers", one, other);
  }

  private static String major(String version) {
    return version.replaceFirst("^[^0-9]*", "").replaceFirst("\\..*$", "");
  }

  private Optional<Path> onPath(String program) {
    String path = session.console().environment().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path found = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// The first line that a program prints; nothing when it is not there or takes too long.
  private static Optional<String> output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return lines.lines().findFirst().map(String::strip);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Finding finding(String check, Health health, String key, Object... values) {
    return new Finding(check, health, session.messages().get(key, values));
  }
}
