package org.plimsoll.service.cli;

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
import org.plimsoll.service.cli.Finding.Health;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks at what the program needs and says what to do about what is missing.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--data", paramLabel = "FOLDER")
  @Nullable Path data;

  @Option(names = "--journal", paramLabel = "FOLDER")
  @Nullable Path journal;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080")
  int port;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new MachineChecks(session).findings(Ports.require(port)));
    Path disk = journal == null ? Path.of("") : journal;
    findings.addAll(new DiskChecks(session, disk).findings());
    if (journal != null) {
      findings.addAll(new JournalChecks(session, journal).findings());
    }
    findings.add(packs());
    findings.add(data());
    List<List<String>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(List.of(finding.check(), finding.health().name(), finding.detail()));
    }
    session.printer().print(findings, new Table(List.of("check", "health", "detail"), rows));
    boolean failed = findings.stream().anyMatch(finding -> finding.health() == Health.FAILED);
    return failed ? ExitCode.NO : ExitCode.OK;
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
}
