package org.plimsoll.audit.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.transparency.JsonValue;

/// One thing that a check found.
///
/// @param subject what it is about: a pack, or jurisdiction, class and instrument
/// @param message one English sentence with value, limit and source
/// @param evidence the figures behind it, by name
public record Finding(
    CheckCode code, String subject, String message, SortedMap<String, String> evidence) {
  /// Copies the evidence.
  public Finding {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /// How much it matters.
  public Severity severity() {
    return code.severity();
  }

  /// The finding as an entry of a public log: the same finding gives the same canonical bytes.
  public JsonValue entry() {
    List<Object> names = new ArrayList<>();
    evidence.forEach((name, value) -> names.addAll(List.of(name, value)));
    return JsonValue.of(
        "code",
        code.code(),
        "evidence",
        JsonValue.of(names.toArray()),
        "severity",
        severity().name(),
        "subject",
        subject);
  }
}
