package org.plimsoll.transparency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files that change when entries are put under the tree.
final class Integration {
  private final Frontier frontier;
  private final List<byte[]> tail;
  private final long before;
  private final Map<String, byte[]> changed = new LinkedHashMap<>();
  private final List<TilePath> filled = new ArrayList<>();

  /// @param tail the entries of the bundle that is not full; kept up to date
  Integration(Frontier frontier, List<byte[]> tail) {
    this.frontier = frontier;
    this.tail = tail;
    this.before = frontier.size();
  }

  void add(byte[] entry) {
    tail.add(entry);
    if (tail.size() == TilePath.FULL) {
      TilePath tile = new TilePath(0, frontier.size() / TilePath.FULL, TilePath.FULL);
      changed.put(tile.entries(), EntryBundle.encode(tail));
      tail.clear();
    }
    frontier.append(
        Merkle.leaf(entry),
        (tile, hashes) -> {
          filled.add(tile);
          changed.put(tile.hashes(), bytes(hashes));
        });
  }

  /// All files of the new size that are not there yet, by path.
  Map<String, byte[]> finish() {
    long size = frontier.size();
    for (int level = 0; level < frontier.levels(); level++) {
      int shift = level * TilePath.HEIGHT;
      List<Hash> hashes = frontier.partial(level);
      if (!hashes.isEmpty() && size >>> shift != before >>> shift) {
        TilePath tile = TilePath.of(level, (size >>> shift) / TilePath.FULL, size);
        changed.put(tile.hashes(), bytes(hashes));
      }
    }
    if (!tail.isEmpty() && size != before) {
      TilePath tile = TilePath.of(0, size / TilePath.FULL, size);
      changed.put(tile.entries(), EntryBundle.encode(tail));
    }
    return changed;
  }

  /// Removes the partial tiles that full ones now stand for, as the format allows, except those
  /// of the settled size: what a crash leaves is built upon them.
  ///
  /// @return what was removed
  List<String> removePartials(LogFiles files, long settled) throws IOException {
    List<String> removed = new ArrayList<>();
    for (TilePath tile : filled) {
      removed.addAll(removePartials(files, tile, settled));
    }
    return removed;
  }

  /// Removes the partial tiles at one place, except that of the settled size.
  static List<String> removePartials(LogFiles files, TilePath tile, long settled)
      throws IOException {
    long hashes = settled >>> (tile.level() * TilePath.HEIGHT);
    String kept = hashes / TilePath.FULL == tile.index() ? "" + hashes % TilePath.FULL : "";
    List<String> removed = removeAll(files, tile.full().hashes() + ".p", kept);
    if (tile.level() == 0) {
      removed.addAll(removeAll(files, tile.full().entries() + ".p", kept));
    }
    return removed;
  }

  private static List<String> removeAll(LogFiles files, String folder, String kept)
      throws IOException {
    List<String> removed = new ArrayList<>();
    for (String name : files.list(folder)) {
      if (!name.equals(kept)) {
        files.delete(folder + "/" + name);
        removed.add(folder + "/" + name);
      }
    }
    return removed;
  }

  static byte[] bytes(List<Hash> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Hash.BYTES);
    hashes.forEach(hash -> bytes.put(hash.raw()));
    return bytes.array();
  }
}
