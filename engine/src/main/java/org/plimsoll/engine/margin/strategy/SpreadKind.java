package org.plimsoll.engine.margin.strategy;

import java.util.List;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.margin.strategy.Strategy.Kind;

/// Names a spread by its shape; the name has no influence on what it requires.
final class SpreadKind {
  private SpreadKind() {}

  /// @param legs in order of series, at least one bought and one sold
  static Kind of(List<OptionLeg> legs) {
    boolean oneExpiry = legs.stream().mapToInt(OptionLeg::expiryDay).distinct().count() == 1;
    boolean oneRight = legs.stream().map(OptionLeg::right).distinct().count() == 1;
    if (legs.size() == 2 && oneRight && isBalanced(legs)) {
      boolean oneStrike = legs.get(0).strike() == legs.get(1).strike();
      return oneExpiry ? Kind.VERTICAL : oneStrike ? Kind.CALENDAR : Kind.DIAGONAL;
    }
    if (!oneExpiry || !isBalanced(legs)) {
      return Kind.SPREAD;
    }
    if (oneRight) {
      return sameRight(legs);
    }
    return legs.size() == 4 ? twoRights(legs) : Kind.SPREAD;
  }

  private static boolean isBalanced(List<OptionLeg> legs) {
    return legs.stream().mapToLong(OptionLeg::quantity).sum() == 0;
  }

  private static Kind sameRight(List<OptionLeg> legs) {
    long first = legs.getFirst().quantity();
    if (legs.getLast().quantity() != first) {
      return Kind.SPREAD;
    }
    if (legs.size() == 3) {
      return Kind.BUTTERFLY;
    }
    return legs.size() == 4 && legs.get(1).quantity() == -first ? Kind.CONDOR : Kind.SPREAD;
  }

  private static Kind twoRights(List<OptionLeg> legs) {
    List<OptionLeg> calls = legs.stream().filter(l -> l.right() == OptionRight.CALL).toList();
    List<OptionLeg> puts = legs.stream().filter(l -> l.right() == OptionRight.PUT).toList();
    if (calls.size() != 2 || !isBalanced(calls) || !isBalanced(puts)) {
      return Kind.SPREAD;
    }
    OptionLeg lowCall = calls.getFirst();
    OptionLeg highPut = puts.getLast();
    boolean sameSize = Math.abs(lowCall.quantity()) == Math.abs(highPut.quantity());
    if (!sameSize) {
      return Kind.SPREAD;
    }
    if (lowCall.strike() == puts.getFirst().strike()
        && calls.getLast().strike() == highPut.strike()
        && lowCall.quantity() == -puts.getFirst().quantity()) {
      return Kind.BOX;
    }
    if (lowCall.isLong() || highPut.isLong() || lowCall.strike() < highPut.strike()) {
      return Kind.SPREAD;
    }
    return lowCall.strike() == highPut.strike() ? Kind.IRON_BUTTERFLY : Kind.IRON_CONDOR;
  }
}
