package org.plimsoll.service.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.sequencer.Divergence;
import org.plimsoll.service.sequencer.Replay;
import org.plimsoll.service.sequencer.ReplayReport;
import org.plimsoll.service.store.SqliteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Applies a journal again and compares everything that it recorded.
@Command(name = "replay")
final class ReplayCommand implements Callable<Integer> {
  private final Session session;
  private final Launch launch;

  @Option(names = "--journal", paramLabel = "FOLDER", required = true)
  Path journal = Path.of("");

  @Option(names = "--verify")
  boolean verify;

  @Option(names = "--from-snapshot")
  boolean fromSnapshot;

  private record Verdict(
      boolean same,
      long from,
      long to,
      long marksCompared,
      String stateHash,
      String chain,
      @Nullable String divergence) {}

  ReplayCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(journal)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", journal);
    }
    ReplayReport report;
    try (SqliteReader log = new SqliteReader(journal)) {
      var machine = launch.genesis();
      report =
          fromSnapshot
              ? Replay.fromSnapshot(log, machine, this::progress)
              : Replay.fromGenesis(log, machine, this::progress);
    }
    var hex = HexFormat.of();
    Verdict verdict =
        new Verdict(
            report.isSame(),
            report.fromSequence(),
            report.toSequence(),
            report.marksCompared(),
            hex.formatHex(report.stateHash()),
            hex.formatHex(report.chain()),
            report.divergence().map(Divergence::describe).orElse(null));
    session
        .printer()
        .print(
            verdict,
            Table.ofPairs(
                "same", verdict.same(),
                "from", verdict.from(),
                "to", verdict.to(),
                "marksCompared", verdict.marksCompared(),
                "stateHash", verdict.stateHash(),
                "chain", verdict.chain(),
                "divergence", verdict.divergence()));
    return report.isSame() ? ExitCode.OK : ExitCode.NO;
  }

  private void progress(long sequence) {
    session.note(session.messages().get("note.replayed", sequence));
  }
}
