package org.plimsoll.engine.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Syntax.Shape;

/// Checks calls: which function, how many arguments, in which units.
final class CallChecker {
  private final Checker checker;

  CallChecker(Checker checker) {
    this.checker = checker;
  }

  Typed check(Syntax call) {
    Optional<TableKind> table = Names.tableKind(call.word());
    if (table.isPresent()) {
      return table(table.get(), call);
    }
    Function function =
        Function.named(call.word())
            .orElseThrow(
                () ->
                    new Rejection(
                        ErrorCode.FUNCTION_UNKNOWN,
                        nameOf(call),
                        "There is no function \""
                            + call.word()
                            + "\""
                            + Spelling.hint(call.word(), Names.functions())));
    List<Typed> arguments = new ArrayList<>();
    for (Syntax part : call.parts()) {
      arguments.add(checker.number(part));
    }
    requireCount(function.text(), call, function.minArguments(), function.maxArguments());
    return arguments.stream().anyMatch(Typed::broken)
        ? Typed.broken(call.span())
        : call(function, Checker.joined(arguments), call.span());
  }

  private static void requireCount(String name, Syntax call, int least, int most) {
    int count = call.parts().size();
    if (count < least || count > most) {
      throw new Rejection(
          ErrorCode.ARGUMENT_COUNT,
          call.span(),
          name
              + " takes "
              + (least == most ? "" : "at least ")
              + least
              + (least == 1 ? " argument" : " arguments")
              + ", not "
              + count);
    }
  }

  private static Span nameOf(Syntax call) {
    int start = call.span().start();
    return call.word().length() <= call.span().end() - start
        ? new Span(start, start + call.word().length())
        : call.span();
  }

  private static Typed call(Function function, List<Typed> arguments, Span span) {
    Unit unit = unit(function, arguments, span);
    Expression call =
        new Call(function, arguments.stream().map(Typed::expression).toList(), span, unit);
    return switch (function) {
      case MIN, MAX, ABS -> Checker.oneOf(arguments, call);
      case CLAMP, SQRT, EXP, LOG, MINUTES, HOURS, DAYS, WEEKS, YEARS, MONEY, AS_RATE ->
          Typed.of(call);
    };
  }

  private static Unit unit(Function function, List<Typed> arguments, Span span) {
    Typed first = arguments.getFirst();
    return switch (function) {
      case MIN, MAX, CLAMP -> Checker.unitOf(arguments, span);
      case ABS -> first.unit();
      case SQRT -> UnitAlgebra.power(first.unit(), 0.5, span);
      case EXP, LOG, AS_RATE -> {
        Checker.requireRate(first, "The argument of " + function.text());
        yield Unit.RATE;
      }
      case MONEY -> {
        Checker.requireRate(first, "The argument of " + function.text());
        yield Unit.MONEY;
      }
      case MINUTES, HOURS, DAYS, WEEKS, YEARS -> {
        Checker.requireRate(first, "The argument of " + function.text());
        yield time(function, first);
      }
    };
  }

  /// Time with its horizon, which a written number makes a number of days.
  private static Unit time(Function function, Typed count) {
    if (!count.isWrittenNumber()) {
      return Unit.TIME;
    }
    double days = TimeUnits.days(function, count.writtenNumber());
    return Double.isFinite(days)
        ? Unit.TIME.withScaling(new Scaling.Length(Horizon.ofDays(days), 2))
        : Unit.TIME;
  }

  private Typed table(TableKind kind, Syntax call) {
    requireCount(kind.text(), call, 2, 2);
    Syntax list = call.part(1);
    if (list.shape() != Shape.LIST || list.parts().isEmpty()) {
      throw new Rejection(
          ErrorCode.TABLE_MALFORMED,
          list.span(),
          "The second argument of "
              + kind.text()
              + " is a list of pairs such as [(0, 0.004), (300_000, 0.005)]");
    }
    Typed quantity = checker.number(call.part(0));
    List<Typed> thresholds = new ArrayList<>();
    List<Typed> rates = new ArrayList<>();
    for (Syntax row : list.parts()) {
      thresholds.add(threshold(row.part(0), quantity));
      rates.add(checker.number(row.part(1)));
    }
    boolean broken =
        quantity.broken()
            || thresholds.stream().anyMatch(Typed::broken)
            || rates.stream().anyMatch(Typed::broken);
    requireAscending(thresholds);
    return broken ? Typed.broken(call.span()) : table(kind, quantity, thresholds, rates, call);
  }

  /// A threshold, which as a written number is in the unit of the quantity.
  private Typed threshold(Syntax syntax, Typed quantity) {
    Typed threshold = checker.number(syntax);
    return threshold.isWrittenNumber() && !threshold.broken()
        ? threshold.in(quantity.unit().withoutScaling())
        : threshold;
  }

  private static void requireAscending(List<Typed> thresholds) {
    Typed first = thresholds.getFirst();
    if (!first.broken() && !first.isWrittenZero()) {
      throw notAscending(first, "The first threshold of a table is 0");
    }
    double last = 0;
    for (Typed threshold : thresholds.subList(1, thresholds.size())) {
      if (threshold.isWrittenNumber() && !threshold.broken()) {
        double value = threshold.writtenNumber();
        if (!(value > last)) {
          throw notAscending(threshold, "A threshold is larger than the one before it");
        }
        last = value;
      }
    }
  }

  private static Rejection notAscending(Typed threshold, String rule) {
    return new Rejection(ErrorCode.THRESHOLDS_NOT_ASCENDING, threshold.span(), rule);
  }

  private static Typed table(
      TableKind kind, Typed quantity, List<Typed> thresholds, List<Typed> rates, Syntax call) {
    for (Typed threshold : thresholds) {
      UnitAlgebra.join(quantity.unit(), threshold.unit(), threshold.span());
    }
    List<Typed> joined = Checker.joined(rates);
    Unit rate = Checker.unitOf(joined, call.span());
    Unit unit =
        switch (kind) {
          case TIERS -> UnitAlgebra.product(quantity.unit(), rate, call.span());
          case STEPS -> rate;
        };
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < joined.size(); i++) {
      rows.add(new Row(thresholds.get(i).expression(), joined.get(i).expression()));
    }
    return Typed.of(new Table(kind, quantity.expression(), rows, call.span(), unit));
  }
}
