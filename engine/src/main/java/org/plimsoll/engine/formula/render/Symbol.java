package org.plimsoll.engine.formula.render;

import java.util.ArrayList;
import java.util.List;

/// A name split for print: what stands before the first underscore, and subscripts after it.
///
/// @param head the first part
/// @param subscripts the parts between the other underscores, without empty ones
record Symbol(String head, List<String> subscripts) {
  private static final List<String> WORDS =
      List.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "zeta",
          "eta",
          "theta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "pi",
          "rho",
          "varsigma",
          "sigma",
          "tau",
          "upsilon",
          "phi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Pi",
          "Sigma",
          "Phi",
          "Psi",
          "Omega");

  private static final String LETTERS = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ";

  /// Copies the list.
  Symbol {
    subscripts = List.copyOf(subscripts);
  }

  static Symbol of(String name) {
    List<String> parts = new ArrayList<>(List.of(name.split("_", -1)));
    parts.removeIf(String::isEmpty);
    return new Symbol(parts.getFirst(), parts.subList(1, parts.size()));
  }

  /// The Greek letter that `part` spells, and otherwise `part`.
  static String letter(String part) {
    int at = WORDS.indexOf(part);
    return at < 0 ? part : LETTERS.substring(at, at + 1);
  }

  /// `part` in LaTeX: Greek letters as commands, other letters italic, words upright.
  static String latex(String part) {
    String letter = letter(part);
    if (letter.length() > 1) {
      var mixed = new StringBuilder();
      letter.chars().forEach(c -> mixed.append(latexOf((char) c)));
      return "\\mathrm{" + mixed + "}";
    }
    return latexOf(letter.charAt(0)).trim();
  }

  private static String latexOf(char c) {
    int at = LETTERS.indexOf(c);
    return at < 0 ? String.valueOf(c) : "\\" + WORDS.get(at) + " ";
  }
}
