package org.plimsoll.rulepacks;

/// What the file of a rule pack may not exceed. The limits are always on.
public final class Limits {
  /// Longest file, in bytes.
  public static final int FILE_BYTES = 262_144;

  /// Deepest nesting of mappings and lists.
  public static final int NESTING = 12;

  /// Most texts, lists and mappings together, keys included.
  public static final int NODES = 20_000;

  /// Longest text, in UTF-16 units.
  public static final int TEXT_LENGTH = 16_384;

  /// Most entries of any list of a pack.
  public static final int LIST_LENGTH = 500;

  private Limits() {}
}
