package org.plimsoll.rulepacks;

import java.util.ArrayList;
import java.util.List;

/// The errors found so far in one file.
final class Problems {
  private static final int MOST_SHOWN = 50;
  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private final List<PackError> errors = new ArrayList<>();
  private int count;

  Problems(String file) {
    this.file = file;
  }

  void add(PackErrorCode code, Place place, String message, String remedy) {
    count++;
    if (errors.size() < MOST_SHOWN) {
      errors.add(new PackError(code, file, place, message, remedy));
    }
  }

  int count() {
    return count;
  }

  List<PackError> errors() {
    return List.copyOf(errors);
  }

  /// `text` in quotation marks, shortened.
  static String quote(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= LONGEST_QUOTE
        ? "\"" + line + "\""
        : "\"" + line.substring(0, LONGEST_QUOTE) + "…\"";
  }
}
