package org.plimsoll.transparency;

import java.util.List;

/// The head of a log at one size: C2SP tlog-checkpoint, the text of the note that the log signs.
///
/// @param origin the log's name
/// @param size entries
/// @param root over those entries
/// @param extensions further lines, opaque
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  /// Checks the parts and copies the list.
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (!isLine(origin) || size < 0 || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw LogException.malformed("not a checkpoint: " + Lines.shown(origin) + " at " + size);
    }
  }

  /// A checkpoint without extensions.
  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /// The checkpoint in a note's text.
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw LogException.malformed("a checkpoint that does not end in a newline");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw LogException.malformed("a checkpoint of " + lines.size() + " lines; it has 3 or more");
    }
    return new Checkpoint(
        lines.get(0),
        Lines.decimal(lines.get(1)),
        Hash.parse(lines.get(2)),
        lines.subList(3, lines.size()));
  }

  /// As {@link #parse} reads it.
  public String text() {
    StringBuilder text = new StringBuilder(origin + "\n" + size + "\n" + root.base64() + "\n");
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static boolean isLine(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c < ' ');
  }
}
