package org.plimsoll.audit.proof;

import org.plimsoll.engine.formula.analysis.Box;

/// The answer to a claim. It is never a guess: what could not be decided in the time given is
/// undecided.
public sealed interface Verdict {
  /// What the answer took.
  Effort effort();

  /// The claim holds in real arithmetic at every point of the domain, with the parameters, written
  /// numbers and bounds as the doubles that they are.
  ///
  /// @param rounding how far below the statute's rate the venue's can fall when both are evaluated
  ///     in doubles, beyond the claim's margin: 0 when the proof covers rounding; infinite when no
  ///     bound is known, and then the proof says nothing about doubles
  record Proved(double rounding, Effort effort) implements Verdict {}

  /// The claim does not hold, in real arithmetic and for the reference evaluator.
  record Violated(Counterexample counterexample, Effort effort) implements Verdict {}

  /// Neither was found in the time given.
  ///
  /// @param remaining a box outside of which the claim is proved
  /// @param why what stood in the way, in a sentence
  record Undecided(Box remaining, String why, Effort effort) implements Verdict {}
}
