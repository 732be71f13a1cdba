package org.plimsoll.engine.formula.compile;

import java.util.List;

/// Steps of a stage that become one compiled loop.
///
/// @param order places in the order in which the loop loads or calculates them
/// @param spilled places that later pieces read, stored in temporary columns
/// @param outputs numbers of the stage's outputs that the loop stores
/// @param isAlone whether the one step needs a loop of its own
record Piece(List<Integer> order, List<Integer> spilled, List<Integer> outputs, boolean isAlone) {
  Piece {
    order = List.copyOf(order);
    spilled = List.copyOf(spilled);
    outputs = List.copyOf(outputs);
  }
}
