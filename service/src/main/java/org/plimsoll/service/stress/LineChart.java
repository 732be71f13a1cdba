package org.plimsoll.service.stress;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.plimsoll.service.api.view.StressReport;

/// Lines over time as inline SVG, coloured by the page's own styles.
final class LineChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 220;
  private static final int LEFT = 64;
  private static final int RIGHT = 10;
  private static final int TOP = 10;
  private static final int BOTTOM = 26;
  private static final int TICKS = 4;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// One line.
  ///
  /// @param style the class that colours it
  record Line(String name, String style, List<StressReport.Point> points) {}

  private final String title;
  private final boolean percent;
  private final List<Line> lines;
  private final List<ToDoubleFunction<StressReport.Point>> values;
  private double least = Double.MAX_VALUE;
  private double most = -Double.MAX_VALUE;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;

  private LineChart(
      String title,
      boolean percent,
      List<Line> lines,
      List<ToDoubleFunction<StressReport.Point>> values) {
    this.title = title;
    this.percent = percent;
    this.lines = lines;
    this.values = values;
    for (int i = 0; i < lines.size(); i++) {
      for (StressReport.Point point : lines.get(i).points()) {
        double value = values.get(i).applyAsDouble(point);
        least = Math.min(least, value);
        most = Math.max(most, value);
        from = point.time().isBefore(from) ? point.time() : from;
        to = point.time().isAfter(to) ? point.time() : to;
      }
    }
    if (most <= least) {
      most = least + (least == 0 ? 1 : Math.abs(least));
    }
  }

  /// A chart of lines that may each show another value of their points.
  static String svg(
      String title,
      boolean percent,
      List<Line> lines,
      List<ToDoubleFunction<StressReport.Point>> values) {
    boolean empty = lines.stream().allMatch(line -> line.points().isEmpty());
    return empty ? "" : new LineChart(title, percent, lines, values).draw();
  }

  /// A chart of the same value of several runs.
  static String svg(
      String title, boolean percent, List<Line> lines, ToDoubleFunction<StressReport.Point> value) {
    List<ToDoubleFunction<StressReport.Point>> values = new ArrayList<>();
    lines.forEach(_ -> values.add(value));
    return svg(title, percent, lines, values);
  }

  private String draw() {
    StringBuilder out = new StringBuilder();
    out.append("<figure><figcaption>").append(StressPage.escaped(title)).append("</figcaption>");
    out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, StressPage.escaped(title)));
    for (int i = 0; i <= TICKS; i++) {
      double value = least + (most - least) * i / TICKS;
      String y = tenth(y(value));
      out.append("<line class=\"grid\" x1=\"").append(LEFT).append("\" x2=\"");
      out.append(WIDTH - RIGHT).append("\" y1=\"").append(y).append("\" y2=\"").append(y);
      out.append("\"/>");
      text(LEFT - 6, tenth(y(value) + 4), true, text(value), out);
    }
    text(LEFT, "" + (HEIGHT - 6), false, DAY.format(from), out);
    text(WIDTH - RIGHT, "" + (HEIGHT - 6), true, DAY.format(to) + " UTC", out);
    for (int i = 0; i < lines.size(); i++) {
      out.append(polyline(lines.get(i), values.get(i)));
    }
    return out.append("</svg></figure>\n").toString();
  }

  private static void text(int x, String y, boolean end, String text, StringBuilder out) {
    out.append("<text").append(end ? " class=\"end\"" : "").append(" x=\"").append(x);
    out.append("\" y=\"").append(y).append("\">").append(text).append("</text>");
  }

  private String polyline(Line line, ToDoubleFunction<StressReport.Point> value) {
    StringBuilder points = new StringBuilder();
    for (StressReport.Point point : line.points()) {
      points.append(tenth(x(point.time()))).append(',');
      points.append(tenth(y(value.applyAsDouble(point)))).append(' ');
    }
    return "<polyline class=\"%s\" points=\"%s\"><title>%s</title></polyline>"
        .formatted(line.style(), points.toString().strip(), StressPage.escaped(line.name()));
  }

  private static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private double x(Instant time) {
    double whole = Math.max(1, to.toEpochMilli() - from.toEpochMilli());
    return LEFT + (WIDTH - LEFT - RIGHT) * (time.toEpochMilli() - from.toEpochMilli()) / whole;
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (most - value) / (most - least);
  }

  private String text(double value) {
    if (percent) {
      return tenth(100 * value) + " %";
    }
    double size = Math.abs(value);
    if (size >= 1e6) {
      return String.format(Locale.ROOT, "%.2f M", value / 1e6);
    }
    return size >= 1e4 ? Math.round(value / 1e3) + " k" : "" + Math.round(value);
  }
}
