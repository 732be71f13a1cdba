package org.plimsoll.engine.formula;

/// Why a text is not a formula. The codes are stable: none is renamed or reused.
public enum ErrorCode {
  // Characters and words.
  /// A character that no formula may contain.
  CHARACTER_NOT_ALLOWED("F101"),
  /// A number that Python, or this language, does not read.
  NUMBER_MALFORMED("F102"),
  /// A number too large or too small to be held, or a whole number that cannot be held exactly.
  NUMBER_OUT_OF_RANGE("F103"),
  /// A name that Python would read as another, or that a reader would take for another.
  NAME_NOT_ALLOWED("F104"),
  /// A word of Python that this language does not have.
  KEYWORD_NOT_ALLOWED("F105"),
  /// An operator that this language does not have.
  OPERATOR_NOT_ALLOWED("F106"),
  /// A statement that does not begin its line.
  INDENTED("F107"),
  /// A backslash that does not end a line.
  CONTINUATION_MALFORMED("F108"),

  // Sentences.
  /// An expression is missing.
  EXPRESSION_EXPECTED("F111"),
  /// Something stands where it cannot.
  UNEXPECTED("F112"),
  /// A bracket is not closed, or closed by another.
  BRACKET_NOT_CLOSED("F113"),
  /// The text ends without a result.
  RESULT_MISSING("F114"),
  /// Something follows the result.
  STATEMENT_AFTER_RESULT("F115"),
  /// Something other than a name is assigned to.
  ASSIGNMENT_TARGET("F116"),
  /// A conditional has no `else`.
  ELSE_MISSING("F117"),
  /// A table of rates is not a list of pairs.
  TABLE_MALFORMED("F118"),
  /// Arithmetic on whole numbers can leave the range in which Python and doubles agree.
  WHOLE_NUMBER_TOO_LARGE("F119"),

  // Names.
  /// A name is neither an input nor assigned before.
  NAME_UNDEFINED("F201"),
  /// A name is assigned that an input or a function already has.
  NAME_SHADOWED("F202"),
  /// A name is assigned twice.
  NAME_REASSIGNED("F203"),
  /// A function does not exist.
  FUNCTION_UNKNOWN("F204"),
  /// A function has too many or too few arguments.
  ARGUMENT_COUNT("F205"),
  /// A function is named without being called.
  FUNCTION_NOT_CALLED("F206"),
  /// An input was declared under a name that a formula cannot use.
  INPUT_NAME_INVALID("F207"),

  // Units.
  /// Values of different dimension are added, compared or chosen between.
  UNITS_DIFFER("F301"),
  /// Deviations over different horizons are combined.
  HORIZONS_DIFFER("F302"),
  /// A unit has no meaning here: a quarter power of time, a power beyond the limit.
  UNIT_NOT_REPRESENTABLE("F303"),
  /// A deviation is moved to another horizon from one it does not have, or by the wrong power.
  RESCALING_MISMATCH("F304"),
  /// A deviation is multiplied or divided by time.
  DEVIATION_TIMES_TIME("F305"),
  /// A truth stands where a number belongs.
  NUMBER_EXPECTED("F306"),
  /// A number stands where a truth belongs.
  BOOLEAN_EXPECTED("F307"),
  /// A dimension stands where a dimensionless number belongs.
  RATE_EXPECTED("F308"),
  /// A dimension is raised to a power that is not a written number.
  EXPONENT_NOT_CONSTANT("F309"),
  /// A table's thresholds do not ascend from 0.
  THRESHOLDS_NOT_ASCENDING("F310"),

  // Limits.
  /// The text is too long.
  TEXT_TOO_LONG("F401"),
  /// The formula has too many nodes.
  TOO_MANY_NODES("F402"),
  /// Brackets or operators are nested too deeply, or a chain of operators is too long.
  NESTED_TOO_DEEPLY("F403"),
  /// The formula has too many assignments.
  TOO_MANY_ASSIGNMENTS("F404"),
  /// A name is too long.
  NAME_TOO_LONG("F405");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /// The stable code, `F` and three digits.
  public String code() {
    return code;
  }
}
