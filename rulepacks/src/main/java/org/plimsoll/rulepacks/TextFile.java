package org.plimsoll.rulepacks;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/// A small text file of a known kind: a header line, then `name: value` lines, and `#` comments.
record TextFile(SortedMap<String, String> values) {
  private static final int LONGEST = 8_192;

  static TextFile parse(String header, String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The file has " + text.length() + " characters, limit " + LONGEST);
    }
    SortedMap<String, String> values = new TreeMap<>();
    boolean headed = false;
    for (String line : text.lines().filter(TextFile::isContent).toList()) {
      if (!headed) {
        headed = line.equals(header);
        if (!headed) {
          throw new IllegalArgumentException("The first line is not " + header);
        }
        continue;
      }
      int colon = line.indexOf(": ");
      if (colon < 1 || values.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
        throw new IllegalArgumentException("A line is not a new name: value: " + line);
      }
    }
    return new TextFile(values);
  }

  private static boolean isContent(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The line " + name + ": is missing");
    }
    return value;
  }

  byte[] bytes(String name) {
    return Base64.getDecoder().decode(text(name));
  }
}
