package org.plimsoll.rulepacks;

/// One reason why a file is not a rule pack, with its place and what to do.
///
/// @param file the name of the file
/// @param message the value, and the rule that it breaks
/// @param remedy what to write instead
public record PackError(
    PackErrorCode code, String file, Place place, String message, String remedy) {
  /// `file:line:column: CODE: message. Remedy`, as compilers write it.
  @Override
  public String toString() {
    return "%s:%d:%d: %s: %s. %s."
        .formatted(file, place.line(), place.column(), code, message, remedy);
  }
}
