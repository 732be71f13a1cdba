package org.plimsoll.feeds.recorded;

/// A file that was recognised.
///
/// @param part which part of the series it holds, from its name: `2024-01`, or empty
public record DataFile(ByteSource bytes, FileFormat format, SeriesId series, String part) {
  /// The file's name, without a folder.
  public String name() {
    return bytes.name();
  }
}
