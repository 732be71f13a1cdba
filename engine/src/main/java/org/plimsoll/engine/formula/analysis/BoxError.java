package org.plimsoll.engine.formula.analysis;

/// Why a text is not a box.
///
/// @param entry the part of the text between two commas that is wrong
/// @param message the value, the limit it breaks and what to write instead
public record BoxError(Code code, String entry, String message) {
  /// Kinds of error. The codes are stable: none is renamed or reused.
  public enum Code {
    /// An entry is not `name=value` or `name=low..high`.
    ENTRY_MALFORMED("B101"),
    /// A bound is not a plain decimal number, `true` or `false`.
    NUMBER_MALFORMED("B102"),
    /// A bound is larger than the largest double.
    NUMBER_OUT_OF_RANGE("B103"),
    /// The lower bound is above the upper.
    BOUNDS_REVERSED("B104"),
    /// A name has two ranges.
    NAME_REPEATED("B105"),
    /// There are too many entries, or the text is too long.
    BOX_TOO_LARGE("B106");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    /// The stable code, `B` and three digits.
    public String code() {
      return code;
    }
  }

  @Override
  public String toString() {
    return code.code() + " at \"" + entry + "\": " + message;
  }
}
