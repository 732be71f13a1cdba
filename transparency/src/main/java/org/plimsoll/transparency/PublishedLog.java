package org.plimsoll.transparency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A published log at one size: its tiles and entries, and the proofs that follow from them.
///
/// What it gives is as true as its source; a proof shows its worth against a signed root.
public final class PublishedLog {
  private static final int TILES_KEPT = 64;

  private final LogSource source;
  private final long size;
  private final Map<String, List<Hash>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// The log at `source` when it had `size` entries.
  public PublishedLog(LogSource source, long size) {
    this.source = source;
    this.size = size;
  }

  /// Entries.
  public long size() {
    return size;
  }

  /// The root that follows from the tiles.
  public Hash root() throws IOException {
    return size == 0 ? Merkle.EMPTY : subtree(0, size);
  }

  /// The root of an earlier size that follows from the tiles.
  public Hash root(long earlier) throws IOException {
    if (earlier < 0 || earlier > size) {
      throw outOfRange("size", earlier);
    }
    return earlier == 0 ? Merkle.EMPTY : subtree(0, earlier);
  }

  /// One entry.
  public byte[] entry(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw outOfRange("entry", index);
    }
    return bundle(index / TilePath.FULL).get((int) (index % TilePath.FULL));
  }

  /// The entries from `256 × index` on: 256 of them, or up to the log's end.
  public List<byte[]> bundle(long index) throws IOException {
    TilePath tile = TilePath.of(0, index, size);
    Optional<byte[]> partial = source.read(tile.entries());
    Optional<byte[]> found =
        partial.isEmpty() && !tile.isFull() ? source.read(tile.full().entries()) : partial;
    List<byte[]> entries = EntryBundle.decode(found.orElseThrow(() -> missing(tile.entries())));
    boolean fits = partial.isPresent() ? entries.size() == tile.width() : entries.size() == 256;
    if (!fits) {
      throw LogException.malformed(
          tile.entries() + " holds " + entries.size() + " entries, not " + tile.width());
    }
    return entries.subList(0, tile.width());
  }

  /// The hashes of one tile, as many as the log's size gives it.
  List<Hash> tile(int level, long index) throws IOException {
    TilePath tile = TilePath.of(level, index, size);
    List<Hash> known = kept.get(tile.hashes());
    if (known != null) {
      return known;
    }
    Optional<byte[]> own = source.read(tile.hashes());
    int width = tile.width();
    if (own.isEmpty() && !tile.isFull()) {
      own = source.read(tile.full().hashes());
      width = TilePath.FULL;
    }
    byte[] bytes = own.orElseThrow(() -> missing(tile.hashes()));
    if (bytes.length != width * Hash.BYTES) {
      throw LogException.malformed(
          tile.hashes() + " holds " + bytes.length + " bytes, not " + width * Hash.BYTES);
    }
    List<Hash> hashes = new ArrayList<>(tile.width());
    for (int i = 0; i < tile.width(); i++) {
      hashes.add(Hash.of(bytes, i * Hash.BYTES, Hash.BYTES));
    }
    keep(tile.hashes(), hashes);
    return hashes;
  }

  /// The proof that the entry at `index` is below the root: from its sibling up.
  public List<Hash> inclusion(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw outOfRange("entry", index);
    }
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.addFirst(subtree(middle, to));
        to = middle;
      } else {
        path.addFirst(subtree(from, middle));
        from = middle;
      }
    }
    return path;
  }

  /// The proof that this log begins with its first `earlier` entries: RFC 6962, section 2.1.2.
  /// Empty for the sizes that need none, 0 and the log's own.
  public List<Hash> consistency(long earlier) throws IOException {
    if (earlier < 0 || earlier > size) {
      throw outOfRange("size", earlier);
    }
    List<Hash> proof = new ArrayList<>();
    if (earlier == 0 || earlier == size) {
      return proof;
    }
    long from = 0;
    long to = size;
    boolean whole = true;
    while (to > earlier) {
      long middle = from + split(to - from);
      if (earlier <= middle) {
        proof.addFirst(subtree(middle, to));
        to = middle;
      } else {
        proof.addFirst(subtree(from, middle));
        from = middle;
        whole = false;
      }
    }
    if (!whole) {
      proof.addFirst(subtree(from, to));
    }
    return proof;
  }

  private Hash subtree(long from, long to) throws IOException {
    long entries = to - from;
    if (Long.bitCount(entries) == 1) {
      int height = Long.numberOfTrailingZeros(entries);
      int level = Math.min(height / TilePath.HEIGHT, TilePath.MAX_LEVELS - 1);
      long first = from >>> (level * TilePath.HEIGHT);
      int count = 1 << (height - level * TilePath.HEIGHT);
      int offset = (int) (first % TilePath.FULL);
      return Merkle.root(tile(level, first / TilePath.FULL).subList(offset, offset + count));
    }
    long middle = from + split(entries);
    return Merkle.node(subtree(from, middle), subtree(middle, to));
  }

  /// The largest power of two below `entries`, which is at least 2.
  private static long split(long entries) {
    return Long.highestOneBit(entries - 1);
  }

  private void keep(String path, List<Hash> hashes) {
    kept.put(path, hashes);
    if (kept.size() > TILES_KEPT) {
      var oldest = kept.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private LogException outOfRange(String what, long asked) {
    return new LogException(
        LogFault.OUT_OF_RANGE, "no " + what + " " + asked + " in a log of " + size + " entries");
  }

  private static LogException missing(String path) {
    return new LogException(LogFault.STORAGE, "the log does not publish " + path);
  }
}
