package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.lineage.AuditBundle;
import org.plimsoll.service.lineage.LineageRecord;
import org.plimsoll.service.lineage.Recomputation;
import org.plimsoll.service.store.SqliteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Computes again what a journal or a bundle says was computed, and tells the first step that
/// differs.
@Command(name = "recompute")
final class AuditRecompute implements Callable<Integer> {
  private final Session session;
  @Mixin AuditJournal source = new AuditJournal();

  @Parameters(paramLabel = "ID", arity = "0..1")
  @Nullable String id;

  @Option(names = "--from", paramLabel = "TIME")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME")
  @Nullable String to;

  @Option(names = "--bundle", paramLabel = "FILE")
  @Nullable Path bundle;

  AuditRecompute(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (bundle != null) {
      return bundle(bundle);
    }
    Recomputation.Report report;
    String wanted = id;
    try (SqliteReader journal = source.open()) {
      if (wanted != null) {
        report =
            LineageRecord.of(journal, AuditJournal.book(journal), wanted)
                .orElseThrow(
                    () -> new Failure(ExitCode.NO, "NO_COMPUTATION", wanted, source.journal))
                .report();
      } else {
        report =
            new Recomputation(journal, AuditJournal.book(journal), (_, _) -> {})
                .run(
                    from == null ? null : Times.parse("--from", from),
                    to == null ? null : Times.parse("--to", to),
                    Long.MAX_VALUE);
      }
    }
    session.printer().print(report, table(report));
    return report.same() ? ExitCode.OK : ExitCode.NO;
  }

  private static Table table(Recomputation.Report report) {
    return Table.ofPairs(
        "same", report.same(),
        "commands", report.commands(),
        "rates", report.rates(),
        "spanSeconds", report.spanSeconds(),
        "seconds", report.seconds(),
        "timesRealTime", report.timesRealTime(),
        "stateHash", report.stateHash(),
        "sequence", report.sequence(),
        "firstDifference", report.firstDifference());
  }

  private int bundle(Path file) throws IOException {
    AuditBundle.Checked checked = AuditBundle.check(file, AuditJournal::book);
    session
        .printer()
        .print(
            checked,
            Table.ofPairs(
                "same", checked.same(),
                "lineages", checked.lineages(),
                "logEntries", checked.logEntries(),
                "logKey", checked.logKey(),
                "commands", checked.report().commands(),
                "stateHash", checked.report().stateHash(),
                "sequence", checked.report().sequence(),
                "firstDifference", checked.firstDifference()));
    return checked.same() ? ExitCode.OK : ExitCode.NO;
  }
}
