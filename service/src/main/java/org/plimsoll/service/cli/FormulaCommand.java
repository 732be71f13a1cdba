package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Explanation;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.FormulaError;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.render.Rendering;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.api.Traces;
import org.plimsoll.service.api.view.TraceNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Works with formulas by themselves, outside any rule.
@Command(name = "formula", synopsisSubcommandLabel = "COMMAND")
final class FormulaCommand implements Runnable {
  private FormulaCommand() {}

  static CommandLine line(Session session) {
    return new CommandLine(new FormulaCommand())
        .addSubcommand("eval", new Eval(session))
        .addSubcommand("check", new FormulaCheck(session))
        .addSubcommand("render", new Render(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// A text's errors, for programs.
  record ErrorRow(
      String code, int line, int column, int from, int to, String message, String excerpt) {
    static ErrorRow of(FormulaError error) {
      return new ErrorRow(
          error.code().code(),
          error.line(),
          error.column(),
          error.span().start(),
          error.span().end(),
          error.message(),
          error.excerpt());
    }
  }

  /// What a rejected text gives.
  record Rejection(boolean accepted, List<ErrorRow> errors) {}

  /// The formula in `text`, or an answer that says why there is none.
  static Optional<Formula> check(Session session, String text, SortedMap<String, Unit> units) {
    return switch (Formula.check(text, units)) {
      case CheckResult.Accepted(Formula formula) -> Optional.of(formula);
      case CheckResult.Rejected(List<FormulaError> errors) -> {
        List<ErrorRow> rows = errors.stream().map(ErrorRow::of).toList();
        List<List<String>> table = new ArrayList<>();
        for (ErrorRow row : rows) {
          table.add(List.of(row.code(), row.line() + ":" + row.column(), row.message()));
        }
        session
            .printer()
            .print(
                new Rejection(false, rows), new Table(List.of("code", "place", "message"), table));
        errors.forEach(error -> session.note(error.toString()));
        yield Optional.empty();
      }
    };
  }

  /// Evaluates a formula.
  @Command(name = "eval")
  static final class Eval implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TEXT")
    String text = "";

    @Option(names = "--set", paramLabel = "NAME[:UNIT]=VALUE")
    @Nullable List<String> settings;

    private record Evaluation(
        boolean available,
        @Nullable Double value,
        @Nullable Boolean truth,
        @Nullable String unit,
        @Nullable String reason,
        @Nullable String detail,
        String hash,
        TraceNode trace) {}

    Eval(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      var given = Setting.all(settings, _ -> Optional.empty());
      var units = new TreeMap<String, Unit>();
      var values = new TreeMap<String, Double>();
      given.forEach(
          (name, setting) -> {
            units.put(name, setting.unit());
            values.put(name, setting.value());
          });
      return check(session, text, units)
          .map(formula -> evaluate(formula, Inputs.of(values)))
          .orElse(ExitCode.BAD_DATA);
    }

    private int evaluate(Formula formula, Inputs inputs) {
      Explanation steps = new TreeEvaluator().explain(formula, inputs);
      TraceNode trace = Traces.of(steps);
      Evaluation evaluation =
          switch (steps.outcome()) {
            case Outcome.Value(double value, Unit unit) ->
                new Evaluation(
                    true, value, null, unit.toString(), null, null, formula.hash(), trace);
            case Outcome.Truth(boolean truth) ->
                new Evaluation(true, null, truth, "boolean", null, null, formula.hash(), trace);
            case Outcome.Unavailable(Reason reason, String detail) ->
                new Evaluation(
                    false, null, null, null, reason.name(), detail, formula.hash(), trace);
          };
      session.printer().print(evaluation, new Table(List.of("step", "value", "unit"), rows(trace)));
      return evaluation.available() ? ExitCode.OK : ExitCode.NO;
    }
  }

  /// Writes a formula for readers.
  @Command(name = "render")
  static final class Render implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "TEXT")
    String text = "";

    @Option(names = "--set", paramLabel = "NAME[:UNIT]=VALUE")
    @Nullable List<String> settings;

    @Option(names = "--as", paramLabel = "plain|latex|mathml", defaultValue = "plain")
    Form form = Form.plain;

    /// The forms that a formula is written in.
    enum Form {
      /// The formula language.
      plain,
      /// LaTeX for math mode.
      latex,
      /// Presentation MathML.
      mathml
    }

    private record Rendered(String form, String text, String substituted, String hash) {}

    Render(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      var units = new TreeMap<String, Unit>();
      var values = new TreeMap<String, Double>();
      Setting.all(settings, _ -> Optional.empty())
          .forEach(
              (name, setting) -> {
                units.put(name, setting.unit());
                values.put(name, setting.value());
              });
      return check(session, text, units)
          .map(formula -> render(formula, Inputs.of(values)))
          .orElse(ExitCode.BAD_DATA);
    }

    private int render(Formula formula, Inputs inputs) {
      Rendered rendered =
          switch (form) {
            case plain -> of(Rendering.plain(formula), Rendering.plain(formula, inputs), formula);
            case latex -> of(Rendering.latex(formula), Rendering.latex(formula, inputs), formula);
            case mathml ->
                of(Rendering.mathml(formula), Rendering.mathml(formula, inputs), formula);
          };
      session
          .printer()
          .print(
              rendered,
              Table.ofPairs("text", rendered.text(), "substituted", rendered.substituted()));
      return ExitCode.OK;
    }

    private Rendered of(String plainly, String substituted, Formula formula) {
      return new Rendered(form.name(), plainly, substituted, formula.hash());
    }
  }

  /// The steps, inner ones indented under the step that they are part of.
  static List<List<String>> rows(TraceNode trace) {
    List<List<String>> rows = new ArrayList<>();
    append(rows, trace, "");
    return rows;
  }

  private static void append(List<List<String>> rows, TraceNode node, String indent) {
    Double value = node.value();
    String shown =
        value == null
            ? String.valueOf(node.truth() == null ? node.reason() : node.truth())
            : Json.decimal(value);
    String unit = node.unit() == null ? "" : node.unit();
    rows.add(List.of(indent + node.text(), shown, unit));
    node.children().forEach(child -> append(rows, child, indent + "  "));
  }
}
