package org.plimsoll.engine.margin.portfolio;

import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.scenario.ScenarioMargin;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.standard.StandardMargin;
import org.plimsoll.engine.margin.standard.StandardTerms;

/// A method that margins the book on one underlying: the one signature of all of them. Pure.
@FunctionalInterface
public interface BookMethod {
  /// What `book` requires.
  MethodOutcome assess(UnderlyingBook book);

  /// Scenario margin.
  static BookMethod scenario(ScenarioTerms terms) {
    return book -> ScenarioMargin.assess(terms, book).asMethod();
  }

  /// Standard margin.
  static BookMethod standard(StandardTerms terms) {
    return book -> StandardMargin.assess(terms, book);
  }
}
