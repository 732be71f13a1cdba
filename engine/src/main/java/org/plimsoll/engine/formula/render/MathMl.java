package org.plimsoll.engine.formula.render;

import java.util.List;
import java.util.stream.Collectors;

/// Writes layouts as presentation MathML.
final class MathMl {
  private static final String OPEN =
      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">";

  private MathMl() {}

  static String of(Layout layout) {
    return OPEN + element(layout) + "</math>";
  }

  /// Exactly one element.
  private static String element(Layout layout) {
    return switch (layout) {
      case Layout.Name name -> name(name.symbol());
      case Layout.Figure figure -> number(figure.numeral());
      case Layout.Sign sign -> operator(sign.mark().character());
      case Layout.Text text -> text(text.words());
      case Layout.Row row -> tag("mrow", elements(row.parts()));
      case Layout.Brackets brackets -> fenced("(", element(brackets.inner()), ")");
      case Layout.Bars bars -> fenced("|", element(bars.inner()), "|");
      case Layout.Fraction fraction ->
          tag("mfrac", element(fraction.numerator()) + element(fraction.denominator()));
      case Layout.Root root -> tag("msqrt", element(root.inner()));
      case Layout.Power power -> tag("msup", element(power.base()) + element(power.exponent()));
      case Layout.Application call -> application(call);
      case Layout.Cases cases -> cases(cases);
      case Layout.Grid grid -> grid(grid);
      case Layout.Where where -> where(where);
    };
  }

  private static String elements(List<Layout> parts) {
    return parts.stream().map(MathMl::element).collect(Collectors.joining());
  }

  private static String tag(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String operator(String character) {
    return tag("mo", escaped(character));
  }

  /// Text whose outer spaces survive: XML white space is trimmed, no-break spaces are not.
  private static String text(String words) {
    return tag("mtext", escaped(words.replace(' ', '\u00a0')));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String fenced(String open, String content, String close) {
    return tag("mrow", operator(open) + content + operator(close));
  }

  private static String name(Symbol symbol) {
    String head = tag("mi", escaped(Symbol.letter(symbol.head())));
    if (symbol.subscripts().isEmpty()) {
      return head;
    }
    String subscripts =
        symbol.subscripts().stream().map(Symbol::letter).collect(Collectors.joining(","));
    return tag("msub", head + tag("mtext", escaped(subscripts)));
  }

  private static String number(Numeral numeral) {
    String mantissa = tag("mn", numeral.mantissa());
    String sign = numeral.negative() ? operator("−") : "";
    if (numeral.exponent() == 0) {
      return numeral.negative() ? tag("mrow", sign + mantissa) : mantissa;
    }
    String exponent = tag("mn", Integer.toString(Math.abs(numeral.exponent())));
    String power = numeral.exponent() < 0 ? tag("mrow", operator("−") + exponent) : exponent;
    return tag("mrow", sign + mantissa + operator("×") + tag("msup", tag("mn", "10") + power));
  }

  private static String application(Layout.Application call) {
    String arguments =
        call.arguments().stream().map(MathMl::element).collect(Collectors.joining(operator(",")));
    return tag("mrow", function(call.function()) + fenced("(", arguments, ")"));
  }

  private static String function(String name) {
    return tag("mi", escaped(name)) + operator("\u2061"); // function application
  }

  private static String cases(Layout.Cases cases) {
    var rows = new StringBuilder();
    for (Layout.Case one : cases.cases()) {
      String condition = tag("mrow", text("if ") + element(one.condition()));
      rows.append(row(element(one.value()), condition));
    }
    rows.append(row(element(cases.otherwise()), text("otherwise")));
    return tag("mrow", operator("{") + table(rows.toString()));
  }

  private static String grid(Layout.Grid grid) {
    var rows = new StringBuilder(row(text("from"), text("rate")));
    for (Layout.GridRow row : grid.rows()) {
      rows.append(row(element(row.threshold()), element(row.rate())));
    }
    String inner = element(grid.quantity()) + operator(";") + table(rows.toString());
    return tag("mrow", function(grid.function()) + fenced("(", inner, ")"));
  }

  private static String where(Layout.Where where) {
    var rows = new StringBuilder(row("<mrow></mrow>", element(where.result())));
    String word = "where";
    for (Layout.Definition definition : where.definitions()) {
      String equation = element(definition.name()) + operator("=") + element(definition.value());
      rows.append(row(text(word + " "), tag("mrow", equation)));
      word = "and";
    }
    return table(rows.toString());
  }

  private static String table(String rows) {
    return "<mtable columnalign=\"left left\">" + rows + "</mtable>";
  }

  private static String row(String left, String right) {
    return tag("mtr", tag("mtd", left) + tag("mtd", right));
  }
}
