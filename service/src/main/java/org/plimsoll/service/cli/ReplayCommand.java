package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.sequencer.Replay;
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

  @Option(names = "--to", paramLabel = "SEQUENCE", defaultValue = "9223372036854775807")
  long to;

  ReplayCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!SqliteReader.isIn(journal)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", journal);
    }
    if (to < 0) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--to", to, 0, Long.MAX_VALUE);
    }
    if (fromSnapshot && (verify || to != Long.MAX_VALUE)) {
      throw new Failure(ExitCode.USAGE, "NOT_TOGETHER", "--from-snapshot", "--verify, --to");
    }
    return verify ? new ReplayVerification(session, launch, journal).run(to) : replay();
  }

  private int replay() {
    Verdict verdict;
    try (SqliteReader log = new SqliteReader(journal)) {
      StateMachine machine = launch.machineFor(log);
      verdict =
          Verdict.of(
              fromSnapshot
                  ? Replay.fromSnapshot(log, machine, this::progress)
                  : Replay.fromGenesis(log, machine, to, this::progress));
    }
    session
        .printer()
        .print(
            verdict,
            Table.ofPairs(
                "same", verdict.same(),
                "from", verdict.from(),
                "to", verdict.to(),
                "marksCompared", verdict.marksCompared(),
                "snapshotsCompared", verdict.snapshotsCompared(),
                "stateHash", verdict.stateHash(),
                "chain", verdict.chain(),
                "firstDifferingSequence", verdict.firstDifferingSequence(),
                "divergence", verdict.divergence()));
    return verdict.same() ? ExitCode.OK : ExitCode.NO;
  }

  private void progress(long sequence) {
    session.note(session.messages().get("note.replayed", sequence));
  }
}
