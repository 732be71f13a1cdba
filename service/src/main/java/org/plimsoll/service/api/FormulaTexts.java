package org.plimsoll.service.api;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.render.Rendering;
import org.plimsoll.service.api.view.FormulaText;

/// The wire form of formulas.
public final class FormulaTexts {
  private FormulaTexts() {}

  /// A formula with its names.
  public static FormulaText of(Formula formula) {
    return of(formula, null);
  }

  /// A formula with its names, and with the numbers put in where they are known.
  public static FormulaText of(Formula formula, @Nullable SortedMap<String, Double> values) {
    Inputs inputs = values == null ? null : Inputs.of(values);
    return new FormulaText(
        formula.text(),
        Rendering.plain(formula),
        Rendering.latex(formula),
        Rendering.mathml(formula),
        inputs == null ? null : Rendering.plain(formula, inputs),
        inputs == null ? null : Rendering.latex(formula, inputs),
        inputs == null ? null : Rendering.mathml(formula, inputs));
  }
}
