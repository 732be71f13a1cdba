package org.plimsoll.forecast.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Horizontal bars, one a row, from a base line; drawn as SVG. Built row by row.
public final class BarChart {
  private static final int WIDTH = 960;
  private static final int LEFT = 190;
  private static final int RIGHT = 90;
  private static final int ROW = 24;
  private static final int TOP = 22;

  private record Row(String name, double value, String label, Tone tone) {}

  private final String title;
  private final String unit;
  private final double base;
  private final List<Row> rows = new ArrayList<>();

  private BarChart(String title, String unit, double base) {
    this.title = title;
    this.unit = unit;
    this.base = base;
  }

  /// A chart whose bars begin at `base`: 0 for amounts, 1 for ratios.
  public static BarChart from(double base, String title, String unit) {
    return new BarChart(title, unit, base);
  }

  /// Adds a row with the value written beside it to a number of decimals.
  public BarChart row(String name, double value, int decimals, Tone tone) {
    String label =
        Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "–";
    rows.add(new Row(name, value, label, tone));
    return this;
  }

  /// The chart as one `svg` element.
  public String svg() {
    double low = base;
    double high = base;
    for (Row row : rows) {
      if (Double.isFinite(row.value)) {
        low = Math.min(low, row.value);
        high = Math.max(high, row.value);
      }
    }
    int height = TOP + ROW * rows.size() + 8;
    Scale scale = new Scale(Scale.Kind.LINEAR, low, high, LEFT, WIDTH - RIGHT);
    StringBuilder out = new StringBuilder(4_096);
    out.append("<svg class=\"chart\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
    out.append("\" role=\"img\" aria-label=\"").append(Markup.escape(title)).append("\">");
    out.append("<text x=\"0\" y=\"11\">").append(Markup.escape(unit)).append("</text>");
    double zero = scale.place(base);
    for (int i = 0; i < rows.size(); i++) {
      draw(out, rows.get(i), TOP + ROW * i, zero, scale);
    }
    out.append("<path class=\"axis\" d=\"M").append(Markup.number(zero)).append(' ').append(TOP);
    out.append('V').append(height - 6).append("\"/>");
    return out.append("</svg>").toString();
  }

  private static void draw(StringBuilder out, Row row, int top, double zero, Scale scale) {
    double end = Double.isFinite(row.value) ? scale.place(row.value) : zero;
    double from = Math.min(zero, end);
    out.append("<text text-anchor=\"end\" x=\"").append(LEFT - 8).append("\" y=\"");
    out.append(top + 15).append("\">").append(Markup.escape(row.name)).append("</text>");
    out.append("<rect x=\"").append(Markup.number(from)).append("\" y=\"").append(top + 4);
    out.append("\" width=\"").append(Markup.number(Math.abs(end - zero)));
    out.append("\" height=\"").append(ROW - 8).append("\" fill=\"").append(row.tone.colour());
    out.append("\"/><text x=\"").append(Markup.number(Math.max(zero, end) + 6)).append("\" y=\"");
    out.append(top + 15).append("\">").append(row.label).append("</text>");
  }
}
