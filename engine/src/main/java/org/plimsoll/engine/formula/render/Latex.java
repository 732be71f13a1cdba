package org.plimsoll.engine.formula.render;

import java.util.List;
import java.util.StringJoiner;

/// Writes layouts as LaTeX for math mode.
final class Latex {
  private Latex() {}

  static String of(Layout layout) {
    return switch (layout) {
      case Layout.Name name -> name(name.symbol());
      case Layout.Figure figure -> number(figure.numeral());
      case Layout.Sign sign -> sign.mark().latex();
      case Layout.Text text -> "\\text{" + text.words() + "}";
      case Layout.Row row -> joined(row.parts(), " ");
      case Layout.Brackets brackets -> bracketed(of(brackets.inner()));
      case Layout.Bars bars -> "\\left|" + of(bars.inner()) + "\\right|";
      case Layout.Fraction fraction ->
          "\\frac{" + of(fraction.numerator()) + "}{" + of(fraction.denominator()) + "}";
      case Layout.Root root -> "\\sqrt{" + of(root.inner()) + "}";
      case Layout.Power power -> "{" + of(power.base()) + "}^{" + of(power.exponent()) + "}";
      case Layout.Application call ->
          function(call.function()) + bracketed(joined(call.arguments(), ", "));
      case Layout.Cases cases -> cases(cases);
      case Layout.Grid grid -> grid(grid);
      case Layout.Where where -> where(where);
    };
  }

  private static String bracketed(String inner) {
    return "\\left(" + inner + "\\right)";
  }

  private static String joined(List<Layout> parts, String separator) {
    var joiner = new StringJoiner(separator);
    parts.forEach(part -> joiner.add(of(part)));
    return joiner.toString();
  }

  private static String name(Symbol symbol) {
    if (symbol.subscripts().isEmpty()) {
      return Symbol.latex(symbol.head());
    }
    var subscripts = new StringJoiner(",", "_{", "}");
    for (String part : symbol.subscripts()) {
      boolean greek = !Symbol.letter(part).equals(part);
      subscripts.add(greek || part.length() > 1 ? Symbol.latex(part) : "\\mathrm{" + part + "}");
    }
    return Symbol.latex(symbol.head()) + subscripts;
  }

  private static String number(Numeral numeral) {
    String text = (numeral.negative() ? "-" : "") + numeral.mantissa();
    return numeral.exponent() == 0 ? text : text + " \\times 10^{" + numeral.exponent() + "}";
  }

  private static String function(String name) {
    return switch (name) {
      case "min", "max", "exp", "ln" -> "\\" + name;
      default -> "\\operatorname{" + name.replace(" ", "\\ ") + "}";
    };
  }

  private static String cases(Layout.Cases cases) {
    var out = new StringBuilder("\\begin{cases} ");
    for (Layout.Case one : cases.cases()) {
      out.append(of(one.value()));
      out.append(" & \\text{if } ").append(of(one.condition())).append(" \\\\ ");
    }
    out.append(of(cases.otherwise())).append(" & \\text{otherwise}");
    return out.append(" \\end{cases}").toString();
  }

  private static String grid(Layout.Grid grid) {
    var rows = new StringJoiner(" \\\\ ");
    for (Layout.GridRow row : grid.rows()) {
      rows.add(of(row.threshold()) + " & " + of(row.rate()));
    }
    return function(grid.function())
        + bracketed(
            of(grid.quantity())
                + ";\\ \\begin{array}{r|r} \\text{from} & \\text{rate} \\\\ \\hline "
                + rows
                + " \\end{array}");
  }

  private static String where(Layout.Where where) {
    var out = new StringBuilder("\\begin{aligned} & ").append(of(where.result()));
    String word = "where";
    for (Layout.Definition definition : where.definitions()) {
      out.append(" \\\\ & \\text{").append(word).append(" } ").append(of(definition.name()));
      out.append(" = ").append(of(definition.value()));
      word = "and";
    }
    return out.append(" \\end{aligned}").toString();
  }
}
