package org.plimsoll.engine.formula;

import java.util.List;

/// Finds the known name that a mistyped one was probably meant to be.
final class Spelling {
  private static final int MAX_DISTANCE = 2;

  private Spelling() {}

  /// `; did you mean "x"?`, or nothing when no known name is near.
  static String hint(String name, List<String> known) {
    String nearest = "";
    int least = Math.min(MAX_DISTANCE, name.length() - 1) + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean \"" + nearest + "\"?";
  }

  /// The fewest insertions, deletions and replacements that turn one name into the other.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
      return MAX_DISTANCE + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
