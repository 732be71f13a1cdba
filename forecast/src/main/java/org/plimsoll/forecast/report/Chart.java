package org.plimsoll.forecast.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A chart of lines, bands, points and levels over days or over numbers, drawn as SVG.
///
/// Built step by step, in the order in which things are to lie over one another; not for use by
/// several threads. A NaN breaks a line.
public final class Chart {
  private static final int WIDTH = 960;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int BOTTOM = 26;
  private static final int LEGEND = 22;
  private static final int LEGEND_ROW = 18;

  private sealed interface Layer {
    String name();
  }

  /// Places and values; a second row of values for a band.
  private static final class Values {
    private final double[] x;
    private final double[] y;
    private final double[] top;

    Values(double[] x, double[] y, double[] top) {
      if (x.length != y.length || x.length != top.length) {
        throw new IllegalArgumentException(
            x.length + " places for " + y.length + " and " + top.length + " values");
      }
      this.x = x.clone();
      this.y = y.clone();
      this.top = top.clone();
    }
  }

  private record Line(String name, Tone tone, double width, Values at) implements Layer {}

  private record Band(String name, Tone tone, Values at) implements Layer {}

  private record Points(String name, Tone tone, double radius, Values at) implements Layer {}

  private record Level(String name, Tone tone, double y) implements Layer {}

  private record Diagonal(String name) implements Layer {}

  private final String title;
  private final String yUnit;
  private final int height;
  private final Scale.Kind xKind;
  private Scale.Kind yKind = Scale.Kind.LINEAR;
  private String xUnit = "";
  private double yLow = Double.NaN;
  private double yHigh = Double.NaN;
  private final List<Layer> layers = new ArrayList<>();

  private Chart(String title, String yUnit, int height, Scale.Kind xKind) {
    this.title = title;
    this.yUnit = yUnit;
    this.height = height;
    this.xKind = xKind;
  }

  /// A chart over days, counted from 1970-01-01.
  ///
  /// @param title what it shows, read out where it cannot be seen
  /// @param yUnit the unit of the vertical axis
  public static Chart overTime(String title, String yUnit) {
    return new Chart(title, yUnit, 280, Scale.Kind.DAYS);
  }

  /// A chart over numbers.
  public static Chart overNumbers(String title, String xUnit, String yUnit) {
    Chart chart = new Chart(title, yUnit, 340, Scale.Kind.LINEAR);
    chart.xUnit = xUnit;
    return chart;
  }

  /// A chart over numbers with both axes logarithmic.
  public static Chart logarithmic(String title, String xUnit, String yUnit) {
    Chart chart = new Chart(title, yUnit, 380, Scale.Kind.LOGARITHMIC);
    chart.xUnit = xUnit;
    chart.yKind = Scale.Kind.LOGARITHMIC;
    return chart;
  }

  /// Makes the vertical axis logarithmic.
  public Chart logarithmicY() {
    yKind = Scale.Kind.LOGARITHMIC;
    return this;
  }

  /// Fixes the ends of the vertical axis.
  public Chart between(double low, double high) {
    yLow = low;
    yHigh = high;
    return this;
  }

  /// Adds a line.
  public Chart line(String name, Tone tone, double[] x, double[] y) {
    return add(new Line(name, tone, 1.6, new Values(x, y, y)));
  }

  /// Adds a thin line, for daily figures that jump.
  public Chart thinLine(String name, Tone tone, double[] x, double[] y) {
    return add(new Line(name, tone, 0.9, new Values(x, y, y)));
  }

  /// Adds the area between two lines.
  public Chart band(String name, Tone tone, double[] x, double[] low, double[] high) {
    return add(new Band(name, tone, new Values(x, low, high)));
  }

  /// Adds points.
  public Chart points(String name, Tone tone, double radius, double[] x, double[] y) {
    return add(new Points(name, tone, radius, new Values(x, y, y)));
  }

  /// Adds a dashed line across at one value.
  public Chart level(String name, Tone tone, double y) {
    layers.add(new Level(name, tone, y));
    return this;
  }

  /// Adds the dashed line on which both axes agree.
  public Chart diagonal(String name) {
    layers.add(new Diagonal(name));
    return this;
  }

  private Chart add(Layer layer) {
    layers.add(layer);
    return this;
  }

