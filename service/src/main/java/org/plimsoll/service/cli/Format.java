package org.plimsoll.service.cli;

/// The forms in which a command gives its data.
enum Format {
  /// Columns, for people.
  table,
  /// One indented JSON value.
  json,
  /// RFC 4180, with a heading.
  csv,
  /// One line of JSON an item.
  ndjson
}
