package org.plimsoll.engine.margin.strategy;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.margin.strategy.Strategy.Kind;

/// Writes a placement out as strategies.
final class Listing {
  private final Split split;
  private final LegRequirements requirements;
  private final long[][] placed;
  private final List<Strategy> strategies = new ArrayList<>();

  Listing(Split split, LegRequirements requirements, long[][] placed) {
    this.split = split;
    this.requirements = requirements;
    this.placed = placed;
  }

  /// A new list that the caller may add to.
  List<Strategy> strategies() {
    addCovered();
    for (int choice = Split.FIRST_SPREAD; choice < split.choices(); choice++) {
      addSpread(split.legsAt(placed, choice));
    }
    addNaked();
    for (OptionLeg leg : split.legsAt(placed, Split.ALONE)) {
      if (leg.isLong()) {
        addLong(leg, requirements.bought(leg));
      }
    }
    return strategies;
  }

  private void addCovered() {
    for (OptionLeg leg : split.legsAt(placed, Split.SHARES)) {
      long shares = Math.multiplyExact(Math.abs(leg.quantity()), requirements.contractSize());
      boolean call = leg.right() == org.plimsoll.engine.instrument.OptionRight.CALL;
      strategies.add(new Strategy(Kind.COVERED, List.of(leg), call ? shares : -shares, 0, 0, 0));
    }
  }

  private void addSpread(List<OptionLeg> legs) {
    if (legs.stream().allMatch(OptionLeg::isLong)) {
      legs.forEach(leg -> addLong(leg, requirements.premium(leg)));
      return;
    }
    long required = requirements.spread(legs);
    strategies.add(new Strategy(SpreadKind.of(legs), legs, 0, required, required, 0));
  }

  private void addLong(OptionLeg leg, long each) {
    long paid = Math.multiplyExact(requirements.premium(leg), leg.quantity());
    long required = Math.multiplyExact(each, leg.quantity());
    strategies.add(new Strategy(Kind.LONG, List.of(leg), 0, paid, required, 0));
  }

  private void addNaked() {
    Split.Naked alone = split.nakedOf(placed);
    long[][] pairs = split.pairs(alone, placed);
    long[] left = new long[placed.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = split.series().get(i).isLong() ? 0 : placed[i][Split.ALONE];
    }
    for (int c = 0; c < pairs.length; c++) {
      for (int p = 0; p < pairs[c].length; p++) {
        if (pairs[c][p] > 0) {
          addStrangle(alone.calls()[c], alone.puts()[p], pairs[c][p]);
          left[alone.calls()[c]] -= pairs[c][p];
          left[alone.puts()[p]] -= pairs[c][p];
        }
      }
    }
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0) {
        OptionLeg leg = split.series().get(i).withQuantity(-left[i]);
        strategies.add(
            new Strategy(
                Kind.NAKED,
                List.of(leg),
                0,
                Math.multiplyExact(requirements.nakedCash(leg), left[i]),
                Math.multiplyExact(split.naked(i), left[i]),
                Math.multiplyExact(requirements.premium(leg), left[i])));
      }
    }
  }

  private void addStrangle(int callIndex, int putIndex, long contracts) {
    OptionLeg call = split.series().get(callIndex).withQuantity(-contracts);
    OptionLeg put = split.series().get(putIndex).withQuantity(-contracts);
    boolean same = call.strike() == put.strike() && call.expiryDay() == put.expiryDay();
    long cash = Math.addExact(requirements.nakedCash(call), requirements.nakedCash(put));
    long premiums = Math.addExact(requirements.premium(call), requirements.premium(put));
    strategies.add(
        new Strategy(
            same ? Kind.STRADDLE : Kind.STRANGLE,
            List.of(call, put),
            0,
            Math.multiplyExact(cash, contracts),
            Math.multiplyExact(split.strangle(callIndex, putIndex), contracts),
            Math.multiplyExact(premiums, contracts)));
  }
}