  /// The chart as one `svg` element.
  public String svg() {
    double[] ys = extent(false);
    Scale x = xScale();
    Scale y = new Scale(yKind, ys[0], ys[1], height - BOTTOM, top() + 6);
    StringBuilder out = new StringBuilder(16_384);
    out.append("<svg class=\"chart\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
    out.append("\" role=\"img\" aria-label=\"").append(Markup.escape(title)).append("\">");
    axes(out, x, y);
    out.append("<svg x=\"").append(LEFT).append("\" y=\"").append(top());
    int w = WIDTH - LEFT - RIGHT;
    int h = height - BOTTOM - top();
    out.append("\" width=\"").append(w).append("\" height=\"").append(h);
    out.append("\" viewBox=\"").append(LEFT).append(' ').append(top()).append(' ');
    out.append(w).append(' ').append(h).append("\">");
    layers.forEach(layer -> draw(out, layer, x, y));
    out.append("</svg>");
    legend(out);
    return out.append("</svg>").toString();
  }

  private Scale xScale() {
    double[] xs = extent(true);
    return new Scale(xKind, xs[0], xs[1], LEFT, WIDTH - RIGHT);
  }

  private double[] extent(boolean horizontal) {
    double[] seen = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (Layer layer : layers) {
      switch (layer) {
        case Line line -> widen(seen, line.at, horizontal);
        case Points points -> widen(seen, points.at, horizontal);
        case Band band -> widen(seen, band.at, horizontal);
        case Level level -> widen(seen, horizontal ? Double.NaN : level.y);
        case Diagonal _ -> {}
      }
    }
    if (!horizontal) {
      double margin = yKind == Scale.Kind.LINEAR ? 0.04 * (seen[1] - seen[0]) : 0;
      seen[0] = Double.isNaN(yLow) ? seen[0] - margin : yLow;
      seen[1] = Double.isNaN(yHigh) ? seen[1] + margin : yHigh;
    }
    return seen;
  }

  private static void widen(double[] seen, Values at, boolean horizontal) {
    for (int i = 0; i < at.x.length; i++) {
      widen(seen, horizontal ? at.x[i] : at.y[i]);
      widen(seen, horizontal ? at.x[i] : at.top[i]);
    }
  }

  private static void widen(double[] seen, double value) {
    if (Double.isFinite(value)) {
      seen[0] = Math.min(seen[0], value);
      seen[1] = Math.max(seen[1], value);
    }
  }

  private void axes(StringBuilder out, Scale x, Scale y) {
    int floor = height - BOTTOM;
    for (Scale.Tick tick : y.ticks(5)) {
      segment(out, "grid", LEFT, tick.place(), WIDTH - RIGHT, tick.place());
      text(out, "end", LEFT - 6, tick.place() + 3.5, tick.label());
    }
    for (Scale.Tick tick : x.ticks(9)) {
      segment(out, "tick", tick.place(), floor, tick.place(), floor + 4);
      text(out, "middle", tick.place(), floor + 16, tick.label());
    }
    segment(out, "axis", LEFT, floor, WIDTH - RIGHT, floor);
    text(out, "start", 0, 11, yUnit);
    if (!xUnit.isEmpty()) {
      text(out, "end", WIDTH - RIGHT, floor - 6, xUnit);
    }
  }

  private void draw(StringBuilder out, Layer layer, Scale x, Scale y) {
    switch (layer) {
      case Line line -> drawLine(out, line, x, y);
      case Band band -> drawBand(out, band, x, y);
      case Points points -> drawPoints(out, points, x, y);
      case Level level ->
          dashed(out, level.tone, LEFT, y.place(level.y), WIDTH - RIGHT, y.place(level.y));
      case Diagonal _ -> drawDiagonal(out, x, y);
    }
  }

  private void drawDiagonal(StringBuilder out, Scale x, Scale y) {
    double[] xs = extent(true);
    dashed(out, Tone.LIMIT, x.place(xs[0]), y.place(xs[0]), x.place(xs[1]), y.place(xs[1]));
  }

  private static void drawLine(StringBuilder out, Line line, Scale x, Scale y) {
    out.append("<path fill=\"none\" stroke=\"").append(line.tone.colour());
    out.append("\" stroke-width=\"").append(Markup.number(line.width));
    out.append("\" stroke-linejoin=\"round\" d=\"");
    boolean drawing = false;
    for (int i = 0; i < line.at.x.length; i++) {
      if (Double.isFinite(line.at.y[i])) {
        out.append(drawing ? 'L' : 'M');
        point(out, x.place(line.at.x[i]), y.place(line.at.y[i]));
        drawing = true;
      } else {
        drawing = false;
      }
    }
    out.append("\"/>");
  }

  private static void drawBand(StringBuilder out, Band band, Scale x, Scale y) {
    out.append("<path stroke=\"none\" fill-opacity=\".16\" fill=\"").append(band.tone.colour());
    out.append("\" d=\"");
    int i = 0;
    while (i < band.at.x.length) {
      int start = i;
      while (i < band.at.x.length
          && Double.isFinite(band.at.y[i])
          && Double.isFinite(band.at.top[i])) {
        out.append(i == start ? 'M' : 'L');
        point(out, x.place(band.at.x[i]), y.place(band.at.top[i]));
        i++;
      }
      for (int back = i - 1; back >= start; back--) {
        out.append('L');
        point(out, x.place(band.at.x[back]), y.place(band.at.y[back]));
      }
      out.append(i > start ? "Z" : "");
      i++;
    }
    out.append("\"/>");
  }

  private static void drawPoints(StringBuilder out, Points points, Scale x, Scale y) {
    out.append("<g fill-opacity=\".55\" fill=\"").append(points.tone.colour()).append("\">");
    for (int i = 0; i < points.at.x.length; i++) {
      if (Double.isFinite(points.at.x[i]) && Double.isFinite(points.at.y[i])) {
        out.append("<circle r=\"").append(Markup.number(points.radius));
        out.append("\" cx=\"").append(Markup.number(x.place(points.at.x[i])));
        out.append("\" cy=\"").append(Markup.number(y.place(points.at.y[i]))).append("\"/>");
      }
    }
    out.append("</g>");
  }

  /// Where the plot begins: lower when the legend does not fit beside the unit.
  private int top() {
    return LEGEND + 2 + (isLegendBelow() ? LEGEND_ROW : 0);
  }

  private boolean isLegendBelow() {
    double names =
        layers.stream()
            .map(Layer::name)
            .filter(name -> !name.isEmpty())
            .mapToDouble(Chart::room)
            .sum();
    return names + 8 + wide(yUnit) > WIDTH - RIGHT;
  }

  private static double room(String name) {
    return wide(name) + 28;
  }

  /// About how wide a text is: a character of Chinese takes the room of two.
  private static double wide(String text) {
    return 6.4 * text.length() + 5.2 * text.chars().filter(c -> c > 0x2e80).count();
  }

  private void legend(StringBuilder out) {
    int below = isLegendBelow() ? LEGEND_ROW : 0;
    out.append("<g transform=\"translate(0 ").append(below).append(")\">");
    double at = WIDTH - RIGHT;
    List<Layer> named = new ArrayList<>(layers);
    for (Layer layer : named.reversed()) {
      String name = layer.name();
      if (name.isEmpty()) {
        continue;
      }
      at -= room(name);
      swatch(out, layer, at);
      text(out, "start", at + 20, 12, name);
    }
    out.append("</g>");
  }

  private static void swatch(StringBuilder out, Layer layer, double at) {
    switch (layer) {
      case Band band ->
          out.append("<rect width=\"15\" height=\"9\" y=\"3.5\" fill-opacity=\".25\" x=\"")
              .append(Markup.number(at))
              .append("\" fill=\"")
              .append(band.tone.colour())
              .append("\"/>");
      case Points points ->
          out.append("<circle r=\"3.5\" cy=\"8\" cx=\"")
              .append(Markup.number(at + 8))
              .append("\" fill=\"")
              .append(points.tone.colour())
              .append("\"/>");
      case Line line -> {
        out.append("<path stroke-width=\"2\" stroke=\"")
            .append(line.tone.colour())
            .append("\" d=\"M");
        point(out, at, 8);
        out.append('h').append("15\"/>");
      }
      case Level level -> dashed(out, level.tone, at, 8, at + 15, 8);
      case Diagonal _ -> dashed(out, Tone.LIMIT, at, 8, at + 15, 8);
    }
  }

  private static void dashed(
      StringBuilder out, Tone tone, double x1, double y1, double x2, double y2) {
    out.append("<path fill=\"none\" stroke-dasharray=\"5 4\" stroke-width=\"1.1\" stroke=\"");
    out.append(tone.colour()).append("\" d=\"M");
    point(out, x1, y1);
    out.append('L');
    point(out, x2, y2);
    out.append("\"/>");
  }

  private static void segment(
      StringBuilder out, String kind, double x1, double y1, double x2, double y2) {
    out.append("<path class=\"").append(kind).append("\" d=\"M");
    point(out, x1, y1);
    out.append('L');
    point(out, x2, y2);
    out.append("\"/>");
  }

  private static void text(StringBuilder out, String anchor, double x, double y, String text) {
    out.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(Markup.number(x));
    out.append("\" y=\"").append(Markup.number(y)).append("\">");
    out.append(Markup.escape(text)).append("</text>");
  }

  private static void point(StringBuilder out, double x, double y) {
    out.append(Markup.number(x)).append(' ').append(Markup.number(y));
  }

  /// The days from one to another, both included, as places on a time axis.
  public static double[] days(long first, long last) {
    double[] days = new double[(int) (last - first + 1)];
    Arrays.setAll(days, i -> (double) (first + i));
    return days;
  }
}
