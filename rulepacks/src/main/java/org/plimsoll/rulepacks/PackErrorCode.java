package org.plimsoll.rulepacks;

/// Why a file is not a rule pack. The names are stable.
public enum PackErrorCode {
  // Reading.
  /// The file is longer than the limit.
  FILE_TOO_LONG,
  /// The file is not UTF-8, begins with a byte order mark or holds a hidden control character.
  ENCODING_REFUSED,
  /// The file is not YAML.
  YAML_SYNTAX,
  /// The file does not hold exactly one document.
  DOCUMENT_COUNT,
  /// Collections are nested deeper than the limit.
  NESTING_TOO_DEEP,
  /// The file has more nodes than the limit.
  TOO_MANY_NODES,
  /// A scalar is longer than the limit.
  SCALAR_TOO_LONG,
  /// An anchor or an alias is used.
  ALIAS_REFUSED,
  /// A tag or a directive is used.
  TAG_REFUSED,
  /// A key is not plain text.
  KEY_NOT_TEXT,
  /// A key appears twice in one mapping.
  KEY_DUPLICATE,

  // Structure.
  /// A key is not part of the format.
  KEY_UNKNOWN,
  /// A key that is required is absent.
  KEY_MISSING,
  /// A mapping, a list or a text stands where another of the three belongs.
  SHAPE_WRONG,
  /// A text cannot be read as what it stands for.
  VALUE_MALFORMED,
  /// A list has too few or too many entries.
  LIST_SIZE,

  // Meaning.
  /// Two statements of the pack contradict each other.
  INCONSISTENT,
  /// A name is used twice, is reserved, or is unknown.
  NAME_WRONG,
  /// A formula does not check.
  FORMULA_REJECTED
}
