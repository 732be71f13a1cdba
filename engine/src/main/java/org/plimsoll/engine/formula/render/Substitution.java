package org.plimsoll.engine.formula.render;

import java.util.OptionalDouble;
import org.plimsoll.engine.formula.Expression.Input;
import org.plimsoll.engine.formula.Inputs;

/// Decides which inputs are shown as numbers: those with a finite value.
final class Substitution {
  private Substitution() {}

  static OptionalDouble of(Input input, Inputs inputs) {
    OptionalDouble found = inputs.find(input.name());
    return found.isPresent() && Double.isFinite(found.getAsDouble())
        ? OptionalDouble.of(found.getAsDouble() + 0.0) // no negative zero
        : OptionalDouble.empty();
  }
}
