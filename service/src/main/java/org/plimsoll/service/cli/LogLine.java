package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.publiclog.OwnLines;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.transparency.DiskFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Writes the openings and proofs of an account's lines, for its owner.
@Command(name = "line")
final class LogLine implements Callable<Integer> {
  private final Session session;

  @Option(names = "--journal", paramLabel = "FOLDER", defaultValue = "var/journal")
  Path journal = Path.of("");

  @Option(names = "--log", paramLabel = "FOLDER")
  @Nullable Path log;

  @Option(names = "--log-key", paramLabel = "FILE")
  @Nullable Path logKey;

  @Option(names = "--account", paramLabel = "ID", required = true)
  String account = "";

  @Option(names = "--limit", paramLabel = "N", defaultValue = "10")
  int limit;

  @Option(names = "--into", paramLabel = "FOLDER", defaultValue = ".")
  Path into = Path.of("");

  private record Given(String line, String opening, String proof, String entry) {}

  private record All(String account, List<Given> lines) {}

  LogLine(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!SqliteReader.isIn(journal)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", journal);
    }
    if (limit < 1 || limit > 10_000) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--limit", limit, 1, 10_000);
    }
    LogKeys keys = LogKeys.read(logKey == null ? journal.resolve("public-log.key") : logKey);
    DiskFiles files = new DiskFiles(log == null ? journal.resolve("public-log") : log);
    List<Given> given = new ArrayList<>();
    Files.createDirectories(into);
    try (SqliteReader records = new SqliteReader(journal)) {
      for (OwnLines.Own own : OwnLines.of(records, files, keys).latest(account, limit)) {
        String name = account.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + given.size();
        given.add(
            new Given(
                own.opening().line(),
                write(name + ".opening", own.opening().bytes()),
                write(name + ".tlog-proof", own.proof().bytes()),
                write(name + ".entry", own.entry())));
      }
    }
    Table table =
        new Table(
            List.of("line", "proof"),
            given.stream().map(one -> List.of(one.line(), one.proof())).toList());
    session.printer().print(new All(account, given), table);
    return given.isEmpty() ? ExitCode.NO : ExitCode.OK;
  }

  private String write(String name, byte[] content) throws IOException {
    return Files.write(into.resolve(name), content).toString();
  }
}
