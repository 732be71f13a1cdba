package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.analysis.Analysis;
import org.plimsoll.engine.formula.analysis.Bounds;
import org.plimsoll.engine.formula.analysis.Breakpoint;
import org.plimsoll.engine.formula.analysis.Finding;
import org.plimsoll.engine.formula.analysis.Report;
import org.plimsoll.engine.formula.analysis.Sample;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks a formula and analyses it over ranges of its inputs.
@Command(name = "check")
final class FormulaCheck implements Callable<Integer> {
  private static final double LARGE = 1e15;
  private static final double SMALL = 1e-6;

  private final Session session;

  @Parameters(paramLabel = "TEXT")
  String text = "";

  @Option(names = "--domain", paramLabel = "NAME[:UNIT]=LOW..HIGH,…")
  @Nullable List<String> domain;

  /// A point and what the formula gives there.
  private record PointRow(
      Map<String, Double> inputs,
      @Nullable Double value,
      @Nullable Boolean truth,
      @Nullable String reason,
      @Nullable String detail) {
    static PointRow of(Sample sample) {
      var inputs = new LinkedHashMap<>(sample.inputs().values());
      return switch (sample.outcome()) {
        case Outcome.Value(double value, var _) -> new PointRow(inputs, value, null, null, null);
        case Outcome.Truth(boolean truth) -> new PointRow(inputs, null, truth, null, null);
        case Outcome.Unavailable(Reason reason, String detail) ->
            new PointRow(inputs, null, null, reason.name(), detail);
      };
    }

    static @Nullable PointRow ofNullable(@Nullable Sample sample) {
      return sample == null ? null : of(sample);
    }
  }

  /// Where the values lie; a bound that could not be proven is absent.
  private record BoundsRow(
      boolean everAvailable,
      boolean alwaysAvailable,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable PointRow least,
      @Nullable PointRow most,
      List<Reason> reasons) {
    static BoundsRow of(Bounds bounds) {
      return switch (bounds) {
        case Bounds.Within within ->
            new BoundsRow(
                true,
                within.reasons().isEmpty(),
                finite(within.lower()),
                finite(within.upper()),
                PointRow.ofNullable(within.least()),
                PointRow.ofNullable(within.most()),
                within.reasons());
        case Bounds.Never never ->
            new BoundsRow(false, false, null, null, null, null, never.reasons());
      };
    }

    private static @Nullable Double finite(double bound) {
      return Double.isFinite(bound) ? bound : null;
    }
  }

  private record BreakpointRow(
      String kind,
      String text,
      int from,
      int to,
      String input,
      double at,
      String continuity,
      List<PointRow> around) {
    static BreakpointRow of(Breakpoint point) {
      return new BreakpointRow(
          point.kind().name(),
          point.text(),
          point.span().start(),
          point.span().end(),
          point.input(),
          point.at(),
          point.continuity().name(),
          point.around().stream().map(PointRow::of).toList());
    }
  }

  private record FindingRow(
      String kind, @Nullable String input, String message, List<PointRow> counterexample) {
    static FindingRow of(Finding finding) {
      return new FindingRow(
          finding.kind().name(),
          finding.input(),
          finding.message(),
          finding.counterexample().stream().map(PointRow::of).toList());
    }
  }

  private record Answer(
      boolean accepted,
      boolean sound,
      String hash,
      String unit,
      BoundsRow bounds,
      Map<String, String> signs,
      List<BreakpointRow> breakpoints,
      List<FindingRow> findings) {}

  FormulaCheck(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (domain == null) {
      throw new Failure(ExitCode.USAGE, "MISSING_OPTION", "--domain");
    }
    Domain ranges = Domain.of(domain);
    return FormulaCommand.check(session, text, ranges.units())
        .map(formula -> answer(formula, Analysis.of(formula, ranges.box())))
        .orElse(ExitCode.BAD_DATA);
  }

  private int answer(Formula formula, Report report) {
    Map<String, String> signs = new TreeMap<>();
    report.signs().forEach((name, sign) -> signs.put(name, sign.name()));
    boolean sound = report.findings().isEmpty();
    var answer =
        new Answer(
            true,
            sound,
            formula.hash(),
            formula.resultUnit().toString(),
            BoundsRow.of(report.bounds()),
            signs,
            report.breakpoints().stream().map(BreakpointRow::of).toList(),
            report.findings().stream().map(FindingRow::of).toList());
    session.printer().print(answer, new Table(List.of("item", "name", "value"), rows(report)));
    return sound ? ExitCode.OK : ExitCode.NO;
  }

  private List<List<String>> rows(Report report) {
    List<List<String>> rows = new ArrayList<>();
    switch (report.bounds()) {
      case Bounds.Within within -> {
        rows.add(List.of("bound", "lower", bound(within.lower())));
        rows.add(List.of("bound", "upper", bound(within.upper())));
      }
      case Bounds.Never _ -> rows.add(List.of("bound", "", session.messages().get("check.never")));
    }
    for (Reason reason : report.bounds().reasons()) {
      rows.add(List.of("unavailable", reason.name(), session.messages().get("check.notExcluded")));
    }
    report.signs().forEach((name, sign) -> rows.add(List.of("sign", name, sign.name())));
    for (Breakpoint point : report.breakpoints()) {
      String place = point.input() + "=" + number(point.at());
      rows.add(List.of("breakpoint", place, point.continuity() + " " + point.text()));
    }
    for (Finding finding : report.findings()) {
      rows.add(List.of("finding", finding.kind().name(), words(finding)));
    }
    return rows;
  }

  private String bound(double bound) {
    return Double.isFinite(bound) ? number(bound) : session.messages().get("check.noBound");
  }

  private String words(Finding finding) {
    Sample first = finding.counterexample().getFirst();
    Sample last = finding.counterexample().getLast();
    return session
        .messages()
        .get(
            "finding." + finding.kind(),
            finding.input() == null ? "" : finding.input(),
            outcome(first),
            outcome(last),
            place(first, last));
  }

  private static String outcome(Sample sample) {
    return switch (sample.outcome()) {
      case Outcome.Value(double value, var _) -> number(value);
      case Outcome.Truth(boolean truth) -> String.valueOf(truth);
      case Outcome.Unavailable(Reason reason, String _) -> reason.name();
    };
  }

  /// The last point, with the values from which inputs came that the first has another value of.
  private static String place(Sample first, Sample last) {
    List<String> words = new ArrayList<>();
    last.inputs()
        .values()
        .forEach(
            (name, to) -> {
              double from = first.inputs().find(name).orElse(to);
              words.add(name + "=" + (from == to ? "" : number(from) + "→") + number(to));
            });
    return String.join(", ", words);
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return value == 0 || (size >= SMALL && size < LARGE)
        ? Json.decimal(value)
        : Double.toString(value);
  }
}
