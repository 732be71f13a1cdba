package org.plimsoll.engine.formula.render;

import java.util.stream.Collectors;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;

/// A formula written for readers, with its names or with numbers in their place.
///
/// Numbers are never rounded: the shortest decimal that reads back as the same double is shown. An
/// input without a finite value keeps its name. Names given inside the formula stay names; what
/// they stand for follows the result as `where` lines (in plain text it precedes it, as in the
/// language).
public final class Rendering {
  private static final String INPUT_LINE = "input ";

  private Rendering() {}

  /// The formula in its own language with the fewest brackets, one statement a line.
  ///
  /// Checked over the same inputs it gives a formula of the same hash.
  public static String plain(Formula formula) {
    String compact = PlainText.of(formula, Inputs.NONE);
    return isSame(compact, formula) ? compact : canonicalStatements(formula);
  }

  /// The plain text with the values of `inputs` in place of their names, for reading only: units
  /// are not written.
  public static String plain(Formula formula, Inputs inputs) {
    return PlainText.of(formula, inputs);
  }

  /// The formula as LaTeX for math mode; needs the `amsmath` package.
  public static String latex(Formula formula) {
    return latex(formula, Inputs.NONE);
  }

  /// The LaTeX with the values of `inputs` in place of their names.
  public static String latex(Formula formula, Inputs inputs) {
    return Latex.of(new Typesetter(inputs).formula(formula));
  }

  /// The formula as a presentation MathML element `math`, well-formed XML in one line.
  public static String mathml(Formula formula) {
    return mathml(formula, Inputs.NONE);
  }

  /// The MathML with the values of `inputs` in place of their names.
  public static String mathml(Formula formula, Inputs inputs) {
    return MathMl.of(new Typesetter(inputs).formula(formula));
  }

  /// Whole numbers written without a fraction may pass the language's limit on whole arithmetic.
  private static boolean isSame(String text, Formula formula) {
    return switch (Formula.check(text, formula.inputs())) {
      case CheckResult.Accepted(Formula read) -> read.hash().equals(formula.hash());
      case CheckResult.Rejected _ -> false;
    };
  }

  /// The statements of the canonical form: all but its version and the inputs it lists.
  private static String canonicalStatements(Formula formula) {
    return formula
        .canonicalForm()
        .lines()
        .skip(1)
        .filter(line -> !(line.startsWith(INPUT_LINE) && line.contains(": ")))
        .collect(Collectors.joining("\n"));
  }
}
