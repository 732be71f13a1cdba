package org.plimsoll.engine.formula.analysis;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.RandomFormulas;
import org.plimsoll.engine.formula.TreeEvaluator;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.quantity.Reason;

/// What the analysis claims is never contradicted by a point of the box.
class AnalysisPropertyTest {
  private static final long SEED = 0x71a5c0ffee5L;
  private static final int WALKS = 4_000;
  private static final int REPORTS = 120;
  private static final int EXACT_WALKS = 300;
  private static final int POINTS = 12;
  private static final int PAIRS = 3;
  private static final BigDecimal NOISE = new BigDecimal("1e-650");

  private final TreeEvaluator evaluator = new TreeEvaluator();

  /// A formula with a box and points in it, all from one seed.
  private record Trial(long seed, Formula formula, Box box, SplittableRandom random) {
    static Trial of(long seed, boolean exact) {
      var random = new SplittableRandom(seed);
      Formula formula = exact ? RandomFormulas.exact(random) : RandomFormulas.any(random);
      return new Trial(seed, formula, box(random), random);
    }

    private static Box box(SplittableRandom random) {
      SortedMap<String, Range> ranges = new TreeMap<>();
      SortedMap<String, Double> ends = RandomFormulas.inputs(random).values();
      boolean plain = random.nextInt(3) > 0;
      RandomFormulas.inputs(random)
          .values()
          .forEach(
              (name, value) -> {
                double other = ends.getOrDefault(name, value);
                boolean truth = Unit.BOOLEAN.equals(RandomFormulas.units().get(name));
                if (plain && !truth) {
                  double middle =
                      random.nextInt(4) == 0 ? random.nextInt(-2, 3) : random.nextDouble();
                  double width = random.nextInt(4) == 0 ? 0 : random.nextDouble();
                  ranges.put(name, new Range(middle, middle + width));
                } else {
                  ranges.put(name, new Range(Math.min(value, other), Math.max(value, other)));
                }
              });
      return new Box(ranges);
    }

    Inputs point() {
      SortedMap<String, Double> values = new TreeMap<>();
      box.ranges().forEach((name, range) -> values.put(name, value(name, range)));
      return Inputs.of(values);
    }

    private double value(String name, Range range) {
      if (Unit.BOOLEAN.equals(RandomFormulas.units().get(name))) {
        return random.nextBoolean() ? range.lower() : range.upper();
      }
      return switch (random.nextInt(8)) {
        case 0 -> range.lower();
        case 1 -> range.upper();
        case 2 -> range.contains(0) ? 0 : range.lower();
        case 3 -> Math.clamp(Math.rint(range.lower()), range.lower(), range.upper());
        default ->
            range.isPoint() ? range.lower() : random.nextDouble(range.lower(), range.upper());
      };
    }

    String text() {
      return "seed " + seed + ": " + formula.text() + "\nover " + box;
    }
  }

  @Test
  void everyValueLiesInsideTheBoundsOfOneWalkAndEveryFailureIsForeseen() {
    for (int round = 0; round < WALKS; round++) {
      Trial trial = Trial.of(SEED + round, false);
      Space space = Space.of(trial.formula(), trial.box());
      Enclosure enclosure = Enclosure.of(trial.formula(), space.names(), space.sides());
      Optional<Interval> range = enclosure.result().map(Ranged::range);
      List<Reason> reasons = List.copyOf(enclosure.reasons());
      for (int i = 0; i < POINTS; i++) {
        check(trial, trial.point(), range, reasons);
      }
    }
  }

  @Test
  void everyValueLiesInsideTheReportedBoundsAndEveryFailureIsForeseen() {
    for (int round = 0; round < REPORTS; round++) {
      Trial trial = Trial.of(SEED + round, false);
      Report report = Analysis.of(trial.formula(), trial.box());
      Optional<Interval> range =
          switch (report.bounds()) {
            case Bounds.Within within -> Optional.of(new Interval(within.lower(), within.upper()));
            case Bounds.Never _ -> Optional.empty();
          };
      for (int i = 0; i < POINTS; i++) {
        check(trial, trial.point(), range, report.bounds().reasons());
      }
    }
  }

  private void check(Trial trial, Inputs point, Optional<Interval> range, List<Reason> reasons) {
    switch (evaluator.evaluate(trial.formula(), point)) {
      case Outcome.Unavailable(Reason reason, String detail) ->
          assertTrue(
              reasons.contains(reason),
              () -> trial.text() + "\nat " + point + ": " + detail + " not in " + reasons);
      case Outcome.Value(double value, var _) -> checkInside(trial, point, range, value);
      case Outcome.Truth(boolean truth) -> checkInside(trial, point, range, truth ? 1 : 0);
    }
  }

  private static void checkInside(
      Trial trial, Inputs point, Optional<Interval> range, double value) {
    assertTrue(
        range.isPresent() && range.get().contains(value),
        () -> trial.text() + "\nat " + point + " is " + value + ", outside " + range);
  }

  @Test
  void everyDifferenceQuotientLiesInsideTheSlopes() {
    int compared = 0;
    for (int round = 0; round < EXACT_WALKS; round++) {
      Trial trial = Trial.of(SEED + round, true);
      Space space = Space.of(trial.formula(), trial.box());
      Enclosure enclosure = Enclosure.of(trial.formula(), space.names(), space.sides());
      if (enclosure.result().isEmpty()) {
        continue;
      }
      Slopes slopes = enclosure.result().get().slopes();
      for (int input = 0; input < space.size(); input++) {
        for (int i = 0; i < PAIRS; i++) {
          Optional<Pair> pair = pair(trial, space.names().get(input));
          if (pair.isPresent()) {
            compared++;
            pair.get().checkQuotient(slopes.get(input));
          }
        }
      }
    }
    assertTrue(compared > EXACT_WALKS / 2, "only " + compared + " pairs were compared");
  }

