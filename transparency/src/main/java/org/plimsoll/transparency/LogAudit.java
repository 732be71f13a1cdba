package org.plimsoll.transparency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Verifies a whole published log: every entry, every tile, the root and its signatures.
public final class LogAudit {
  private final LogSource source;
  private final TrustPolicy policy;

  /// An audit of the log at `source`.
  public LogAudit(LogSource source, TrustPolicy policy) {
    this.source = source;
    this.policy = policy;
  }

  /// What was verified.
  ///
  /// @param files entry bundles and tiles
  /// @param bytes of them
  public record Report(TrustPolicy.Trusted head, long files, long bytes) {}

  /// Is given every file once it was verified, and last the checkpoint: all of a copy of the log.
  @FunctionalInterface
  public interface FileReader {
    /// Takes one file.
    void read(String path, byte[] content) throws IOException;
  }

  /// Verifies everything.
  ///
  /// @throws LogException that names the first file that does not fit
  public Report run(FileReader reader) throws IOException {
    byte[] head =
        source
            .read(TransparencyLog.CHECKPOINT)
            .orElseThrow(
                () -> new LogException(LogFault.STORAGE, "the log publishes no checkpoint"));
    SignedNote note = SignedNote.parse(head);
    TrustPolicy.Trusted trusted = policy.check(note);
    Run run = new Run(reader, trusted.checkpoint().size());
    Hash root = run.root();
    if (!root.equals(trusted.checkpoint().root())) {
      throw new LogException(
          LogFault.NOT_PROVEN, "the entries lead to another root than the one that was signed");
    }
    reader.read(TransparencyLog.CHECKPOINT, head);
    return new Report(trusted, run.files, run.bytes);
  }

  private final class Run {
    private final FileReader reader;
    private final long size;
    private long files;
    private long bytes;

    Run(FileReader reader, long size) {
      this.reader = reader;
      this.size = size;
    }

    Hash root() throws IOException {
      PublishedLog log = new PublishedLog(source, size);
      Frontier edge = Frontier.empty();
      for (long index = 0; index * TilePath.FULL < size; index++) {
        List<byte[]> entries = log.bundle(index);
        take(TilePath.of(0, index, size).entries(), EntryBundle.encode(entries));
        for (byte[] entry : entries) {
          Filled filled = new Filled();
          edge.append(Merkle.leaf(entry), filled::add);
          filled.check();
        }
      }
      for (int level = 0; level < edge.levels(); level++) {
        List<Hash> partial = edge.partial(level);
        if (!partial.isEmpty()) {
          checkTile(TilePath.of(level, (size >>> (level * 8)) / 256, size), partial);
        }
      }
      return edge.root();
    }

    private void checkTile(TilePath tile, List<Hash> hashes) throws IOException {
      byte[] expected = Integration.bytes(hashes);
      Optional<byte[]> found = source.read(tile.hashes());
      if (found.isEmpty() && !tile.isFull()) {
        found = source.read(tile.full().hashes()).map(all -> Arrays.copyOf(all, expected.length));
      }
      if (found.isEmpty() || !Arrays.equals(found.get(), expected)) {
        throw new LogException(
            LogFault.NOT_PROVEN, tile.hashes() + " is not what the entries below it lead to");
      }
      take(tile.hashes(), expected);
    }

    private void take(String path, byte[] content) throws IOException {
      files++;
      bytes += content.length;
      reader.read(path, content);
    }

    /// Tiles that one entry filled: one on each of a few levels, or none.
    private final class Filled {
      private final List<TilePath> tiles = new ArrayList<>();
      private final List<List<Hash>> hashes = new ArrayList<>();

      void add(TilePath tile, List<Hash> content) {
        tiles.add(tile);
        hashes.add(List.copyOf(content));
      }

      void check() throws IOException {
        for (int i = 0; i < tiles.size(); i++) {
          checkTile(tiles.get(i), hashes.get(i));
        }
      }
    }
  }
}
