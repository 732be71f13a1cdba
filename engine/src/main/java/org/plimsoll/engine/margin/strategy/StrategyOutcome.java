package org.plimsoll.engine.margin.strategy;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// What a strategy-based assessment found.
public sealed interface StrategyOutcome {
  /// The least total of all the ways in which the book can be split.
  ///
  /// @param cash deposit that a cash account needs, at the book's price scale
  /// @param margin requirement in a margin account, at the book's price scale
  /// @param strategies the split, which adds up to both
  /// @param isLeast whether every split was looked at; for a book with too many of them the result
  ///     is the best of a descent, a lawful requirement that a better split might lower
  record Assessed(long cash, long margin, List<Strategy> strategies, boolean isLeast)
      implements StrategyOutcome {
    public Assessed {
      strategies = List.copyOf(strategies);
    }

    /// What must be paid in beyond the premiums received; not negative.
    public long deposit() {
      long due = margin;
      for (Strategy strategy : strategies) {
        due = Math.subtractExact(due, strategy.proceeds());
      }
      return Math.max(0, due);
    }
  }

  /// The book could not be assessed.
  record Unavailable(Reason reason, String detail) implements StrategyOutcome {}
}
