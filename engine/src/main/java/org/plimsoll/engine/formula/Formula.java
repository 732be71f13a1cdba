package org.plimsoll.engine.formula;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A checked program: assignments, then a result. Immutable, and safe to share between threads.
public final class Formula {
  private final String text;
  private final SortedMap<String, Unit> inputs;
  private final List<Assignment> assignments;
  private final Expression result;
  private final String canonicalForm;
  private final String hash;

  Formula(
      String text,
      SortedMap<String, Unit> inputs,
      List<Assignment> assignments,
      Expression result) {
    this.text = text;
    this.inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    this.assignments = List.copyOf(assignments);
    this.result = result;
    this.canonicalForm = Canonical.form(this.inputs, this.assignments, result);
    this.hash = Canonical.hash(canonicalForm);
  }

  /// Reads and checks `text`, which may use the names in `inputs`. Never throws, whatever the text.
  public static CheckResult check(String text, SortedMap<String, Unit> inputs) {
    return Checker.check(text, inputs);
  }

  /// The text as it was given.
  public String text() {
    return text;
  }

  /// The names the formula may read, with their units; it need not read all of them.
  public SortedMap<String, Unit> inputs() {
    return inputs;
  }

  /// The names given to values before the result, in the order of evaluation.
  public List<Assignment> assignments() {
    return assignments;
  }

  /// The expression whose value is the formula's.
  public Expression result() {
    return result;
  }

  /// What the result measures, without a horizon: {@link Unit#RATE} for a margin rate.
  public Unit resultUnit() {
    return result.unit().withoutScaling();
  }

  /// The one text of all formulas with the same meaning up to spaces, brackets and comments.
  public String canonicalForm() {
    return canonicalForm;
  }

  /// The SHA-256 of the canonical form in UTF-8, in lower-case hexadecimal.
  public String hash() {
    return hash;
  }

  /// Whether `other` has the same text and the same inputs.
  @Override
  public boolean equals(Object other) {
    return other instanceof Formula formula
        && text.equals(formula.text)
        && inputs.equals(formula.inputs);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
