package org.plimsoll.service.sequencer;

import java.nio.file.Path;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.SqliteReader;

/// The process that [FreshJvm#replay] starts.
final class ReplayProcess {
  private ReplayProcess() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    StateMachine machine =
        Class.forName(args[1]).asSubclass(StateMachine.class).getConstructor().newInstance();
    try (SqliteReader log = new SqliteReader(Path.of(args[0]))) {
      ReplayReport report = Replay.fromGenesis(log, machine, _ -> {});
      report
          .divergence()
          .ifPresent(
              divergence -> {
                throw new IllegalStateException(divergence.describe());
              });
      System.out.println(
          report.toSequence()
              + " "
              + report.marksCompared()
              + " "
              + Hex.of(report.stateHash())
              + " "
              + Hex.of(report.chain()));
    }
  }
}
