package org.plimsoll.engine.margin.scenario;

import java.util.Arrays;
import org.plimsoll.engine.margin.scenario.Shock.Move;

/// The scenarios of a method as a grid of distinct price moves by volatility moves, with the
/// unmoved market and the two basis moves on it, so that each cell is valued once.
final class ScenarioGrid {
  private static final Move[] MOVES = Move.values();

  private final double[] spots;
  private final boolean[] needed;
  private final int[] cells;
  private final int unmoved;
  private final int basisUp;
  private final int basisDown;

  ScenarioGrid(ScenarioTerms terms) {
    int count = terms.shocks().size();
    double[] all = new double[count + 3];
    for (int i = 0; i < count; i++) {
      all[i] = terms.shocks().get(i).spot();
    }
    all[count + 1] = terms.basis().up();
    all[count + 2] = -terms.basis().down();
    spots = Arrays.stream(all).map(spot -> spot + 0.0).sorted().distinct().toArray();
    needed = new boolean[spots.length * MOVES.length];
    cells = new int[count];
    for (int i = 0; i < count; i++) {
      cells[i] = need(terms.shocks().get(i).spot(), terms.shocks().get(i).volatility());
    }
    unmoved = need(0, Move.NONE);
    basisUp = need(terms.basis().up(), Move.NONE);
    basisDown = need(-terms.basis().down(), Move.NONE);
  }

  private int need(double spot, Move move) {
    int cell = move.ordinal() * spots.length + Arrays.binarySearch(spots, spot + 0.0);
    needed[cell] = true;
    return cell;
  }

  int spotCount() {
    return spots.length;
  }

  int cellCount() {
    return needed.length;
  }

  static int moveCount() {
    return MOVES.length;
  }

  static Move move(int index) {
    return MOVES[index];
  }

  double spot(int index) {
    return spots[index];
  }

  boolean isNeeded(int cell) {
    return needed[cell];
  }

  /// The cell of a scenario.
  int cell(int shock) {
    return cells[shock];
  }

  int unmoved() {
    return unmoved;
  }

  int basisUp() {
    return basisUp;
  }

  int basisDown() {
    return basisDown;
  }
}
