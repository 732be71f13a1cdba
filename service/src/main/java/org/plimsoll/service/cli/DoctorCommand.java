package org.plimsoll.service.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PackVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks at what the program needs and says what to do about what is missing.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
  private static final int JAVA = 25;
  private static final long MEMORY_MEBIBYTES = 256;
  private static final long DISK_MEBIBYTES = 1_024;

  private final Session session;

  @Option(names = "--data", paramLabel = "FOLDER")
  @Nullable Path data;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
  int port;

  /// How one thing is.
  enum Health {
    /// As it should be.
    OK,
    /// Usable, with something to know.
    WARNING,
    /// Not usable.
    FAILED
  }

  /// One thing looked at.
  record Finding(String check, Health health, String detail) {}

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>();
    int java = Runtime.version().feature();
    findings.add(new Finding("java", java >= JAVA ? Health.OK : Health.FAILED, "Java " + java));
    findings.add(atLeast("memory", Runtime.getRuntime().maxMemory() >> 20, MEMORY_MEBIBYTES));
    long free = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace() >> 20;
    findings.add(atLeast("disk", free, DISK_MEBIBYTES));
    findings.add(port());
    findings.add(packs());
    findings.add(data());
    findings.add(browser());
    List<List<String>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(List.of(finding.check(), finding.health().name(), finding.detail()));
    }
    session.printer().print(findings, new Table(List.of("check", "health", "detail"), rows));
    boolean failed = findings.stream().anyMatch(finding -> finding.health() == Health.FAILED);
    return failed ? ExitCode.NO : ExitCode.OK;
  }

  private Finding atLeast(String check, long mebibytes, long least) {
    return new Finding(
        check,
        mebibytes >= least ? Health.OK : Health.WARNING,
        session.messages().get("doctor.size", mebibytes, least));
  }

  private Finding port() {
    try (ServerSocket socket =
        new ServerSocket(Ports.require(port), 1, InetAddress.getLoopbackAddress())) {
      return new Finding(
          "port", Health.OK, session.messages().get("doctor.portFree", socket.getLocalPort()));
    } catch (IOException e) {
      return new Finding("port", Health.WARNING, session.messages().get("doctor.portUsed", port));
    }
  }

  private Finding packs() {
    var reports = PackVerification.verify(PackLibrary.builtIn(), LocalDate.now(ZoneOffset.UTC));
    long unsound = reports.stream().filter(report -> !report.isSound()).count();
    return new Finding(
        "packs",
        unsound == 0 ? Health.OK : Health.FAILED,
        session.messages().get("doctor.packs", reports.size(), unsound));
  }

  private Finding data() {
    if (data == null) {
      return new Finding("data", Health.OK, session.messages().get("doctor.dataBuiltIn"));
    }
    boolean usable = Files.isDirectory(data) && Files.isReadable(data);
    String key = usable ? "doctor.dataFound" : "doctor.dataMissing";
    return new Finding(
        "data", usable ? Health.OK : Health.FAILED, session.messages().get(key, data));
  }

  private Finding browser() {
    String path = session.console().environment().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path chromium = Path.of(folder, "chromium");
      if (!folder.isEmpty() && Files.isExecutable(chromium)) {
        return new Finding("browser", Health.OK, chromium.toString());
      }
    }
    return new Finding("browser", Health.WARNING, session.messages().get("doctor.noBrowser"));
  }
}
