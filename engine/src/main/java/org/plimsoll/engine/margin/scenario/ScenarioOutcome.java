package org.plimsoll.engine.margin.scenario;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.TraceLine;

/// What the scenarios of a method found on one book, in the book's money.
///
/// @param value balance, assets, unrealised profit and options at the market
/// @param profits profit of each scenario, in order of the method's shocks; negative for a loss
/// @param worst index of the scenario with the greatest loss, the first of equals
/// @param basis charge for a move of forwards against spot
/// @param span greatest of the worst scenario's loss, the basis charge and zero
/// @param contingency charges on the size of positions
/// @param confidence charge for prices of low confidence
/// @param initialFactor what the risk is multiplied with for the initial requirement
/// @param initial initial requirement
/// @param maintenance maintenance requirement
public record ScenarioOutcome(
    double value,
    List<Double> profits,
    int worst,
    double basis,
    double span,
    double contingency,
    double confidence,
    double initialFactor,
    double initial,
    double maintenance) {
  public ScenarioOutcome {
    profits = List.copyOf(profits);
  }

  /// The outcome in the form that all methods share.
  public MethodOutcome asMethod() {
    List<TraceLine> trace = new ArrayList<>();
    for (int i = 0; i < profits.size(); i++) {
      trace.add(new TraceLine("profit of scenario " + i, profits.get(i)));
    }
    trace.add(new TraceLine("worst scenario (index)", worst));
    trace.add(new TraceLine("basis charge", basis));
    trace.add(new TraceLine("span", span));
    trace.add(new TraceLine("contingency", contingency));
    trace.add(new TraceLine("initial factor (number)", initialFactor));
    trace.add(new TraceLine("confidence charge", confidence));
    return new MethodOutcome(value, initial, maintenance, trace);
  }
}
