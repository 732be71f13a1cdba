package org.plimsoll.engine.formula;

/// A stretch of a formula's text, from the first character to just after the last.
///
/// @param start offset of the first character, in UTF-16 units from 0
/// @param end offset after the last character, at least `start`
public record Span(int start, int end) {
  /// Checks that the stretch is not reversed.
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("Span from " + start + " to " + end);
    }
  }

  /// The shortest stretch that covers this one and `other`.
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /// The characters of `text` that this stretch covers.
  public String of(String text) {
    return text.substring(start, end);
  }
}
