package org.plimsoll.transparency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The right edge of a tree: of each level of tiles the hashes of the tile that is not full yet.
///
/// It is all that is needed to add entries and to know the root: at most 255 hashes a level.
final class Frontier {
  private final List<List<Hash>> levels;
  private long size;

  /// Told of every tile that becomes full.
  interface FullTiles {
    void full(TilePath tile, List<Hash> hashes);
  }

  private Frontier(List<List<Hash>> levels, long size) {
    this.levels = levels;
    this.size = size;
  }

  static Frontier empty() {
    return new Frontier(new ArrayList<>(), 0);
  }

  /// The right edge of a published tree.
  static Frontier of(PublishedLog log) throws IOException {
    return of(log, log.size());
  }

  /// The right edge that a published tree had at an earlier size.
  static Frontier of(PublishedLog log, long size) throws IOException {
    List<List<Hash>> levels = new ArrayList<>();
    long hashes = size;
    for (int level = 0; hashes > 0; level++) {
      int width = (int) (hashes % TilePath.FULL);
      levels.add(
          width > 0
              ? new ArrayList<>(log.tile(level, hashes / TilePath.FULL).subList(0, width))
              : new ArrayList<>());
      hashes >>>= TilePath.HEIGHT;
    }
    return new Frontier(levels, size);
  }

  Frontier copy() {
    List<List<Hash>> copies = new ArrayList<>();
    levels.forEach(level -> copies.add(new ArrayList<>(level)));
    return new Frontier(copies, size);
  }

  long size() {
    return size;
  }

  void append(Hash leaf, FullTiles fullTiles) {
    size++;
    Hash hash = leaf;
    for (int level = 0; ; level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      List<Hash> tile = levels.get(level);
      tile.add(hash);
      if (tile.size() < TilePath.FULL) {
        return;
      }
      long index = (size >>> (TilePath.HEIGHT * (level + 1))) - 1;
      fullTiles.full(new TilePath(level, index, TilePath.FULL), tile);
      hash = Merkle.root(tile);
      tile.clear();
    }
  }

  /// The hashes of the partial tile at a level; none if there is no such tile.
  List<Hash> partial(int level) {
    return level < levels.size() ? List.copyOf(levels.get(level)) : List.of();
  }

  int levels() {
    return levels.size();
  }

  Hash root() {
    List<Hash> below = List.of();
    for (List<Hash> level : levels) {
      List<Hash> row = new ArrayList<>(level);
      row.addAll(below);
      below = row.isEmpty() ? List.of() : List.of(Merkle.root(row));
    }
    return Merkle.root(below);
  }
}
