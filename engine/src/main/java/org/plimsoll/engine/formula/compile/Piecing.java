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
/// constants: calculating them again costs as much as loading them.
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

  private void cut() {
    List<Integer> current = new ArrayList<>();
    Set<Integer> again = new LinkedHashSet<>();
    int cost = 0;
    for (int place = 0; place < graph.size(); place++) {
      if (!isAnchor(place) && !stage.outputs().contains(place)) {
        continue;
      }
      boolean alone = isAlone(place);
      if (!current.isEmpty() && (alone || cost + weight(place) > limit)) {
        anchors.add(current);
        current = new ArrayList<>();
        again.clear();
        cost = 0;
      }
      cost += weight(place) + weightOfCheap(place, again);
      current.add(place);
      pieceOf[place] = anchors.size();
      if (alone) {
        anchors.add(current);
        current = new ArrayList<>();
        again.clear();
        cost = 0;
      }
    }
    if (!current.isEmpty()) {
      anchors.add(current);
    }
  }

  private int weightOfCheap(int place, Set<Integer> again) {
    int weight = 0;
    Node node = graph.at(place);
    for (int i = 0; i < node.op().operands(); i++) {
      int operand = node.operand(i);
      if (isCheap(operand) && again.add(operand)) {
        weight += weight(operand);
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

  /// Whether the step takes only inputs and constants, and one operation.
  private boolean isCheap(int place) {
    Node node = graph.at(place);
    return switch (node.op()) {
      case ADD, SUBTRACT, MULTIPLY, LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL ->
          isLeaf(node.first()) && isLeaf(node.second());
      case NEGATE, ABSOLUTE -> isLeaf(node.first());
      default -> false;
    };
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
