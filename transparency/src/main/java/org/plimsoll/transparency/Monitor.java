package org.plimsoll.transparency;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Follows a log: reads every entry, and tells when the log does not grow as it must.
///
/// Its memory is the last verified checkpoint, kept past crashes. It computes each new root from
/// all entries it ever read, so no proof by the log is needed. Not for several threads at once.
public final class Monitor {
  private final LogSource source;
  private final TrustPolicy policy;
  private final DurableWriter writer;
  private final EntryReader reader;
  private Optional<SignedNote> known;
  private Optional<Frontier> frontier = Optional.empty();

  /// Is told every new entry, in order. The entries of one look are confirmed by the `Grew` that
  /// follows them; before that only their reading is certain.
  @FunctionalInterface
  public interface EntryReader {
    /// Reads one entry.
    void read(long index, byte[] entry);
  }

  /// A monitor of the log at `source`.
  ///
  /// @param memory where the last verified checkpoint is kept, as the file `checkpoint`
  public Monitor(LogSource source, TrustPolicy policy, LogFiles memory, EntryReader reader)
      throws IOException {
    this.source = source;
    this.policy = policy;
    this.writer = new DurableWriter(memory);
    this.reader = reader;
    this.known = memory.read(TransparencyLog.CHECKPOINT).map(SignedNote::parse);
  }

  /// The last verified checkpoint.
  public Optional<SignedNote> known() {
    return known;
  }

  /// Looks at the log once.
  ///
  /// @throws IOException when the monitor's own memory fails
  public Observation look() throws IOException {
    Optional<SignedNote> seen = Optional.empty();
    Optional<byte[]> bytes;
    try {
      bytes = source.read(TransparencyLog.CHECKPOINT);
    } catch (IOException e) {
      return new Observation.Unreachable(String.valueOf(e.getMessage()));
    }
    if (bytes.isEmpty()) {
      return known.isPresent()
          ? alert(LogFault.ROLLED_BACK, "the log publishes no checkpoint any more", seen)
          : new Observation.Unreachable("the log publishes no checkpoint");
    }
    SignedNote note;
    Checkpoint checkpoint;
    try {
      note = SignedNote.parse(bytes.get());
      seen = Optional.of(note);
      checkpoint = policy.check(note).checkpoint();
    } catch (LogException e) {
      return alert(e.fault(), String.valueOf(e.getMessage()), seen);
    }
    return compare(note, checkpoint);
  }

  private Observation compare(SignedNote note, Checkpoint checkpoint) throws IOException {
    Optional<Checkpoint> before = known.map(one -> Checkpoint.parse(one.text()));
    long size = before.map(Checkpoint::size).orElse(0L);
    Hash root = before.map(Checkpoint::root).orElse(Merkle.EMPTY);
    if (before.isPresent() && !before.get().origin().equals(checkpoint.origin())) {
      return alert(LogFault.UNTRUSTED, "another log is published here", Optional.of(note));
    }
    if (checkpoint.size() < size) {
      return alert(
          LogFault.ROLLED_BACK,
          "the log has " + checkpoint.size() + " entries and had " + size,
          Optional.of(note));
    }
    if (checkpoint.size() == size) {
      if (!checkpoint.root().equals(root)) {
        return alert(LogFault.FORKED, "two roots of size " + size, Optional.of(note));
      }
      if (before.isEmpty()) {
        keep(note);
      }
      return new Observation.Unchanged(checkpoint);
    }
    try {
      return follow(note, checkpoint, size, root);
    } catch (LogException e) {
      return e.fault() == LogFault.STORAGE
          ? new Observation.Unreachable(String.valueOf(e.getMessage()))
          : alert(e.fault(), String.valueOf(e.getMessage()), Optional.of(note));
    } catch (SourceFailure e) {
      return new Observation.Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private Observation follow(SignedNote note, Checkpoint checkpoint, long size, Hash root)
      throws IOException {
    PublishedLog log = new PublishedLog(watched(), checkpoint.size());
    Frontier edge = edge(log, size, root).copy();
    for (long bundle = size / TilePath.FULL; bundle * TilePath.FULL < checkpoint.size(); bundle++) {
      List<byte[]> entries = log.bundle(bundle);
      long first = bundle * TilePath.FULL;
      for (int i = (int) Math.max(size - first, 0); i < entries.size(); i++) {
        edge.append(Merkle.leaf(entries.get(i)), (_, _) -> {});
        reader.read(first + i, entries.get(i));
      }
    }
    if (!edge.root().equals(checkpoint.root())) {
      return differs(log, note, checkpoint, size, root);
    }
    keep(note);
    frontier = Optional.of(edge);
    return new Observation.Grew(size, checkpoint);
  }

  /// The entries do not lead to the root: either the head does not continue the last one, or it
  /// does and the entries that are published are not those below it.
  private Observation differs(
      PublishedLog log, SignedNote note, Checkpoint checkpoint, long size, Hash root)
      throws IOException {
    boolean continues =
        size == 0
            || Merkle.isConsistent(
                size, checkpoint.size(), root, checkpoint.root(), log.consistency(size));
    return continues
        ? alert(
            LogFault.NOT_PROVEN,
            "the entries published do not lead to the root at size " + checkpoint.size(),
            Optional.of(note))
        : alert(
            LogFault.FORKED,
            "size " + checkpoint.size() + " does not continue size " + size,
            Optional.of(note));
  }

  /// The right edge at the last verified size; after a restart from the log's own tiles, which
  /// must lead to the root that was verified.
  private Frontier edge(PublishedLog log, long size, Hash root) throws IOException {
    if (size == 0) {
      return Frontier.empty();
    }
    if (frontier.isPresent()) {
      return frontier.get();
    }
    Frontier edge = Frontier.of(log, size);
    if (!edge.root().equals(root)) {
      throw new LogException(
          LogFault.FORKED, "the tiles no longer lead to the root at size " + size);
    }
    frontier = Optional.of(edge);
    return edge;
  }

  private void keep(SignedNote note) throws IOException {
    writer.replace(TransparencyLog.CHECKPOINT, note.bytes());
    known = Optional.of(note);
  }

  private Observation.Alert alert(LogFault fault, String detail, Optional<SignedNote> seen) {
    return new Observation.Alert(fault, detail, known, seen);
  }

  /// The source, whose failures are told apart from those of the memory.
  private LogSource watched() {
    return path -> {
      try {
        return source.read(path);
      } catch (IOException e) {
        throw new SourceFailure(e);
      }
    };
  }

  private static final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1;

    SourceFailure(IOException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }
}
