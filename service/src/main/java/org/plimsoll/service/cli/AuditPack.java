package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.lineage.AuditBundle;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes one file with all that is needed to compute a journal's numbers again elsewhere.
@Command(name = "bundle")
final class AuditPack implements Callable<Integer> {
  private final Session session;
  @Mixin AuditJournal source = new AuditJournal();

  @Option(names = "--from", paramLabel = "TIME")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME")
  @Nullable String to;

  @Option(names = "--log", paramLabel = "FOLDER")
  @Nullable Path log;

  @Option(names = "--log-key", paramLabel = "FILE")
  @Nullable Path logKey;

  @Option(names = "--into", paramLabel = "FILE", required = true)
  Path into = Path.of("");

  AuditPack(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = log == null ? source.journal.resolve("public-log") : log;
    Path key = logKey == null ? source.journal.resolve("public-log.key") : logKey;
    boolean logged = Files.isDirectory(folder) && Files.exists(key);
    AuditBundle.Written written;
    try (SqliteReader journal = source.open()) {
      written =
          AuditBundle.write(
              into,
              journal,
              RuleLibrary.builtIn(),
              new AuditBundle.Scope(
                  from == null ? null : Times.parse("--from", from),
                  to == null ? null : Times.parse("--to", to)),
              logged ? new AuditBundle.Log(folder, LogKeys.read(key).signer().verifier()) : null);
    }
    session
        .printer()
        .print(
            written,
            Table.ofPairs(
                "file", written.file(),
                "bytes", written.bytes(),
                "commands", written.commands(),
                "lineages", written.lineages(),
                "logEntries", written.logEntries()));
    return ExitCode.OK;
  }
}
