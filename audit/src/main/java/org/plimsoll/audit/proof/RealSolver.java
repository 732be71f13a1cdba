package org.plimsoll.audit.proof;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RealSort;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Z3Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.analysis.Range;

/// Asks Z3 whether a claim can fail in exact real arithmetic.
///
/// The native library is unpacked into the folder for temporary files at first use. A solver lives
/// for one question; different threads may ask at the same time.
final class RealSolver {
  /// What the solver said.
  sealed interface Answer {
    /// No point of the domain makes the claim fail.
    record None() implements Answer {}

    /// A point that does, rounded to doubles inside the domain.
    record Point(SortedMap<String, Double> point) implements Answer {}

    /// It did not say.
    record Silent(String why) implements Answer {}
  }

  private RealSolver() {}

  /// Whether the claim can fail, by more than `gap` beyond its margin.
  static Answer ask(Claim claim, double gap, Duration limit) {
    try (var z3 = new Context()) {
      return ask(z3, claim, gap, limit);
    } catch (Untranslatable part) {
      return new Answer.Silent("The solver does not know " + part.getMessage());
    } catch (Z3Exception e) {
      return new Answer.Silent("The solver gave up: " + e.getMessage());
    } catch (LinkageError e) {
      return new Answer.Silent("The solver has no native library for this machine");
    }
  }

  private static Answer ask(Context z3, Claim claim, double gap, Duration limit) {
    SortedMap<String, Expr<?>> inputs = new TreeMap<>();
    List<BoolExpr> domain = new ArrayList<>();
    var terms = new RealTerms(z3, inputs);
    claim
        .observations()
        .forEach(
            (name, unit) -> {
              Range range = claim.domain().ranges().get(name);
              if (range != null) {
                inputs.put(name, input(z3, terms, name, unit.isBoolean(), range, domain));
              }
            });
    RealTerms.Term<Expr<RealSort>> venue = terms.rate(claim.venue());
    RealTerms.Term<Expr<RealSort>> statute = terms.rate(claim.statute());
    Expr<RealSort> allowed = terms.number(claim.margin() + gap);
    BoolExpr below = z3.mkLt(z3.mkAdd(venue.value(), allowed), statute.value());
    BoolExpr there = z3.mkAnd(venue.defined(), statute.defined());
    boolean counts = claim.absence() == Absence.VIOLATES && gap == 0;
    Solver solver = z3.mkSolver("QF_NRA");
    Params params = z3.mkParams();
    params.add("timeout", Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
    solver.setParameters(params);
    domain.addAll(terms.equations());
    domain.add(counts ? z3.mkOr(z3.mkNot(there), below) : z3.mkAnd(there, below));
    solver.add(domain.toArray(new BoolExpr[0]));
    return switch (solver.check()) {
      case UNSATISFIABLE -> new Answer.None();
      case SATISFIABLE -> new Answer.Point(point(claim, inputs, solver.getModel()));
      case UNKNOWN -> new Answer.Silent("The solver gave up: " + solver.getReasonUnknown());
    };
  }

  private static Expr<?> input(
      Context z3,
      RealTerms terms,
      String name,
      boolean isTruth,
      Range range,
      List<BoolExpr> domain) {
    if (isTruth) {
      return range.isPoint() ? z3.mkBool(range.lower() == 1) : z3.mkBoolConst(name);
    }
    if (range.isPoint()) {
      return terms.number(range.lower());
    }
    Expr<RealSort> input = z3.mkRealConst(name);
    domain.add(z3.mkGe(input, terms.number(range.lower())));
    domain.add(z3.mkLe(input, terms.number(range.upper())));
    return input;
  }

  private static SortedMap<String, Double> point(
      Claim claim, SortedMap<String, Expr<?>> inputs, Model model) {
    SortedMap<String, Double> point = new TreeMap<>();
    inputs.forEach(
        (name, term) -> {
          Range range = claim.domain().ranges().getOrDefault(name, Range.of(0));
          Expr<?> value = model.eval(term, true);
          Double nearest =
              value.isTrue() ? Double.valueOf(1) : value.isFalse() ? Double.valueOf(0) : null;
          if (nearest == null) {
            nearest = RealTerms.nearest(value);
          }
          double inside = nearest == null ? range.lower() : nearest;
          point.put(name, Math.clamp(inside, range.lower(), range.upper()));
        });
    return point;
  }
}
