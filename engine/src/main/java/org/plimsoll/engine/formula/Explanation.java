package org.plimsoll.engine.formula;

import java.util.List;

/// One step of an evaluation, with the steps below it.
///
/// The root stands for the whole formula; its children are the assignments in order and the result.
/// Steps that were not taken, such as the other branch of a choice, do not appear. When the
/// evaluation stopped, every step on the way to the place is unavailable with the same reason, and
/// steps that would have come later do not appear.
///
/// @param kind what the step does
/// @param label the operator, function, name or number; the assigned name for an assignment
/// @param text the sub-expression as it stands in the formula
/// @param span where it stands
/// @param unit what the value measures, with its horizon where it has one
/// @param outcome the value, with the bits the result was made from
/// @param children the operands that were evaluated, in order
public record Explanation(
    Kind kind,
    String label,
    String text,
    Span span,
    Unit unit,
    Outcome outcome,
    List<Explanation> children) {
  /// Copies the list.
  public Explanation {
    children = List.copyOf(children);
  }

  /// What a step does.
  public enum Kind {
    /// The whole formula.
    FORMULA,
    /// Gives a name to a value.
    ASSIGNMENT,
    /// Reads a written number or truth.
    LITERAL,
    /// Reads an input.
    INPUT,
    /// Reads an assigned value.
    LOCAL,
    /// Calculates a number from numbers with an operator.
    ARITHMETIC,
    /// Compares numbers, or joins or turns truths.
    LOGIC,
    /// Applies a function.
    FUNCTION,
    /// Looks a quantity up in a table: the children are the quantity, then threshold and rate of
    /// each row.
    TABLE,
    /// Takes the branch for a condition that holds: the children are the condition and the branch.
    CHOICE_TRUE,
    /// Takes the branch for a condition that does not hold.
    CHOICE_FALSE,
    /// Takes no branch, because the condition is unavailable; it is the only child.
    CHOICE_UNDECIDED
  }
}
