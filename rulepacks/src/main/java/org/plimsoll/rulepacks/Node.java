package org.plimsoll.rulepacks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rule pack's file before it is understood: texts, lists and mappings, each with its place.
///
/// Every scalar is text: `NO` is a country here, and `0.10` keeps its zero.
sealed interface Node {
  Place place();

  /// A scalar.
  record Text(String value, Place place) implements Node {}

  /// A list.
  record Items(List<Node> items, Place place) implements Node {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A mapping, in the order of the file.
  record Mapping(Map<String, Entry> entries, Place place) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /// A value of a mapping and the place of its key.
  record Entry(Place key, Node value) {}
}
