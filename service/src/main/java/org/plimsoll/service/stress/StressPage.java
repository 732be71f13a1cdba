package org.plimsoll.service.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.plimsoll.service.api.view.StressReport;

/// A stress as one HTML file that needs nothing else: figures side by side, and plots.
public final class StressPage {
  private static final int COLOURS = 6;
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6878;--line:#d8dee6;--paper:#fff;
      --c0:#0b63c4;--c1:#c2410c;--c2:#15803d;--c3:#9333ea;--c4:#b4136c;--c5:#0f766e}
      @media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9aa8b8;--line:#364352;--paper:#121a23;
      --c0:#6cb1ff;--c1:#ff9a5c;--c2:#62d48a;--c3:#c99bff;--c4:#ff86c2;--c5:#5fd4c6}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:2rem auto;
      max-width:1180px;padding:0 1rem}
      h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2.2rem 0 .2rem}p,li,caption{color:var(--soft)}
      .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      th,td{padding:.2rem .9rem .2rem 0;text-align:right;border-bottom:1px solid var(--line)}
      th:first-child,td:first-child{text-align:left}
      .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:1rem;margin-top:1rem}
      figure{margin:0}figcaption{color:var(--soft)}svg{width:100%;height:auto}
      svg text{font-size:11px;fill:var(--soft)}svg .end{text-anchor:end}.grid{stroke:var(--line)}
      polyline{fill:none;stroke-width:1.6;vector-effect:non-scaling-stroke}.outside{stroke:var(--soft);
      stroke-dasharray:3 3}
      .key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:.6rem 0 0}
      .key i{display:inline-block;width:1.4em;height:.25em;margin-right:.4em;vertical-align:middle}
      """;

  private final StressReport report;
  private final Words words;

  /// The words of a language.
  public interface Words {
    /// The message of a key with its places filled.
    String get(String key, Object... values);
  }

  private StressPage(StressReport report, Words words) {
    this.report = report;
    this.words = words;
  }

  /// The page of a report.
  public static String of(StressReport report, Words words) {
    return new StressPage(report, words).page();
  }

  private String page() {
    StringBuilder out = new StringBuilder("<!doctype html>\n<html lang=\"");
    out.append(word("stress.lang")).append("\"><head><meta charset=\"utf-8\"><title>");
    out.append(word("stress.title")).append("</title>");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">");
    out.append("<style>\n").append(STYLE);
    for (int i = 0; i < COLOURS; i++) {
      out.append(".c%d{stroke:var(--c%d)}.key .c%d{background:var(--c%d)}".formatted(i, i, i, i));
    }
    out.append("</style></head>\n<body><h1>").append(word("stress.title")).append("</h1>\n<p>");
    out.append(escaped(report.book())).append(". ").append(word("stress.money", report.asset()));
    out.append("</p>\n<ul>");
    report.assumptions().forEach(one -> out.append("<li>").append(escaped(one)).append("</li>"));
    out.append("</ul>\n");
    report.scenarios().forEach(scenario -> scenario(scenario, out));
    return out.append("</body></html>\n").toString();
  }

  private void scenario(StressReport.Scenario scenario, StringBuilder out) {
    out.append("<h2>").append(escaped(scenario.title())).append("</h2>\n<p>");
    out.append(escaped(scenario.source())).append("</p>\n");
    table(scenario, out);
    List<LineChart.Line> lines = new ArrayList<>();
    for (int i = 0; i < scenario.runs().size(); i++) {
      StressReport.Run run = scenario.runs().get(i);
      lines.add(new LineChart.Line(run.law(), "c" + i % COLOURS, run.path()));
    }
    key(lines, out);
    out.append("<div class=\"plots\">\n").append(prices(lines));
    plot("stress.plot.rate", true, lines, StressReport.Point::rate, out);
    plot("stress.plot.sold", false, lines, StressReport.Point::sold, out);
    plot("stress.plot.pools", false, lines, StressReport.Point::pools, out);
    out.append("</div>\n");
  }

  /// The price of every run, with the price from outside behind them.
  private String prices(List<LineChart.Line> lines) {
    List<LineChart.Line> all = new ArrayList<>();
    List<ToDoubleFunction<StressReport.Point>> values = new ArrayList<>();
    for (LineChart.Line line : lines) {
      all.add(line);
      values.add(StressReport.Point::price);
    }
    if (!lines.isEmpty()) {
      String name = words.get("stress.outside");
      all.add(new LineChart.Line(name, "outside", lines.getFirst().points()));
      values.add(StressReport.Point::outside);
    }
    return LineChart.svg(words.get("stress.plot.price"), true, all, values);
  }

  private void plot(
      String title,
      boolean percent,
      List<LineChart.Line> lines,
      ToDoubleFunction<StressReport.Point> value,
      StringBuilder out) {
    out.append(LineChart.svg(words.get(title), percent, lines, value));
  }

  private void key(List<LineChart.Line> lines, StringBuilder out) {
    out.append("<ul class=\"key\">");
    for (LineChart.Line line : lines) {
      out.append("<li><i class=\"").append(line.style()).append("\"></i>");
      out.append(escaped(line.name())).append("</li>");
    }
    out.append("</ul>\n");
  }

  private void table(StressReport.Scenario scenario, StringBuilder out) {
    out.append("<div class=\"scroll\"><table><thead><tr><th></th>");
    scenario
        .runs()
        .forEach(
            run -> out.append("<th scope=\"col\">").append(escaped(run.law())).append("</th>"));
    out.append("</tr></thead><tbody>\n");
    for (StressFigures.Figure figure : StressFigures.ALL) {
      out.append("<tr><th scope=\"row\">").append(word("stress.figure." + figure.name()));
      out.append("</th>");
      for (StressReport.Run run : scenario.runs()) {
        String text = grouped(figure.text().apply(run));
        out.append("<td>").append(escaped(text)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  /// Whole numbers with a narrow space between thousands.
  private static String grouped(String text) {
    return text.matches("-?\\d{5,}") ? text.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202f") : text;
  }

  private String word(String key, Object... values) {
    return escaped(words.get(key, values));
  }

  /// Text as it may stand in HTML.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
