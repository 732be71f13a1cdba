package org.plimsoll.transparency;

import java.io.IOException;
import java.util.Optional;

/// A place outside the log's folder that remembers the last checkpoint, so that a folder put back
/// from a backup is noticed: another disk, a witness, a monitor.
public interface Anchor {
  /// The last checkpoint that the place knows.
  Optional<SignedNote> latest() throws IOException;

  /// Tells the place of a checkpoint before it is published; it must be kept on return.
  void record(SignedNote checkpoint) throws IOException;

  /// An anchor that keeps the checkpoint in one file.
  static Anchor in(LogFiles files, String path) {
    DurableWriter writer = new DurableWriter(files);
    return new Anchor() {
      @Override
      public Optional<SignedNote> latest() throws IOException {
        return files.read(path).map(SignedNote::parse);
      }

      @Override
      public void record(SignedNote checkpoint) throws IOException {
        writer.replace(path, checkpoint.bytes());
      }
    };
  }

  /// An anchor that only knows a checkpoint, such as one that a witness or a monitor has seen.
  static Anchor knowing(SignedNote checkpoint) {
    return new Anchor() {
      @Override
      public Optional<SignedNote> latest() {
        return Optional.of(checkpoint);
      }

      @Override
      public void record(SignedNote newer) {}
    };
  }
}
