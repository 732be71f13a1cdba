package org.plimsoll.audit.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.proof.Effort.Method;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.RandomFormulas;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Range;

/// Random formulas: no sample may contradict a proof, and the two ways may not contradict each
/// other.
class ProofFuzzTest {
  private static final long SEED = 20261125;
  private static final int CLAIMS = 260;
  private static final int SAMPLES = 400;
  private static final Duration LIMIT = Duration.ofMillis(60);

  @Test
  void noSampleContradictsAProofAndTheWaysAgree() {
    int[] counts = new int[4];
    for (int i = 0; i < CLAIMS; i++) {
      var random = new SplittableRandom(SEED + i);
      Claim claim = claim(random, i % 3 != 0);
      Verdict byIntervals = Prover.prove(claim, LIMIT, Set.of(Method.INTERVALS));
      Verdict bySolver = Prover.prove(claim, LIMIT, Set.of(Method.SOLVER));
      String where = "seed " + (SEED + i) + "\n" + claim + "\n" + byIntervals + "\n" + bySolver;
      assertFalse(
          byIntervals instanceof Verdict.Proved && bySolver instanceof Verdict.Violated, where);
      assertFalse(
          byIntervals instanceof Verdict.Violated && bySolver instanceof Verdict.Proved, where);
      for (Verdict verdict : new Verdict[] {byIntervals, bySolver}) {
        switch (verdict) {
          case Verdict.Proved proved -> {
            counts[verdict.effort().method() == Method.SOLVER ? 1 : 0]++;
            sample(claim, proved.rounding(), random, where);
          }
          case Verdict.Violated violated -> {
            counts[2]++;
            confirm(claim, violated.counterexample(), where);
          }
          case Verdict.Undecided _ -> counts[3]++;
        }
      }
    }
    System.out.printf(
        "proof fuzz: %d proved by intervals, %d by the solver, %d violated, %d undecided%n",
        counts[0], counts[1], counts[2], counts[3]);
    assertTrue(counts[0] > CLAIMS / 20 && counts[1] > CLAIMS / 20, "too few proofs to mean much");
    assertTrue(counts[2] > CLAIMS / 5, "too few violations to mean much");
  }

  /// A random formula against itself less something, or against another: proofs and violations.
  private static Claim claim(SplittableRandom random, boolean isNear) {
    RateFunction venue = rate(random);
    RateFunction statute = rate(random);
    SortedMap<String, Range> ranges = new TreeMap<>();
    RandomFormulas.units()
        .forEach(
            (name, unit) -> {
              double low = unit.isBoolean() ? 0 : random.nextDouble(-0.5, 2);
              double high = unit.isBoolean() ? random.nextInt(2) : low + random.nextDouble();
              ranges.put(name, new Range(low, high));
            });
    var box = new Box(ranges);
    var absence = random.nextBoolean() ? Absence.EXCLUDED : Absence.VIOLATES;
    if (isNear) {
      Verdict least =
          Prover.prove(
              new Claim(venue, statute, box, 0, Absence.EXCLUDED), LIMIT, Set.of(Method.SOLVER));
      double shortfall =
          least instanceof Verdict.Violated violated
              ? Math.max(violated.counterexample().shortfall(), 0)
              : 0;
      double margin = Double.isFinite(shortfall) ? shortfall * random.nextDouble(0.5, 3) : 0;
      return new Claim(venue, statute, box, margin, absence);
    }
    return new Claim(venue, statute, box, 0, absence);
  }

  private static RateFunction rate(SplittableRandom random) {
    while (true) {
      Formula formula =
          random.nextInt(4) == 0 ? RandomFormulas.any(random) : RandomFormulas.exact(random);
      if (!formula.resultUnit().isBoolean() && formula.text().length() < 400) {
        return RateFunction.of(formula, new TreeMap<>());
      }
    }
  }

  private static void sample(Claim claim, double rounding, SplittableRandom random, String where) {
    for (int i = 0; i < SAMPLES; i++) {
      int kind = i;
      SortedMap<String, Double> point = new TreeMap<>();
      claim
          .domain()
          .ranges()
          .forEach((name, range) -> point.put(name, value(claim, name, range, kind, random)));
      Outcome venue = claim.venue().at(point);
      Outcome statute = claim.statute().at(point);
      boolean both = venue instanceof Outcome.Value && statute instanceof Outcome.Value;
      if (both) {
        double shortfall = new Counterexample(point, venue, statute).shortfall();
        assertTrue(
            shortfall <= claim.margin() + rounding,
            where + "\n" + point + " falls short by " + shortfall);
      } else if (rounding == 0) {
        assertTrue(claim.absence() == Absence.EXCLUDED, where + "\n" + point + " has no value");
      }
    }
  }

  private static double value(
      Claim claim, String name, Range range, int kind, SplittableRandom random) {
    boolean isTruth =
        org.plimsoll.engine.formula.Unit.BOOLEAN.equals(claim.observations().get(name));
    if (isTruth || kind % 4 == 0) {
      return random.nextBoolean() ? range.lower() : range.upper();
    }
    double share = random.nextDouble();
    double value = range.lower() * (1 - share) + range.upper() * share;
    double rounded = kind % 4 == 1 ? Math.rint(value * 8) / 8 : value;
    return Math.clamp(rounded, range.lower(), range.upper());
  }

  private static void confirm(Claim claim, Counterexample counterexample, String where) {
    counterexample
        .point()
        .forEach(
            (name, value) -> {
              Range range = claim.domain().ranges().get(name);
              assertTrue(range != null && range.contains(value), where);
            });
    Outcome venue = claim.venue().at(counterexample.point());
    Outcome statute = claim.statute().at(counterexample.point());
    boolean both = venue instanceof Outcome.Value && statute instanceof Outcome.Value;
    if (both) {
      double shortfall = new Counterexample(counterexample.point(), venue, statute).shortfall();
      assertTrue(shortfall > claim.margin(), where);
    } else {
      assertTrue(claim.absence() == Absence.VIOLATES, where);
    }
  }

  @Test
  void roundingMarginsCoverWhatTheEvaluatorRounds() {
    Set<Method> solver = EnumSet.of(Method.SOLVER);
    // the same number by two ways: proved equal in exact arithmetic, different in doubles
    String[][] pairs = {
      {"(x + y) + z", "x + (y + z)"},
      {"x * (y + z)", "x * y + x * z"},
      {"sqrt(x * x * y)", "x * sqrt(y)"},
      {"(x + 1) / y", "x / y + 1 / y"},
      {"(x + y) ** 3", "x * x * x + 3 * x * x * y + 3 * x * y * y + y ** 3"}
    };
    var random = new SplittableRandom(SEED);
    for (String[] pair : pairs) {
      Claim claim = Claims.of(pair[0], pair[1], "x=0.5..2, y=0.5..3, z=0.1..1");
      Verdict verdict = Prover.prove(claim, Duration.ofSeconds(10), solver);
      assertTrue(verdict instanceof Verdict.Proved, pair[0] + ": " + verdict);
      double rounding = ((Verdict.Proved) verdict).rounding();
      assertTrue(rounding > 0 && rounding < 1e-12, pair[0] + " rounds by " + rounding);
      sample(claim, rounding, random, pair[0]);
    }
  }
}
