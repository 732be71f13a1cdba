package org.plimsoll.audit.proof;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.plimsoll.audit.proof.Effort.Method;
import org.plimsoll.engine.formula.analysis.Box;

/// Decides claims: proves them, or finds a point at which they fail, or says that it did neither in
/// the time given.
///
/// A short interval search comes first: it finds most counterexamples and proves most claims for
/// rounded values too. Then the solver decides in exact arithmetic what intervals cannot, such as
/// rates that touch. What is left goes back to the interval search until the time is over.
public final class Prover {
  /// Both ways to an answer.
  public static final Set<Method> ALL = Set.copyOf(EnumSet.of(Method.INTERVALS, Method.SOLVER));

  private static final long FIRST_CELLS = 1_000;

  /// How far below still fails for certain when the solver's point itself is too close to tell.
  private static final double[] CLEARER = {1e-12, 1e-9, 1e-6};

  private final Claim claim;
  private final Set<Method> methods;
  private final long start = System.nanoTime();
  private final long limitNanos;
  private final CellSearch search;
  private String why = "The time was over";

  private Prover(Claim claim, Duration limit, Set<Method> methods) {
    this.claim = claim;
    this.methods = methods;
    this.limitNanos = limit.toNanos();
    this.search = CellSearch.forClaim(claim);
  }

  /// The answer to `claim`, by both ways.
  ///
  /// @param limit wall-clock time, at least a millisecond; a claim that is decided within it gets
  ///     the same answer on every machine
  public static Verdict prove(Claim claim, Duration limit) {
    return prove(claim, limit, ALL);
  }

  /// The answer by some of the ways only.
  public static Verdict prove(Claim claim, Duration limit, Set<Method> methods) {
    if (limit.toMillis() < 1) {
      throw new IllegalArgumentException("A limit of " + limit);
    }
    return new Prover(claim, limit, methods).verdict();
  }

  private Verdict verdict() {
    if (methods.contains(Method.INTERVALS)) {
      search.run(FIRST_CELLS, start + limitNanos / 4);
      if (search.isDone()) {
        return bySearch();
      }
    }
    if (methods.contains(Method.SOLVER)) {
      Verdict bySolver = bySolver();
      if (!(bySolver instanceof Verdict.Undecided)) {
        return bySolver;
      }
    }
    if (methods.contains(Method.INTERVALS)) {
      search.run(Long.MAX_VALUE / 2, start + limitNanos);
      if (search.isDone()) {
        return bySearch();
      }
    }
    Box remaining = methods.contains(Method.INTERVALS) ? search.remaining() : claim.domain();
    return new Verdict.Undecided(remaining, why, effort(Method.NONE));
  }

  private Verdict bySearch() {
    Effort effort = effort(Method.INTERVALS);
    return search
        .counterexample()
        .<Verdict>map(found -> new Verdict.Violated(found, effort))
        .orElseGet(() -> proved(search.coversRounding(), Method.INTERVALS));
  }

  private Verdict bySolver() {
    switch (RealSolver.ask(claim, 0, left())) {
      case RealSolver.Answer.None() -> {
        return proved(false, Method.SOLVER);
      }
      case RealSolver.Answer.Silent(String reason) -> why = reason;
      case RealSolver.Answer.Point first -> {
        Verdict verdict = confirmed(first);
        if (verdict instanceof Verdict.Violated) {
          return verdict;
        }
        why = "The claim fails in exact arithmetic by less than doubles can show";
        for (double gap : CLEARER) {
          if (left().isPositive()
              && RealSolver.ask(claim, gap, left()) instanceof RealSolver.Answer.Point clearer
              && confirmed(clearer) instanceof Verdict.Violated violated) {
            return violated;
          }
        }
      }
    }
    return new Verdict.Undecided(claim.domain(), why, effort(Method.SOLVER));
  }

  private Verdict confirmed(RealSolver.Answer.Point answer) {
    var gap = new Gap(claim.venue(), claim.statute(), claim.absence());
    Counterexample here = gap.at(answer.point());
    return gap.isCertainlyBelow(0.0 - claim.margin(), here)
        ? new Verdict.Violated(here, effort(Method.SOLVER))
        : new Verdict.Undecided(claim.domain(), why, effort(Method.SOLVER));
  }

  private Verdict proved(boolean coversRounding, Method method) {
    double rounding = coversRounding ? 0 : rounding();
    return new Verdict.Proved(rounding, effort(method));
  }

  private double rounding() {
    double venue = RoundingWalk.of(claim.venue(), claim.domain());
    double statute = RoundingWalk.of(claim.statute(), claim.domain());
    return venue == 0 && statute == 0 ? 0 : Math.nextUp(venue + statute);
  }

  /// Half of what remains, so that the interval search gets its turn again.
  private Duration left() {
    long left = limitNanos - (System.nanoTime() - start);
    return Duration.ofNanos(Math.max(left / 2, 1_000_000));
  }

  private Effort effort(Method method) {
    return new Effort(method, search.cells(), Duration.ofNanos(System.nanoTime() - start));
  }
}
