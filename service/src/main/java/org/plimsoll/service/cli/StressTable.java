package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.stress.StressFigures;

/// A stress as rows of figures with one column for each law.
final class StressTable {
  private StressTable() {}

  static Table of(StressReport report) {
    List<String> columns = new ArrayList<>(List.of("scenario", "figure"));
    if (!report.scenarios().isEmpty()) {
      report.scenarios().getFirst().runs().forEach(run -> columns.add(run.law()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (StressReport.Scenario scenario : report.scenarios()) {
      for (StressFigures.Figure figure : StressFigures.ALL) {
        List<String> row = new ArrayList<>(List.of(scenario.id(), figure.name()));
        scenario.runs().forEach(run -> row.add(figure.text().apply(run)));
        rows.add(row);
      }
    }
    return new Table(columns, rows);
  }
}
