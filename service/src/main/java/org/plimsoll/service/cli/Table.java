package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of text under headings.
///
/// @param columns names that stay the same in every language
record Table(List<String> columns, List<List<String>> rows) {
  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// A table of names and values, without the names whose value is absent.
  static Table ofPairs(@Nullable Object... pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        rows.add(List.of(String.valueOf(pairs[i]), String.valueOf(value)));
      }
    }
    return new Table(List.of("name", "value"), rows);
  }
}
