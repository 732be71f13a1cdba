package org.plimsoll.service.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.service.api.Json;

/// Writes a command's data in the form asked for.
final class Printer {
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final Format format;
  private final Messages messages;
  private final boolean colour;

  Printer(PrintStream out, Format format, Messages messages, boolean colour) {
    this.out = out;
    this.format = format;
    this.messages = messages;
    this.colour = colour;
  }

  /// Writes the same data as JSON or as a table. A list is one item a line in NDJSON.
  void print(Object json, Table table) {
    switch (format) {
      case json -> out.print(Json.pretty(json).concat("\n"));
      case ndjson -> {
        List<?> items = json instanceof List<?> list ? list : List.of(json);
        items.forEach(item -> out.print(Json.line(item).concat("\n")));
      }
      case csv -> printCsv(table);
      case table -> printTable(table);
    }
    out.flush();
  }

  /// Writes text that has only one form.
  void printText(String text) {
    out.print(text.endsWith("\n") ? text : text + "\n");
    out.flush();
  }

  private void printCsv(Table table) {
    out.print(csvLine(table.columns()));
    table.rows().forEach(row -> out.print(csvLine(row)));
  }

  private static String csvLine(List<String> fields) {
    return String.join(",", fields.stream().map(Printer::csvField).toList()) + "\r\n";
  }

  /// A field that a spreadsheet would take for a formula gets a quote in front.
  private static String csvField(String field) {
    String safe = field.matches("^[=@\t\r].*") ? "'" + field : field;
    return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  private void printTable(Table table) {
    List<String> headings =
        table.columns().stream().map(name -> messages.find("column." + name, name)).toList();
    int[] widths = new int[headings.size()];
    measure(headings, widths);
    table.rows().forEach(row -> measure(row, widths));
    String heading = line(headings, widths);
    out.print((colour ? BOLD + heading + PLAIN : heading).concat("\n"));
    table.rows().forEach(row -> out.print(line(row, widths).concat("\n")));
  }

  private static void measure(List<String> row, int[] widths) {
    for (int i = 0; i < row.size(); i++) {
      widths[i] = Math.max(widths[i], width(row.get(i)));
    }
  }

  private static String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String cell = oneLine(row.get(i));
      boolean last = i == row.size() - 1;
      cells.add(last ? cell : cell + " ".repeat(widths[i] - width(cell)));
    }
    return String.join("  ", cells);
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("\\R", "⏎");
  }

  /// Columns of a terminal that the text takes: two for an East Asian character.
  static int width(String text) {
    return oneLine(text).codePoints().map(Printer::width).sum();
  }

  private static int width(int c) {
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
