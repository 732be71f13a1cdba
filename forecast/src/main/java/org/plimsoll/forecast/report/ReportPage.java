package org.plimsoll.forecast.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A report in one HTML file: a title, the facts it rests on, a summary, and numbered sections of
/// text, tables and charts. It loads nothing, runs no script and prints well. Built from top to
/// bottom.
public final class ReportPage {
  private static final String STYLE =
      """
      :root{--ink:#14212b;--dim:#566672;--line:#d5dde2;--ground:#f4f6f7;--accent:#0b5c86}
      *{box-sizing:border-box}
      body{margin:0;background:var(--ground);color:var(--ink);
       font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      main{max-width:1080px;margin:0 auto;background:#fff;padding:48px 56px 72px;
       border-left:1px solid var(--line);border-right:1px solid var(--line)}
      header{border-bottom:2px solid var(--ink);padding-bottom:18px;margin-bottom:20px}
      .brand{font-size:12px;letter-spacing:.14em;text-transform:uppercase;color:var(--dim)}
      h1{font:600 30px/1.2 Georgia,"Noto Serif",serif;margin:8px 0 6px}
      h2{font:600 20px/1.3 Georgia,"Noto Serif",serif;margin:44px 0 8px;
       border-top:1px solid var(--line);padding-top:18px}
      h3{font-size:15px;margin:26px 0 4px}
      p{margin:8px 0;max-width:78ch}
      .sub{color:var(--dim);margin:0}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 22px;margin:18px 0;font-size:13.5px}
      dt{color:var(--dim)} dd{margin:0;overflow-wrap:anywhere}
      .tiles{display:flex;flex-wrap:wrap;gap:0;margin:22px 0;border:1px solid var(--line)}
      .tile{flex:1 1 150px;padding:12px 16px;border-right:1px solid var(--line)}
      .tile:last-child{border-right:0}
      .tile b{display:block;font:600 24px/1.25 Georgia,"Noto Serif",serif;
       font-variant-numeric:tabular-nums lining-nums}
      .tile span{font-size:12.5px;color:var(--dim);display:block}
      .tile.good b{color:#1c6b4a}.tile.bad b{color:#a3195b}.tile.watch b{color:#8a5a00}
      nav{font-size:13.5px;margin:18px 0;columns:2}
      nav a{display:block;color:var(--accent);text-decoration:none;padding:1px 0}
      figure{margin:18px 0 26px;break-inside:avoid}
      figcaption{font-size:13.5px;color:var(--dim);margin-top:6px;max-width:88ch}
      figcaption b{color:var(--ink)}
      .scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
      th,td{padding:4px 9px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
      thead th{border-bottom:1.5px solid var(--ink);font-weight:600;vertical-align:bottom;
       white-space:normal;font-size:12px}
      th:first-child,td:first-child{text-align:left;padding-left:0}
      tbody th{font-weight:500}
      .good{color:#1c6b4a}.watch{color:#8a5a00;font-weight:600}.bad{color:#a3195b;font-weight:600}
      .good::after{content:" ✓"}.watch::after{content:" !"}.bad::after{content:" ✕"}
      .tile.tile::after{content:none}.tile.bad,.tile.watch{font-weight:400}
      svg.chart{width:100%;height:auto;display:block}
      svg text{font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#44535f}
      svg .grid{stroke:#e3e9ec;stroke-width:1;fill:none}
      svg .axis,svg .tick{stroke:#8795a1;stroke-width:1;fill:none}
      .note{border-left:3px solid #8a5a00;background:#fbf7ec;padding:8px 14px;font-size:13.5px}
      footer{margin-top:48px;border-top:1px solid var(--line);padding-top:10px;font-size:12px;
       color:var(--dim)}
      @media(max-width:700px){main{padding:24px 18px}nav{columns:1}}
      @page{size:A4;margin:15mm 14mm 16mm}
      @media print{body{background:#fff;font-size:10pt;print-color-adjust:exact;
       -webkit-print-color-adjust:exact}main{border:0;padding:0;max-width:none}
       h2,h3{break-after:avoid}nav{display:none}.scroll{overflow:visible}
       table{font-size:8pt}thead{display:table-header-group}tr{break-inside:avoid}
       th,td{padding:2px 5px}thead th{font-size:7.5pt}figure.long{break-inside:auto}
       dl,.tile span,figcaption{font-size:8.5pt}.tiles{break-inside:avoid}}
      """;

  private record Entry(int number, String heading) {}

  private final String title;
  private final String subtitle;
  private Words words = new Words("en", "Table", "Figure", "Contents");
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final List<Entry> entries = new ArrayList<>();
  private int figures;
  private int tables;

