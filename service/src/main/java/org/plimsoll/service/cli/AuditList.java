package org.plimsoll.service.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.lineage.LineageRow;
import org.plimsoll.service.store.SqliteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the computations of a journal: rates and margins of accounts, by time and subject.
@Command(name = "list")
final class AuditList implements Callable<Integer> {
  private static final int MOST = 1_000_000;

  private final Session session;
  @Mixin AuditJournal source = new AuditJournal();

  @Option(names = "--account", paramLabel = "ID")
  @Nullable String account;

  @Option(names = "--rate-class", paramLabel = "ID")
  @Nullable String rateClass;

  @Option(names = "--instrument", paramLabel = "ID")
  @Nullable String instrument;

  @Option(names = "--from", paramLabel = "TIME")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME")
  @Nullable String to;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100")
  int limit;

  AuditList(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--limit", limit, 1, MOST);
    }
    if (account != null && rateClass != null) {
      throw new Failure(ExitCode.USAGE, "NOT_TOGETHER", "--account", "--rate-class");
    }
    List<LineageRow> rows;
    try (SqliteReader journal = source.open()) {
      rows =
          LineageRow.find(
              journal,
              new LineageRow.Wanted(
                  null,
                  account == null ? rateClass : account,
                  instrument,
                  from == null ? null : Times.parse("--from", from),
                  to == null ? null : Times.parse("--to", to),
                  limit));
    }
    session
        .printer()
        .print(
            rows,
            new Table(
                List.of("id", "at", "sequence", "subject", "instrument", "value"),
                rows.stream()
                    .map(
                        row ->
                            List.of(
                                row.id(),
                                row.at().toString(),
                                Long.toString(row.sequence()),
                                row.subject(),
                                row.instrument() == null ? "" : row.instrument(),
                                row.value()))
                    .toList()));
    return rows.isEmpty() ? ExitCode.NO : ExitCode.OK;
  }
}
