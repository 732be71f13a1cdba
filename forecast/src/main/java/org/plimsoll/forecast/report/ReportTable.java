package org.plimsoll.forecast.report;

import java.util.ArrayList;
import java.util.List;

/// A table of a report: the first column names the row, the others hold figures. Built row by row.
public final class ReportTable {
  /// How a figure is to be read.
  public enum Verdict {
    /// It is only a figure.
    PLAIN,
    /// It meets what is asked of it.
    GOOD,
    /// It wants a look.
    WATCH,
    /// It fails what is asked of it.
    BAD
  }

  /// One figure as text.
  public record Cell(String text, Verdict verdict) {
    /// A figure without judgement.
    public static Cell of(String text) {
      return new Cell(text, Verdict.PLAIN);
    }

    /// A figure that is good or bad.
    public static Cell judged(String text, boolean good) {
      return new Cell(text, good ? Verdict.GOOD : Verdict.BAD);
    }
  }

  private final List<String> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  private ReportTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /// A table with these headings.
  public static ReportTable of(String... columns) {
    return new ReportTable(List.of(columns));
  }

  /// Adds a row of plain text.
  public ReportTable row(String... texts) {
    List<Cell> cells = new ArrayList<>();
    for (String text : texts) {
      cells.add(Cell.of(text));
    }
    return row(cells);
  }

  /// Adds a row.
  public ReportTable row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Row of " + cells.size() + " cells under " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /// Whether the table may have to be broken between pages.
  boolean isLong() {
    return rows.size() > 20;
  }

  /// The table as HTML.
  String html() {
    StringBuilder out = new StringBuilder(4_096);
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (String column : columns) {
      out.append("<th scope=\"col\">").append(Markup.escape(column)).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(out, row.get(i), i == 0);
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static void cell(StringBuilder out, Cell cell, boolean heading) {
    String sign =
        switch (cell.verdict) {
          case PLAIN -> "";
          case GOOD -> " class=\"good\"";
          case WATCH -> " class=\"watch\"";
          case BAD -> " class=\"bad\"";
        };
    out.append(heading ? "<th scope=\"row\"" : "<td").append(sign).append('>');
    out.append(Markup.escape(cell.text)).append(heading ? "</th>" : "</td>");
  }
}
