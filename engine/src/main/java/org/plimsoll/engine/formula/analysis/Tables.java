package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.quantity.Reason;

/// Tables over a box. All thresholds and rates are evaluated, whichever row applies.
final class Tables {
  private final BoxWalk walk;
  private final List<Ranged> thresholds = new ArrayList<>();
  private final List<Ranged> rates = new ArrayList<>();

  Tables(BoxWalk walk) {
    this.walk = walk;
  }

  Ranged table(Table table) {
    Ranged quantity = walk.value(table.quantity());
    for (Row row : table.rows()) {
      thresholds.add(walk.value(row.threshold()));
      rates.add(walk.value(row.rate()));
    }
    requireAscending();
    if (quantity.upper() < 0) {
      throw walk.stops(Reason.TIER_INPUT_NEGATIVE);
    }
    if (quantity.lower() < 0) {
      walk.mayStop(Reason.TIER_INPUT_NEGATIVE);
    }
    var part = new Ranged(quantity.range().notNegative(), quantity.slopes());
    return switch (table.kind()) {
      case TIERS -> tiers(part);
      case STEPS -> steps(part);
    };
  }

  private void requireAscending() {
    boolean always = thresholds.getFirst().range().isZero();
    boolean never = !thresholds.getFirst().range().contains(0);
    for (int i = 1; i < thresholds.size(); i++) {
      Ranged last = thresholds.get(i - 1);
      Ranged next = thresholds.get(i);
      always &= next.lower() > last.upper();
      never |= next.upper() <= last.lower();
    }
    if (never) {
      throw walk.stops(Reason.TIERS_INVALID);
    }
    if (!always) {
      walk.mayStop(Reason.TIERS_INVALID);
    }
  }

  /// Whether the quantity can lie at or above threshold `row`.
  private boolean canReach(Ranged quantity, int row) {
    return row == 0 || quantity.upper() >= thresholds.get(row).lower();
  }

  private boolean canStayBelow(Ranged quantity, int row) {
    return row == thresholds.size() || quantity.lower() < thresholds.get(row).upper();
  }

  /// The rate of one row, plus the difference of two rows at each threshold that is crossed.
  private Ranged steps(Ranged quantity) {
    List<Ranged> possible = new ArrayList<>();
    Slopes jumps = walk.constant(0).slopes();
    for (int row = 0; row < rates.size(); row++) {
      if (canReach(quantity, row) && canStayBelow(quantity, row + 1)) {
        possible.add(rates.get(row));
      }
      if (row > 0 && canReach(quantity, row) && canStayBelow(quantity, row)) {
        Slopes crossing = quantity.slopes().minus(thresholds.get(row).slopes()).switching();
        Interval jump = rates.get(row).range().minus(rates.get(row - 1).range()).real();
        jumps = jumps.plus(crossing.times(jump));
      }
    }
    if (possible.isEmpty()) {
      throw new NoValue();
    }
    Interval range = possible.getFirst().range();
    for (Ranged rate : possible) {
      range = range.hull(rate.range());
    }
    return new Ranged(range, BoxWalk.hull(possible).plus(jumps));
  }

  private Ranged tiers(Ranged quantity) {
    Ranged zero = walk.constant(0);
    Ranged total = zero;
    List<Ranged> touched = new ArrayList<>();
    Slopes byRates = zero.slopes();
    boolean fixed = true;
    for (int row = 0; row < rates.size(); row++) {
      boolean last = row + 1 == rates.size();
      if (!canReach(quantity, row)) {
        break;
      }
      Ranged from = thresholds.get(row);
      Ranged end = last ? quantity : walk.least(List.of(quantity, thresholds.get(row + 1)));
      Ranged part = walk.largest(List.of(zero, end.minus(from)));
      fixed &= from.range().isPoint() && from.slopes().isNone();
      fixed &= last || thresholds.get(row + 1).slopes().isNone();
      total = walk.finite(total.plus(walk.finite(rates.get(row).times(part))));
      byRates = byRates.plus(rates.get(row).slopes().times(part.range().real()));
      if (canStayBelow(quantity, row + 1)) {
        touched.add(rates.get(row));
      }
    }
    return fixed && !touched.isEmpty()
        ? new Ranged(total.range(), marginal(touched, quantity).plus(byRates))
        : total;
  }

  /// With fixed thresholds the amount grows by the rates of the brackets that are touched.
  private static Slopes marginal(List<Ranged> touched, Ranged quantity) {
    Interval rate = touched.getFirst().range();
    for (Ranged one : touched) {
      rate = rate.hull(one.range());
    }
    return quantity.slopes().times(rate.real());
  }
}
