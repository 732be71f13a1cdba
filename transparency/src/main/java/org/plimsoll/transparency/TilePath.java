package org.plimsoll.transparency;

/// Where a tile or an entry bundle is published, after C2SP tlog-tiles.
///
/// @param level 0 to 7 for tiles of hashes
/// @param index from 0, within the level
/// @param width 1 to 256; less than 256 for a partial tile
public record TilePath(int level, long index, int width) {
  /// Hashes of a full tile, and entries of a full bundle.
  public static final int FULL = 256;

  /// Levels of the tree that one level of tiles stands for.
  static final int HEIGHT = 8;

  /// Levels of tiles that a tree of up to 2^63 - 1 entries has.
  static final int MAX_LEVELS = 8;

  private static final int GROUP = 1000;

  /// Checks the ranges.
  public TilePath {
    if (level < 0 || level >= MAX_LEVELS || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile " + level + "/" + index + "/" + width);
    }
  }

  /// The tile with this index in a tree of `size` entries.
  ///
  /// @throws LogException when the tree is too small to have it
  public static TilePath of(int level, long index, long size) {
    long hashes = level >= MAX_LEVELS ? 0 : size >>> (level * HEIGHT);
    long here = Math.min(hashes - index * FULL, FULL);
    if (index < 0 || here <= 0) {
      throw new LogException(
          LogFault.OUT_OF_RANGE,
          "a tree of " + size + " entries has no tile " + level + "/" + index);
    }
    return new TilePath(level, index, (int) here);
  }

  /// Whether the tile will grow no more.
  public boolean isFull() {
    return width == FULL;
  }

  /// The same tile once it is full.
  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /// The path of the hashes, below the log's prefix.
  public String hashes() {
    return "tile/" + level + "/" + number() + suffix();
  }

  /// The path of the entries below this tile, which must be of level 0.
  public String entries() {
    if (level != 0) {
      throw new IllegalArgumentException("entries are at level 0, not " + level);
    }
    return "tile/entries/" + number() + suffix();
  }

  private String number() {
    StringBuilder path = new StringBuilder(digits(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x" + digits(rest % GROUP) + "/");
    }
    return path.toString();
  }

  private static String digits(long group) {
    return Long.toString(GROUP + group).substring(1);
  }

  private String suffix() {
    return isFull() ? "" : ".p/" + width;
  }
}
