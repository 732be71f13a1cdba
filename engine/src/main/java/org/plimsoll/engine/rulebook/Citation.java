package org.plimsoll.engine.rulebook;

/// Where a statement of a rule pack can be read.
///
/// @param title the instrument of law or the document
/// @param article the provision inside it
/// @param link an address that begins with `https://`, or `none`
public record Citation(String title, String article, String link) {
  /// The link of a source that has none.
  public static final String NO_LINK = "none";

  /// Checks that nothing is blank.
  public Citation {
    if (title.isBlank() || article.isBlank() || link.isBlank()) {
      throw new IllegalArgumentException("A citation needs a title, an article and a link");
    }
  }
}