  @Test
  void noPairOfPointsContradictsASignInExactArithmetic() {
    int claims = 0;
    for (int round = 0; round < REPORTS; round++) {
      Trial trial = Trial.of(SEED + round, true);
      Report report = Analysis.of(trial.formula(), trial.box());
      for (String input : Space.of(trial.formula(), trial.box()).names()) {
        Sign sign = report.signs().getOrDefault(input, Sign.UNKNOWN);
        for (int i = 0; i < PAIRS; i++) {
          Optional<Pair> pair = pair(trial, input);
          if (pair.isPresent()) {
            claims += pair.get().checkSign(sign);
          }
        }
      }
    }
    assertTrue(claims > REPORTS / 2, "only " + claims + " claims were compared");
  }

  @Test
  void noPairOfPointsContradictsASignOfAFormulaWithPowers() {
    for (int round = 0; round < REPORTS; round++) {
      Trial trial = Trial.of(SEED + round, false);
      Report report = Analysis.of(trial.formula(), trial.box());
      for (var entry : report.signs().entrySet()) {
        for (int i = 0; i < POINTS; i++) {
          Inputs point = trial.point();
          Range range = trial.box().ranges().getOrDefault(entry.getKey(), Range.of(0));
          Inputs low = point.with(entry.getKey(), range.lower());
          Inputs high = point.with(entry.getKey(), range.upper());
          Optional<Interval> before = enclosed(trial.formula(), low);
          Optional<Interval> after = enclosed(trial.formula(), high);
          if (before.isPresent() && after.isPresent() && !range.isPoint()) {
            boolean falls = after.get().upper() < before.get().lower();
            boolean rises = after.get().lower() > before.get().upper();
            Sign sign = entry.getValue();
            assertTrue(
                !(falls && sign.neverFalls()) && !(rises && sign.neverRises()),
                () -> trial.text() + "\n" + sign + " from " + low + " to " + high);
          }
        }
      }
    }
  }

  /// The exact value at a point lies in the walk over the point alone; empty when it has none.
  private Optional<Interval> enclosed(Formula formula, Inputs point) {
    List<Interval> sides = new ArrayList<>();
    point.values().values().forEach(value -> sides.add(Interval.point(value)));
    boolean available = !(evaluator.evaluate(formula, point) instanceof Outcome.Unavailable);
    Enclosure enclosure = Enclosure.of(formula, List.copyOf(point.values().keySet()), sides);
    return available && enclosure.isAlwaysAvailable()
        ? enclosure.result().map(Ranged::range)
        : Optional.empty();
  }

  private Optional<Pair> pair(Trial trial, String input) {
    Inputs low = trial.point();
    double first = low.find(input).orElseThrow();
    double second = trial.point().find(input).orElseThrow();
    if (first == second) {
      return Optional.empty();
    }
    Inputs from = low.with(input, Math.min(first, second));
    Inputs to = low.with(input, Math.max(first, second));
    if (evaluator.evaluate(trial.formula(), from) instanceof Outcome.Unavailable
        || evaluator.evaluate(trial.formula(), to) instanceof Outcome.Unavailable) {
      return Optional.empty();
    }
    Optional<BigDecimal> before = ExactWalk.value(trial.formula(), from);
    Optional<BigDecimal> after = ExactWalk.value(trial.formula(), to);
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pair(trial, input, from, to, before.get(), after.get()));
  }

  /// Exact values at two points that differ in one input.
  private record Pair(
      Trial trial, String input, Inputs from, Inputs to, BigDecimal before, BigDecimal after) {
    private BigDecimal rise() {
      BigDecimal rise = after.subtract(before);
      BigDecimal noise = before.abs().max(after.abs()).multiply(NOISE);
      return rise.abs().compareTo(noise) <= 0 ? BigDecimal.ZERO : rise;
    }

    void checkQuotient(Interval slope) {
      BigDecimal step =
          new BigDecimal(to.find(input).orElseThrow())
              .subtract(new BigDecimal(from.find(input).orElseThrow()));
      BigDecimal quotient = rise().divide(step, MathContext.DECIMAL128);
      boolean below =
          Double.isFinite(slope.lower()) && quotient.compareTo(new BigDecimal(slope.lower())) < 0;
      boolean above =
          Double.isFinite(slope.upper()) && quotient.compareTo(new BigDecimal(slope.upper())) > 0;
      // the quotient itself is rounded to 34 digits
      if (below || above) {
        double near = quotient.doubleValue();
        boolean rounding = near == slope.lower() || near == slope.upper();
        assertTrue(rounding, () -> text() + " has quotient " + near + " outside " + slope);
      }
    }

    int checkSign(Sign sign) {
      int rise = rise().signum();
      boolean holds =
          switch (sign) {
            case POSITIVE -> rise > 0;
            case NON_NEGATIVE -> rise >= 0;
            case ZERO -> rise == 0;
            case NON_POSITIVE -> rise <= 0;
            case NEGATIVE -> rise < 0;
            case MIXED, UNKNOWN -> true;
          };
      if (!holds) {
        fail(text() + " moves by " + rise().doubleValue() + " against " + sign);
      }
      return sign == Sign.UNKNOWN ? 0 : 1;
    }

    private String text() {
      return trial.text() + "\n" + input + " from " + from + "\nto " + to;
    }
  }
}