  private ReportPage(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /// A report that is still empty.
  public static ReportPage of(String title, String subtitle) {
    return new ReportPage(title, subtitle);
  }

  /// The few words that the page itself says.
  ///
  /// @param language as HTML names it: `en`, `zh-CN`
  public record Words(String language, String table, String figure, String contents) {}

  /// Sets the language of the page, before anything is added.
  public ReportPage in(Words chosen) {
    words = chosen;
    return this;
  }

  /// Adds a paragraph to the summary that must not be overlooked.
  public ReportPage warning(String paragraph) {
    head.append("<p class=\"note\">").append(Markup.escape(paragraph)).append("</p>");
    return this;
  }

  /// Adds what the report rests on, as pairs of name and value: data, span, version, command.
  public ReportPage facts(List<String> namesAndValues) {
    head.append("<dl>");
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      head.append("<dt>").append(Markup.escape(namesAndValues.get(i))).append("</dt><dd>");
      head.append(Markup.escape(namesAndValues.get(i + 1))).append("</dd>");
    }
    head.append("</dl>");
    return this;
  }

  /// One large figure of the summary.
  ///
  /// @param value the figure as text
  /// @param meaning what it says, with what is asked of it
  public record Tile(String value, String meaning, ReportTable.Verdict verdict) {}

  /// Adds the summary at the top.
  public ReportPage tiles(List<Tile> tiles) {
    head.append("<div class=\"tiles\">");
    for (Tile tile : tiles) {
      String sign =
          switch (tile.verdict) {
            case PLAIN -> "";
            case GOOD -> " good";
            case WATCH -> " watch";
            case BAD -> " bad";
          };
      head.append("<div class=\"tile").append(sign).append("\"><b>");
      head.append(Markup.escape(tile.value)).append("</b><span>");
      head.append(Markup.escape(tile.meaning)).append("</span></div>");
    }
    head.append("</div>");
    return this;
  }

  /// Begins a numbered section.
  public ReportPage section(String heading) {
    int number = entries.size() + 1;
    entries.add(new Entry(number, heading));
    body.append("<h2 id=\"s").append(number).append("\">").append(number).append(". ");
    body.append(Markup.escape(heading)).append("</h2>");
    return this;
  }

  /// Begins a part of a section.
  public ReportPage part(String heading) {
    body.append("<h3>").append(Markup.escape(heading)).append("</h3>");
    return this;
  }

  /// Adds a paragraph.
  public ReportPage text(String paragraph) {
    body.append("<p>").append(Markup.escape(paragraph)).append("</p>");
    return this;
  }

  /// Adds a paragraph that must not be overlooked.
  public ReportPage note(String paragraph) {
    body.append("<p class=\"note\">").append(Markup.escape(paragraph)).append("</p>");
    return this;
  }

  /// Adds a numbered table; the caption says how to read it.
  public ReportPage table(String caption, ReportTable table) {
    tables++;
    body.append(table.isLong() ? "<figure class=\"long\">" : "<figure>").append(table.html());
    return caption(words.table() + " ", tables, caption);
  }

  /// Adds a numbered chart; the caption says how to read it.
  public ReportPage chart(String caption, Chart chart) {
    figures++;
    body.append("<figure>").append(chart.svg());
    return caption(words.figure() + " ", figures, caption);
  }

  /// Adds a numbered chart of bars.
  public ReportPage chart(String caption, BarChart chart) {
    figures++;
    body.append("<figure>").append(chart.svg());
    return caption(words.figure() + " ", figures, caption);
  }

  private ReportPage caption(String kind, int number, String caption) {
    body.append("<figcaption><b>").append(kind).append(number).append(".</b> ");
    body.append(Markup.escape(caption)).append("</figcaption></figure>");
    return this;
  }

  /// The whole document.
  public String html() {
    StringBuilder out = new StringBuilder(body.length() + 16_384);
    out.append("<!doctype html><html lang=\"").append(words.language());
    out.append("\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.append("style-src 'unsafe-inline'\"><title>").append(Markup.escape(title));
    out.append("</title><style>").append(STYLE).append("</style></head><body><main><header>");
    out.append("<div class=\"brand\">Plimsoll</div><h1>").append(Markup.escape(title));
    out.append("</h1><p class=\"sub\">").append(Markup.escape(subtitle)).append("</p></header>");
    out.append(head);
    if (entries.size() > 2) {
      out.append("<nav aria-label=\"").append(words.contents()).append("\">");
      for (Entry entry : entries) {
        out.append("<a href=\"#s").append(entry.number()).append("\">").append(entry.number());
        out.append(". ").append(Markup.escape(entry.heading())).append("</a>");
      }
      out.append("</nav>");
    }
    out.append(body).append("<footer>").append(Markup.escape(title));
    return out.append("</footer></main></body></html>\n").toString();
  }

  /// Writes the document, replacing the file.
  public void write(Path file) throws IOException {
    Files.writeString(file, html(), StandardCharsets.UTF_8);
  }
}
