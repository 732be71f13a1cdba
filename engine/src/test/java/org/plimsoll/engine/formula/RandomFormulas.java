package org.plimsoll.engine.formula;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A seeded source of well-typed formulas and of inputs for them.
///
/// The formulas use every part of the language, in odd spacing and with superfluous brackets. The
/// functions whose last bit may differ between C libraries (`exp`, `log`, `**`) appear only where
/// asked for.
public final class RandomFormulas {
  private static final SortedMap<String, Unit> UNITS =
      Checked.units(
          "a:rate b:rate ltv:rate α:rate n:money m:money h:time sigma_day:volatility_day"
              + " sigma_annual:volatility_annual vol:volatility flag:boolean stressed:boolean");

  private static final int MAX_DEPTH = 4;

  private final SplittableRandom random;
  private final boolean elementary;
  private final StringBuilder locals = new StringBuilder();
  private int localCount;

  private enum Type {
    RATE,
    MONEY,
    TIME,
    DAILY,
    BOOLEAN
  }

  private RandomFormulas(SplittableRandom random, boolean elementary) {
    this.random = random;
    this.elementary = elementary;
  }

  /// The inputs that the formulas may read.
  public static SortedMap<String, Unit> units() {
    return new TreeMap<>(UNITS);
  }

  /// A formula with `exp`, `log` and `**` anywhere.
  public static Formula any(SplittableRandom random) {
    return checked(random, true, "");
  }

  /// A formula without `exp`, `log` and `**`: the same bits on every platform.
  public static Formula exact(SplittableRandom random) {
    return checked(random, false, "");
  }

  /// A formula whose last step alone is `exp`, `log` or `**`: the same on every platform to 1 ulp.
  public static Formula elementaryAtTheTop(SplittableRandom random) {
    return checked(random, false, List.of("exp", "log", "**").get(random.nextInt(3)));
  }

  /// Values for all inputs: mostly ordinary, some zero, negative, whole, tiny or huge.
  public static Inputs inputs(SplittableRandom random) {
    SortedMap<String, Double> values = new TreeMap<>();
    UNITS.forEach(
        (name, unit) ->
            values.put(name, unit.isBoolean() ? (double) random.nextInt(2) : value(random)));
    return Inputs.of(values);
  }

