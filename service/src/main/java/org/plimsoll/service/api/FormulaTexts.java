package org.plimsoll.service.api;

import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.render.Rendering;
import org.plimsoll.service.api.view.FormulaText;

/// The wire form of formulas.
public final class FormulaTexts {
  private FormulaTexts() {}

  /// A formula with its names.
  public static FormulaText of(Formula formula) {
    return new FormulaText(
        formula.text(),
        Rendering.plain(formula),
        Rendering.latex(formula),
        Rendering.mathml(formula),
        null,
        null,
        null);
  }
}
