package org.plimsoll.audit.lineage;

import java.util.List;
import org.plimsoll.engine.book.Effect;

/// Tells in which step of a computation two accounts of it part.
public final class EffectDifference {
  private EffectDifference() {}

  /// The first step in which what a command did differs from what was recorded, in words such as
  /// `effect 3, rate of BTC-PERP for eu-retail: governor step 2 (MAXIMUM_STEP)`.
  public static String firstStep(List<Effect> recorded, List<Effect> again) {
    int i = 0;
    while (i < recorded.size() && i < again.size() && recorded.get(i).equals(again.get(i))) {
      i++;
    }
    String where = "effect " + (i + 1);
    if (i >= recorded.size()) {
      return where + ": the journal has none, again there is " + kind(again.get(i));
    }
    if (i >= again.size()) {
      return where + ": the journal has " + kind(recorded.get(i)) + ", again there is none";
    }
    if (recorded.get(i) instanceof Effect.RateChanged one
        && again.get(i) instanceof Effect.RateChanged other) {
      return "%s, rate of %s for %s: %s"
          .formatted(where, one.instrument(), one.rateClass(), step(one, other));
    }
    return where + ": " + recorded.get(i) + " is recorded, again it is " + again.get(i);
  }

  private static String kind(Effect effect) {
    return effect.getClass().getSimpleName();
  }

  /// In the order in which a rate is computed.
  private static String step(Effect.RateChanged one, Effect.RateChanged other) {
    if (!one.rateClass().equals(other.rateClass())
        || !one.instrument().equals(other.instrument())) {
      return "another rate, " + other.instrument() + " for " + other.rateClass();
    }
    if (!one.basis().packHash().equals(other.basis().packHash())) {
      return "rule pack";
    }
    if (!one.basis().model().equals(other.basis().model())) {
      return "model " + one.basis().model() + ", again " + other.basis().model();
    }
    if (!one.basis().inputsHash().equals(other.basis().inputsHash())) {
      return "observations";
    }
    if (one.demanded() != other.demanded() || !one.kind().equals(other.kind())) {
      return "formula: " + one.demanded() + ", again " + other.demanded();
    }
    if (one.floor() != other.floor()) {
      return "lawful floor: " + one.floor() + ", again " + other.floor();
    }
    return governed(one, other);
  }

  private static String governed(Effect.RateChanged one, Effect.RateChanged other) {
    for (int i = 0; i < Math.min(one.steps().size(), other.steps().size()); i++) {
      Effect.Step step = one.steps().get(i);
      if (!step.equals(other.steps().get(i))) {
        return "governor step %d (%s): %s to %s, again %s to %s"
            .formatted(
                i + 1,
                step.kind(),
                step.before(),
                step.after(),
                other.steps().get(i).before(),
                other.steps().get(i).after());
      }
    }
    if (one.steps().size() != other.steps().size()) {
      return "governor: " + one.steps().size() + " steps, again " + other.steps().size();
    }
    if (one.rate() != other.rate() || one.maintenance() != other.maintenance()) {
      return "result: " + one.rate() + ", again " + other.rate();
    }
    return "state before: governor, positions, mark or rate";
  }
}
