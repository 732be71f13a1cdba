package org.plimsoll.feeds.recorded;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.plimsoll.feeds.ExactNumbers;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.RowFault;

/// The fields of a comma-separated file, read from the bytes. No quoting: none of the layouts has
/// any, and a quote is then a fault of its field.
final class Table implements Closeable {
  /// The largest number of columns that is looked at.
  static final int MAX_COLUMNS = 64;

  private static final int SHOWN = 40;
  private static final String MEND = "Correct or remove the row, or fetch the file again.";

  private final String file;
  private final LineReader lines;
  private final FaultLog faults;
  private final int[] starts = new int[MAX_COLUMNS + 1];
  private int columns;
  private boolean held;
  private long mantissa;
  private int scale;

  Table(String file, InputStream in, FaultLog faults) {
    this.file = file;
    this.lines = new LineReader(file, in);
    this.faults = faults;
  }

  String file() {
    return file;
  }

  long line() {
    return lines.line();
  }

  /// Moves to the next row; false at the end of the file.
  boolean next() throws IOException {
    if (held) {
      held = false;
      return true;
    }
    if (!lines.next()) {
      return false;
    }
    split();
    return true;
  }

  /// Makes the next call of `next` give the current row again.
  void hold() {
    held = true;
  }

  int columns() {
    return columns;
  }

  /// The whole row as text, shortened to the longest line.
  String text() {
    return ascii(lines.start(), lines.end(), LineReader.MAX_LINE_BYTES);
  }

  /// A field as text, shortened to 40 characters.
  String text(int column) {
    return ascii(start(column), end(column), SHOWN);
  }

  boolean equalsAscii(int column, byte[] expected) {
    int start = start(column);
    return java.util.Arrays.equals(
        lines.buffer(), start, end(column), expected, 0, expected.length);
  }

  boolean startsWithDigit() {
    byte first = lines.buffer()[lines.start()];
    return first >= '0' && first <= '9';
  }

  void expectColumns(int least, int most) throws RowProblem {
    if (columns < least || columns > most) {
      String wanted = least == most ? "" + least : least + " to " + most;
      throw new RowProblem(
          "row",
          ascii(lines.start(), lines.end(), SHOWN),
          "has %d columns, expected %s".formatted(columns, wanted),
          MEND);
    }
  }

  RowProblem problem(int column, String name, String problem) {
    return new RowProblem(name, text(column), problem, MEND);
  }

  void fault(RowProblem problem) throws IOException {
    faults.add(
        new RowFault(
            file, line(), problem.column(), problem.value(), problem.problem(), problem.remedy()));
  }

  /// The field as microseconds since 1970: ISO 8601 in UTC, or a count of seconds, milliseconds or
  /// microseconds told apart by its size.
  long micros(int column, String name) throws RowProblem {
    long value = Timestamps.parse(lines.buffer(), start(column), end(column));
    if (value == Timestamps.UNREADABLE) {
      throw problem(
          column, name, "is not a time: expected 2024-01-31T23:00:00Z or a count since 1970");
    }
    if (value < Timestamps.EARLIEST || value >= Timestamps.LATEST) {
      throw problem(column, name, "lies outside the years 2000 to 2099");
    }
    return value;
  }

  /// Reads the field as an exact decimal into `mantissa` and `scale`.
  void decimal(int column, String name) throws RowProblem {
    if (!parseDecimal(lines.buffer(), start(column), end(column))) {
      throw problem(
          column, name, "is not a decimal number of at most 18 digits and 18 decimal places");
    }
  }

  /// The units of the last decimal read.
  long mantissa() {
    return mantissa;
  }

  /// The scale of the last decimal read, without trailing zeros.
  int scale() {
    return scale;
  }

  /// The field as the nearest `double`.
  double number(int column, String name) throws RowProblem {
    if (parseDecimal(lines.buffer(), start(column), end(column))) {
      return ExactNumbers.toDouble(mantissa, scale);
    }
    String text = text(column);
    if (!text.matches("-?[0-9]{1,20}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?")) {
      throw problem(column, name, "is not a number");
    }
    return Double.parseDouble(text);
  }

  private boolean parseDecimal(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    at += negative ? 1 : 0;
    long value = 0;
    int digits = 0;
    int fraction = 0;
    int pendingZeros = 0;
    int seen = 0;
    boolean point = false;
    for (; at < to; at++) {
      int c = bytes[at];
      if (c == '.') {
        if (point || seen == 0) {
          return false;
        }
        point = true;
      } else if (c < '0' || c > '9') {
        break;
      } else {
        seen++;
        if (point && c == '0') {
          pendingZeros++;
          continue;
        }
        int added = (point ? pendingZeros : 0) + 1;
        digits = value == 0 && c == '0' ? 0 : digits + (value == 0 ? 1 : added);
        if (digits > 18 || (point && fraction + added > 18)) {
          return false;
        }
        value = value * ExactNumbers.powerOfTen(value == 0 ? 0 : added) + (c - '0');
        fraction += point ? added : 0;
        pendingZeros = 0;
      }
    }
    if (seen == 0 || bytes[at - 1] == '.') {
      return false;
    }
    mantissa = negative ? -value : value;
    scale = value == 0 ? 0 : fraction;
    return at == to || applyExponent(bytes, at, to);
  }

  private boolean applyExponent(byte[] bytes, int from, int to) {
    if (bytes[from] != 'e' && bytes[from] != 'E') {
      return false;
    }
    int at = from + 1;
    boolean negative = at < to && bytes[at] == '-';
    at += at < to && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
    if (to - at < 1 || to - at > 2) {
      return false;
    }
    int exponent = 0;
    for (; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
      exponent = 10 * exponent + bytes[at] - '0';
    }
    return mantissa == 0 || shift(negative ? exponent : -exponent);
  }

  /// Moves the decimal point `places` to the left, if the result can be held.
  private boolean shift(int places) {
    int shifted = scale + places;
    if (shifted > ExactNumbers.MAX_SCALE || shifted < -ExactNumbers.MAX_SCALE) {
      return false;
    }
    if (shifted < 0) {
      long high = Math.multiplyHigh(mantissa, ExactNumbers.powerOfTen(-shifted));
      long low = mantissa * ExactNumbers.powerOfTen(-shifted);
      if (high != low >> 63) {
        return false;
      }
      mantissa = low;
    }
    while (shifted > 0 && mantissa % 10 == 0) {
      mantissa /= 10;
      shifted--;
    }
    scale = Math.max(shifted, 0);
    return true;
  }

  private void split() {
    byte[] bytes = lines.buffer();
    int end = lines.end();
    int count = 0;
    starts[count++] = lines.start();
    for (int i = lines.start(); i < end; i++) {
      if (bytes[i] == ',' && count < MAX_COLUMNS) {
        starts[count++] = i + 1;
      }
    }
    columns = count;
    starts[count] = end + 1;
  }

  private int start(int column) {
    return starts[column];
  }

  private int end(int column) {
    return starts[column + 1] - 1;
  }

  private String ascii(int from, int to, int most) {
    byte[] copy = java.util.Arrays.copyOfRange(lines.buffer(), from, Math.min(to, from + most));
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] < ' ' || copy[i] > '~') {
        copy[i] = '?';
      }
    }
    String text = new String(copy, StandardCharsets.US_ASCII);
    return to - from > most ? text + "…" : text;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
