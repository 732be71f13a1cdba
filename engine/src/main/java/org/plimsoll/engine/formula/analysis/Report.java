package org.plimsoll.engine.formula.analysis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the analysis of a formula over a box gave.
///
/// @param bounds proven bounds of the value, and why there may be none
/// @param signs by input; inputs that the box does not name are left out
/// @param breakpoints those found, by place in the text; the list is not proven complete
/// @param findings confirmed defects, by kind; an empty list proves only what bounds and signs say
public record Report(
    Bounds bounds,
    SortedMap<String, Sign> signs,
    List<Breakpoint> breakpoints,
    List<Finding> findings) {
  /// Copies the collections.
  public Report {
    signs = Collections.unmodifiableSortedMap(new TreeMap<>(signs));
    breakpoints = List.copyOf(breakpoints);
    findings = List.copyOf(findings);
  }
}
