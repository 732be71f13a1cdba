package org.plimsoll.engine.book;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.volatility.Estimate;

/// What one rule says of one contract, kept until an observation that it reads changes.
///
/// Rates of a pack and of the law beside it share the question, so that it is answered once.
final class RateQuestion {
  private final Resolution resolution;
  private final VenueTerms.Listing listing;
  private final List<String> names;
  private final double[] values; // NaN where nobody observes it
  private int round = -1;
  private int revision;
  private @Nullable Determination determination;
  private Inputs inputs = Inputs.NONE;
  private LawfulFloor lawful = new LawfulFloor.None("no rule applies");

  RateQuestion(Resolution resolution, VenueTerms.Listing listing) {
    this.resolution = resolution;
    this.listing = listing;
    names = resolution instanceof Resolution.Resolved(RuleSet set) ? set.observations() : List.of();
    values = new double[names.size()];
  }

  /// Brings the answer up to date, once in a round of updates.
  void refresh(int thisRound, MarketHistory history) {
    if (round == thisRound) {
      return;
    }
    double[] before = values.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = observe(names.get(i), history);
    }
    if (round < 0 || !Arrays.equals(before, values)) {
      answer();
    }
    round = thisRound;
  }

  private double observe(String name, MarketHistory history) {
    Double attribute = listing.attributes().get(name);
    if (attribute != null) {
      return attribute;
    }
    return history.observe(name).orElse(null) instanceof Estimate.Value value
        ? value.value()
        : Double.NaN;
  }

  private void answer() {
    revision++;
    if (!(resolution instanceof Resolution.Resolved(RuleSet set))) {
      lawful = LawfulFloor.of(resolution, Inputs.NONE);
      return;
    }
    SortedMap<String, Double> observed = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        observed.put(names.get(i), values[i]);
      }
    }
    inputs = Inputs.of(observed);
    determination = RateCalculator.determine(set, inputs);
    lawful = LawfulFloor.of(determination);
  }

  /// Differs after every new answer; 0 before the first.
  int revision() {
    return revision;
  }

  Resolution resolution() {
    return resolution;
  }

  Inputs inputs() {
    return inputs;
  }

  /// What the rule said, or null when none applies.
  @Nullable Determination determination() {
    return determination;
  }

  LawfulFloor lawful() {
    return lawful;
  }
}
