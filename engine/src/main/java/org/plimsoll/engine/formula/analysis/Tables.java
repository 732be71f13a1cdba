package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Row;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.quantity.Reason;

/// Tables over a box. All thresholds and rates are evaluated, whichever row applies.
final class Tables {
  /// From here on no product of a quantity and a rate is too small to be rounded as others are.
  private static final double LEAST_QUANTITY = 1e-100;

  private static final double LEAST_RATE = 1e-100;

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

  /// The average rate of `tiers(n, ..) / n` for written rates that are not negative: it lies among
  /// the rates of the brackets touched, and moves with n as the rates do.
  ///
  /// The evaluator rounds twice for each bracket and once more, which the range leaves room for.
  Optional<Ranged> average(Table table, Ranged quantity) {
    boolean written =
        table.rows().stream()
            .allMatch(row -> row.threshold() instanceof Literal && row.rate() instanceof Literal);
    if (!written || quantity.lower() < LEAST_QUANTITY) {
      return Optional.empty();
    }
    table.rows().forEach(row -> thresholds.add(walk.value(row.threshold())));
    table.rows().forEach(row -> rates.add(walk.value(row.rate())));
    if (rates.stream().anyMatch(rate -> rate.upper() != 0 && rate.lower() < LEAST_RATE)) {
      return Optional.empty();
    }
    Interval range = rates.getFirst().range();
    boolean rising = true;
    boolean falling = true;
    int last = 0;
    for (int row = 1; row < rates.size() && canReach(quantity, row); row++) {
      range = range.hull(rates.get(row).range());
      rising &= rates.get(row).lower() >= rates.get(row - 1).lower();
      falling &= rates.get(row).lower() <= rates.get(row - 1).lower();
      last = row;
    }
    Interval spread = Interval.point(range.upper()).minus(Interval.point(range.lower()));
    Interval most = spread.dividedBy(quantity.range());
    double down = rising ? 0 : -most.upper();
    double up = falling ? 0 : most.upper();
    return Optional.of(
        new Ranged(range.widened(2 * last + 4), quantity.slopes().times(new Interval(down, up))));
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
