package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Cuts a stage into pieces of few enough steps that the compiler of the Java machine does its best
/// with each: one loop of hundreds of steps is compiled badly, and one beyond 8,000 bytes not at
/// all.
///
/// What a later piece needs is stored in a temporary column, except steps that take only inputs and
/// constants: calculating them again costs about as much as loading them.
final class Piecing {
  private final Stage stage;
  private final Graph graph;
  private final int limit;
  private final List<List<Integer>> anchors = new ArrayList<>();
  private final int[] pieceOf;
  private final int[] temporaryOf;
  private final List<Piece> pieces = new ArrayList<>();
  private int temporaries;

  /// Pieces of `stage` with at most about `limit` operations each.
  Piecing(Stage stage, int limit) {
    this.stage = stage;
    this.graph = stage.graph();
    this.limit = limit;
    this.pieceOf = new int[graph.size()];
    this.temporaryOf = new int[graph.size()];
    cut();
    List<Set<Integer>> orders = new ArrayList<>();
    BitSet crossing = new BitSet();
    for (int piece = 0; piece < anchors.size(); piece++) {
      orders.add(order(piece, crossing));
    }
    assignTemporaries(orders, crossing);
    for (int piece = 0; piece < anchors.size(); piece++) {
      pieces.add(piece(piece, orders.get(piece), crossing));
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  /// How many temporary columns the pieces share.
  int temporaries() {
    return temporaries;
  }

  /// The temporary column of a step that later pieces read.
  int temporaryOf(int place) {
    return temporaryOf[place];
  }

  /// Whether `piece` finds the value of the step at `place` in a temporary column.
  boolean isLoaded(int place, int piece) {
    return isAnchor(place) && pieceOf[place] < piece;
  }

  /// Cuts where the fewest values cross, in the last third of what a piece may hold.
  private void cut() {
    List<Integer> all = new ArrayList<>();
    for (int place = 0; place < graph.size(); place++) {
      if (isAnchor(place) || stage.outputs().contains(place)) {
        all.add(place);
      }
    }
    int[] crossing = crossing(all);
    int first = 0;
    while (first < all.size()) {
      int end = isAlone(all.get(first)) ? first + 1 : end(all, first, crossing);
      List<Integer> piece = List.copyOf(all.subList(first, end));
      piece.forEach(place -> pieceOf[place] = anchors.size());
      anchors.add(piece);
      first = end;
    }
  }

  /// The end of the piece that begins with `first`: after all that is left, where that fits.
  private int end(List<Integer> all, int first, int[] crossing) {
    Set<Integer> again = new LinkedHashSet<>();
    int cost = 0;
    int best = first + 1;
    for (int i = first; i < all.size(); i++) {
      int place = all.get(i);
      cost += weight(place) + weightOfCheap(place, again);
      if (i > first && (cost > limit || isAlone(place))) {
        return isAlone(place) ? i : best;
      }
      if (3 * cost < 2 * limit || crossing[i] <= crossing[best - 1]) {
        best = i + 1;
      }
    }
    return all.size();
  }

  /// After each of the steps, how many of them or of those before are read later.
  private int[] crossing(List<Integer> all) {
    int[] lastUse = new int[graph.size()];
    for (int i = 0; i < all.size(); i++) {
      markUses(all.get(i), i, lastUse);
    }
    int[] crossing = new int[all.size()];
    for (int i = 0; i < all.size(); i++) {
      for (int later = i; later < lastUse[all.get(i)]; later++) {
        crossing[later]++;
      }
    }
    return crossing;
  }

  private void markUses(int place, int by, int[] lastUse) {
    Node node = graph.at(place);
    for (int i = 0; i < node.op().operands(); i++) {
      lastUse[node.operand(i)] = by;
      if (isCheap(node.operand(i))) {
        markUses(node.operand(i), by, lastUse);
      }
    }
  }

  private int weightOfCheap(int place, Set<Integer> again) {
    int weight = 0;
    Node node = graph.at(place);
    for (int i = 0; i < node.op().operands(); i++) {
      int operand = node.operand(i);
      if (isCheap(operand) && again.add(operand)) {
        weight += weight(operand) + weightOfCheap(operand, again);
      }
    }
    return weight;
  }

  private int weight(int place) {
    return switch (graph.at(place).op()) {
      case INPUT, CONSTANT, TRUE, FALSE -> 0;
      case MINIMUM, MAXIMUM, RESULT -> 2;
      default -> 1;
    };
  }

  private boolean isAlone(int place) {
    return switch (graph.at(place).op()) {
      case EXPONENTIAL, LOGARITHM, POWER -> true;
      default -> false;
    };
  }

  private boolean isLeaf(int place) {
    return graph.at(place).op().operands() == 0;
  }

  private boolean isAnchor(int place) {
    return !isLeaf(place) && !isCheap(place);
  }

  /// Whether the step is one operation, or two, on nothing but inputs and constants.
  private boolean isCheap(int place) {
    Node node = graph.at(place);
    return switch (node.op()) {
      case ADD, SUBTRACT, MULTIPLY ->
          isCheapOperand(node.first(), node.second())
              && isCheapOperand(node.second(), node.first());
      case LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL -> isLeaf(node.first()) && isLeaf(node.second());
      case NEGATE, ABSOLUTE -> isLeaf(node.first());
      default -> false;
    };
  }

  /// Whether `operand` is an input, a constant, or beside a constant one operation on them.
  private boolean isCheapOperand(int operand, int beside) {
    return isLeaf(operand)
        || (graph.at(beside).isConstant() && isCheap(operand) && isCheapAtOnce(operand));
  }

  private boolean isCheapAtOnce(int place) {
    Node node = graph.at(place);
    return isLeaf(node.first()) && (node.op().operands() < 2 || isLeaf(node.second()));
  }

  private Set<Integer> order(int piece, BitSet crossing) {
    Set<Integer> order = new LinkedHashSet<>();
    for (int anchor : anchors.get(piece)) {
      addWithOperands(anchor, piece, order, crossing);
    }
    return order;
  }

  private void addWithOperands(int place, int piece, Set<Integer> order, BitSet crossing) {
    if (isLoaded(place, piece)) {
      crossing.set(place);
    } else {
      Node node = graph.at(place);
      for (int i = 0; i < node.op().operands(); i++) {
        addWithOperands(node.operand(i), piece, order, crossing);
      }
    }
    order.add(place);
  }

  private void assignTemporaries(List<Set<Integer>> orders, BitSet crossing) {
    int[] lastUse = new int[graph.size()];
    for (int piece = 0; piece < orders.size(); piece++) {
      for (int place : orders.get(piece)) {
        lastUse[place] = piece;
      }
    }
    List<Integer> free = new ArrayList<>();
    List<Integer> live = new ArrayList<>();
    for (int piece = 0; piece < orders.size(); piece++) {
      int now = piece;
      live.stream()
          .filter(place -> lastUse[place] < now)
          .forEach(place -> free.add(temporaryOf[place]));
      live.removeIf(place -> lastUse[place] < now);
      for (int place : anchors.get(piece)) {
        if (crossing.get(place)) {
          temporaryOf[place] = free.isEmpty() ? temporaries++ : free.removeLast();
          live.add(place);
        }
      }
    }
  }

  private Piece piece(int piece, Set<Integer> order, BitSet crossing) {
    List<Integer> own = anchors.get(piece);
    List<Integer> outputs = new ArrayList<>();
    for (int output = 0; output < stage.outputs().size(); output++) {
      if (own.contains(stage.outputs().get(output))) {
        outputs.add(output);
      }
    }
    return new Piece(
        List.copyOf(order),
        own.stream().filter(crossing::get).toList(),
        outputs,
        isAlone(own.getFirst()));
  }
}