  private static double value(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> 0.0;
      case 1 -> random.nextInt(-5, 6);
      case 2 -> random.nextDouble(-10, 10);
      case 3 -> random.nextInt(2_000_000);
      case 4 -> random.nextDouble() * 1e300;
      case 5 -> random.nextDouble() * 1e-300;
      case 6 -> -random.nextDouble();
      default -> random.nextDouble();
    };
  }

  private static Formula checked(SplittableRandom random, boolean elementary, String top) {
    while (true) {
      String text = new RandomFormulas(random, elementary).text(top);
      switch (Formula.check(text, UNITS)) {
        case CheckResult.Accepted(Formula formula) -> {
          return formula;
        }
        case CheckResult.Rejected(List<FormulaError> errors) -> {
          // whole numbers may grow too large by chance, long texts pass a limit; all else is a bug
          boolean expected =
              errors.stream()
                  .allMatch(
                      error ->
                          error.code() == ErrorCode.WHOLE_NUMBER_TOO_LARGE
                              || error.code() == ErrorCode.TEXT_TOO_LONG
                              || error.code() == ErrorCode.TOO_MANY_NODES);
          if (!expected) {
            throw new AssertionError("Generated text was rejected:\n" + text + "\n" + errors);
          }
        }
      }
    }
  }

  private String text(String top) {
    int assignments = random.nextInt(3);
    for (int i = 0; i < assignments; i++) {
      String value = expression(Type.RATE, random.nextInt(MAX_DEPTH));
      locals.append("x").append(i).append(space()).append("=").append(space()).append(value);
      locals.append(random.nextBoolean() ? "\n" : "; ");
      localCount++;
    }
    return locals + result(top) + (random.nextInt(4) == 0 ? " # the result\n" : "");
  }

  private String result(String top) {
    return switch (top) {
      case "" -> {
        Type type = Type.values()[random.nextInt(Type.values().length)];
        yield expression(type, random.nextInt(MAX_DEPTH + 1));
      }
      case "**" ->
          "("
              + expression(Type.RATE, random.nextInt(MAX_DEPTH))
              + ")**("
              + expression(Type.RATE, random.nextInt(MAX_DEPTH))
              + ")";
      default -> top + "(" + expression(Type.RATE, random.nextInt(MAX_DEPTH)) + ")";
    };
  }

  private String expression(Type type, int depth) {
    String text =
        switch (type) {
          case RATE -> rate(depth);
          case MONEY -> money(depth);
          case TIME -> time(depth);
          case DAILY -> daily(depth);
          case BOOLEAN -> truth(depth);
        };
    return random.nextInt(12) == 0 ? "(" + space() + text + brokenSpace() + ")" : text;
  }

  private String rate(int depth) {
    if (depth <= 0) {
      return rateLeaf();
    }
    return switch (random.nextInt(elementary ? 13 : 10)) {
      case 0, 1 -> infix(Type.RATE, depth, pick("+", "-"));
      case 2 -> infix(Type.RATE, depth, "*");
      case 3 -> infix(Type.RATE, depth, "/");
      case 4 -> "(" + expression(pickType(), depth - 1, true) + ")";
      case 5 -> choice(Type.RATE, depth);
      case 6 -> common(Type.RATE, depth);
      case 7 -> "sqrt(" + expression(Type.RATE, depth - 1) + ")";
      case 8 -> "steps(" + expression(Type.MONEY, depth - 1) + ", " + table(depth) + ")";
      case 9 -> "as_rate(" + daily(depth - 1) + ")";
      case 10 -> "exp(" + expression(Type.RATE, depth - 1) + ")";
      case 11 -> "log(" + expression(Type.RATE, depth - 1) + ")";
      default -> "(" + rate(depth - 1) + ") ** (" + rate(depth - 1) + ")";
    };
  }

  /// A ratio of two values of one dimension.
  private String expression(Type type, int depth, boolean ratio) {
    String quotient =
        "(" + expression(type, depth) + ")" + space() + "/(" + expression(type, depth) + ")";
    return ratio ? "as_rate(" + quotient + ")" : quotient;
  }

  private Type pickType() {
    return random.nextBoolean() ? Type.MONEY : Type.TIME;
  }

  private String rateLeaf() {
    if (localCount > 0 && random.nextInt(4) == 0) {
      return "x" + random.nextInt(localCount);
    }
    return random.nextInt(3) == 0 ? number() : pick("a", "b", "ltv", "α");
  }

  private String money(int depth) {
    if (depth <= 0) {
      return random.nextInt(4) == 0 ? "money(" + number() + ")" : pick("n", "m");
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> infix(Type.MONEY, depth, pick("+", "-"));
      case 2 -> "(" + money(depth - 1) + ")*(" + rate(depth - 1) + ")";
      case 3 -> choice(Type.MONEY, depth);
      case 4 -> common(Type.MONEY, depth);
      default -> "tiers(" + expression(Type.MONEY, depth - 1) + "," + table(depth) + ")";
    };
  }

  private String time(int depth) {
    if (depth <= 0) {
      String unit = pick("minutes", "hours", "days", "weeks", "years");
      return random.nextInt(3) == 0 ? "h" : unit + "(" + number() + ")";
    }
    return switch (random.nextInt(4)) {
      case 0 -> infix(Type.TIME, depth, pick("+", "-"));
      case 1 -> "(" + rate(depth - 1) + ")*(" + time(depth - 1) + ")";
      case 2 -> choice(Type.TIME, depth);
      default -> common(Type.TIME, depth);
    };
  }

  private String daily(int depth) {
    if (depth <= 0) {
      return pick(
          "sigma_day",
          "sigma_annual * sqrt(days(1) / years(1))",
          "vol * sqrt(days(1))",
          "sigma_day");
    }
    return switch (random.nextInt(5)) {
      case 0 -> infix(Type.DAILY, depth, pick("+", "-"));
      case 1 -> "(" + daily(depth - 1) + ")*(" + rate(depth - 1) + ")";
      case 2 -> "(" + daily(depth - 1) + ") / (" + rate(depth - 1) + ")";
      case 3 -> choice(Type.DAILY, depth);
      default -> common(Type.DAILY, depth);
    };
  }

  private String truth(int depth) {
    if (depth <= 0) {
      return pick("flag", "stressed", "True", "False", "a < b");
    }
    return switch (random.nextInt(5)) {
      case 0 -> "(" + truth(depth - 1) + ") " + pick("and", "or") + " (" + truth(depth - 1) + ")";
      case 1 -> "not (" + truth(depth - 1) + ")";
      case 2 -> choice(Type.BOOLEAN, depth);
      default -> {
        Type type = Type.values()[random.nextInt(Type.BOOLEAN.ordinal())];
        var chain = new StringBuilder("(" + expression(type, depth - 1) + ")");
        for (int i = random.nextInt(3); i >= 0; i--) {
          chain.append(space()).append(pick("<", "<=", ">", ">=", "==", "!=")).append(space());
          chain.append("(").append(expression(type, depth - 1)).append(")");
        }
        yield "(" + chain + ")";
      }
    };
  }

  private String infix(Type type, int depth, String operator) {
    String left = operand(type, depth);
    String right = operand(type, depth);
    return left + space() + operator + space() + right;
  }

  /// An operand, in brackets when its own operators would bind otherwise.
  private String operand(Type type, int depth) {
    String text = expression(type, depth - 1);
    boolean keep = random.nextInt(8) == 0 && !text.contains("if");
    String sign = random.nextInt(10) == 0 ? pick("-", "+", "--") : "";
    return keep && type == Type.RATE ? sign + text : sign + "(" + text + ")";
  }

  private String choice(Type type, int depth) {
    String yes = expression(type, depth - 1);
    String no = expression(type, depth - 1);
    return "((" + yes + ") if (" + truth(depth - 1) + ") else " + no + ")";
  }

  private String common(Type type, int depth) {
    String first = expression(type, depth - 1);
    String second = expression(type, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "min(" + first + "," + space() + second + (random.nextBoolean() ? ",)" : ")");
      case 1 -> "max(" + first + ", 0, " + second + ")";
      case 2 -> "abs(" + first + ")";
      default -> "clamp(" + first + ", 0, abs(" + second + "))";
    };
  }

  private String table(int depth) {
    var rows = new StringBuilder("[(0, " + rate(depth - 2) + ")");
    int threshold = 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      threshold += 1 + random.nextInt(1000);
      rows.append(",").append(space()).append("(").append(threshold).append(", ");
      rows.append(rate(depth - 2)).append(")");
    }
    return rows.append("]").toString();
  }

  private String number() {
    return switch (random.nextInt(8)) {
      case 0 -> Integer.toString(random.nextInt(1, 100));
      case 1 -> "1_000" + "." + random.nextInt(10);
      case 2 -> random.nextInt(1, 10) + "e" + random.nextInt(-20, 20);
      case 3 -> "0" + "." + random.nextInt(1000) + "E-1";
      case 4 -> "." + random.nextInt(1000);
      case 5 -> random.nextInt(10) + ".";
      default -> Double.toString(random.nextDouble() * 3);
    };
  }

  private String space() {
    return " ".repeat(random.nextInt(3));
  }

  private String brokenSpace() {
    return random.nextInt(3) == 0 ? " # a remark\n   " : space();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
