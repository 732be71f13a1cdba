package org.plimsoll.feeds;

/// A row of a file that could not be used, and why.
///
/// @param file the file's name
/// @param line counted from 1, the header included
/// @param column the column's name, or `row` when the row as a whole is at fault
/// @param value what stood there, shortened to 40 characters, with unprintable bytes as `?`
/// @param problem what is wrong with it
/// @param remedy what to do about it
public record RowFault(
    String file, long line, String column, String value, String problem, String remedy) {

  /// One sentence that holds all of it.
  public String message() {
    return "%s line %d, column %s: '%s' %s. %s"
        .formatted(file, line, column, value, problem, remedy);
  }
}
