package org.plimsoll.service.sequencer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.store.Commit;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.SourcePosition;
import org.plimsoll.service.store.StateMark;

/// The commands of one transaction: what will be committed and whom to tell afterwards.
final class Group {
  private final Map<String, JournalRecord> byKey = new HashMap<>();
  private final Map<String, SourcePosition> positions = new TreeMap<>();
  private final List<Submission> submissions = new ArrayList<>();
  private final List<Acknowledgement> answers = new ArrayList<>();
  private List<JournalRecord> records = new ArrayList<>();
  private List<StateMark> marks = new ArrayList<>();

  /// The record in this group under a key, null when there is none.
  @Nullable JournalRecord find(String key) {
    return byKey.get(key);
  }

  /// Adds an applied command.
  void apply(Submission submission, JournalRecord entry) {
    records.add(entry);
    byKey.put(entry.key(), entry);
    answer(submission, new Acknowledgement.Committed(entry.sequence(), entry.effects(), false));
  }

  /// Adds a command whose key was used before by `original`: its effects again, or a refusal.
  void repeat(Submission submission, JournalRecord original) {
    answer(
        submission,
        Arrays.equals(submission.command, original.command())
            ? new Acknowledgement.Committed(original.sequence(), original.effects(), true)
            : new Acknowledgement.Refused(
                Reason.IDEMPOTENCY_CONFLICT,
                "Key %s was used at sequence %d for a command with other contents. Use a new key."
                    .formatted(original.key(), original.sequence())));
  }

  /// Adds a refusal of a command that is not journaled.
  void refuse(Submission submission, Reason reason, String detail) {
    answer(submission, new Acknowledgement.Refused(reason, detail));
  }

  private void answer(Submission submission, Acknowledgement answer) {
    submissions.add(submission);
    answers.add(answer);
    if (submission.foreseen != null) {
      submission.foreseen.complete(answer);
    }
    if (submission.position != null) {
      positions.put(submission.position.source(), submission.position);
    }
  }

  void mark(StateMark mark) {
    marks.add(mark);
  }

  /// What the store must make durable before anyone is told.
  Commit commit() {
    return new Commit(records, marks, List.copyOf(positions.values()));
  }

  /// Whether the last answer was foreseen by someone who may send the next command at once.
  boolean isAwaited() {
    return !submissions.isEmpty() && submissions.getLast().foreseen != null;
  }

  boolean changesTheStore() {
    return !records.isEmpty() || !positions.isEmpty();
  }

  List<JournalRecord> records() {
    return records;
  }

  List<StateMark> marks() {
    return marks;
  }

  /// Keeps the promises, in the order of submission.
  void acknowledge() {
    for (int i = 0; i < submissions.size(); i++) {
      submissions.get(i).promise.complete(answers.get(i));
    }
  }

  /// Makes room for the next group; lists handed out stay with whoever has them.
  void clear() {
    byKey.clear();
    positions.clear();
    submissions.clear();
    answers.clear();
    records = new ArrayList<>();
    marks = new ArrayList<>();
  }
}
