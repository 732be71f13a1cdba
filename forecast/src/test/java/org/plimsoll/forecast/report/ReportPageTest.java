package org.plimsoll.forecast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Chart chart() {
    double[] days = Chart.days(LocalDate.of(2023, 1, 1).toEpochDay(), 19_500);
    double[] values = new double[days.length];
    double[] upper = new double[days.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 7 ? Double.NaN : i;
      upper[i] = values[i] + 3;
    }
    return Chart.overTime("A \"line\" & <more>", "%")
        .band("band", Tone.MAIN, days, values, upper)
        .line("line", Tone.OUTCOME, days, values)
        .level("limit", Tone.LIMIT, 10);
  }

  @Test
  void chartsAreWellFormedAndBrokenWhereAValueIsMissing() throws Exception {
    Document svg = parse(chart().svg());
    assertEquals("A \"line\" & <more>", svg.getDocumentElement().getAttribute("aria-label"));
    var paths = svg.getElementsByTagName("path");
    int broken = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      String d = paths.item(i).getAttributes().getNamedItem("d").getNodeValue();
      broken += d.chars().filter(c -> c == 'M').count() == 2 ? 1 : 0;
    }
    assertEquals(2, broken, "the band and the line have two pieces each");
  }

  @Test
  void aChartOfNothingIsStillAChart() throws Exception {
    double[] none = {Double.NaN};
    parse(Chart.overTime("none", "%").line("x", Tone.MAIN, none, none).svg());
    parse(Chart.logarithmic("none", "x", "y").points("x", Tone.MAIN, 2, none, none).svg());
    parse(BarChart.from(1, "none", "ratio").row("x", Double.NaN, 3, Tone.MAIN).svg());
  }

  @Test
  void scalesLabelRoundValuesAtTheirPlaces() {
    var linear = new Scale(Scale.Kind.LINEAR, 0, 1, 100, 200).ticks(5);
    assertEquals(
        List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"),
        linear.stream().map(Scale.Tick::label).toList());
    assertEquals(140, linear.get(2).place(), 1e-9);
    var log = new Scale(Scale.Kind.LOGARITHMIC, 0.1, 1000, 0, 4).ticks(5);
    assertEquals(
        List.of("0.1", "1", "10", "100", "1000"), log.stream().map(Scale.Tick::label).toList());
    assertEquals(1, log.get(1).place(), 1e-9);
    double start = (double) LocalDate.of(2022, 6, 1).toEpochDay();
    double end = (double) LocalDate.of(2026, 1, 1).toEpochDay();
    var days = new Scale(Scale.Kind.DAYS, start, end, 0, end - start).ticks(4);
    assertEquals(
        List.of("2023", "2024", "2025", "2026"), days.stream().map(Scale.Tick::label).toList());
    assertEquals((double) LocalDate.of(2023, 1, 1).toEpochDay() - start, days.get(0).place(), 1e-9);
  }

  @Test
  void aReportLoadsNothingAndEscapesWhatItIsGiven() {
    String html =
        ReportPage.of("Forecasts <i>", "sub & title")
            .facts(List.of("Data", "<script>"))
            .section("First")
            .table("rows", ReportTable.of("name", "n").row("a<b", "1"))
            .chart("lines", chart())
            .html();
    assertFalse(html.contains("<script"), "a value became markup");
    assertFalse(html.contains("http://") || html.contains("https://"), "something is loaded");
    assertTrue(html.contains("a&lt;b") && html.contains("Forecasts &lt;i&gt;"));
    assertTrue(html.contains("Figure 1.") && html.contains("Table 1."));
  }
}
