package org.plimsoll.engine.margin.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Finds the placement with the least requirement.
///
/// A book with few placements is searched through. Otherwise two placements, one with as much
/// covered as possible and one with nothing covered, are improved by moving contracts of one or two
/// series until no such move helps, and the better one counts. Ties go to the placement met first,
/// so the answer depends on nothing but the book.
final class SplitSearch {
  /// Most placements that are looked at one by one.
  static final long EXHAUSTIVE = 20_000;

  private static final int MAX_MOVES = 400;

  private final Split split;
  private final int[][] allowed;
  private final boolean exhaustive;
  private long least = Long.MAX_VALUE;
  private long @Nullable [][] best;

  /// @param exhaustive the most placements that are looked at one by one
  SplitSearch(Split split, long exhaustive) {
    this.split = split;
    int size = split.series().size();
    allowed = new int[size][];
    double placements = 1;
    for (int i = 0; i < size; i++) {
      allowed[i] = allowed(i);
      placements *= ways(Math.abs(split.series().get(i).quantity()), allowed[i].length);
    }
    this.exhaustive = placements <= exhaustive;
  }

  boolean isExhaustive() {
    return exhaustive;
  }

  /// Contracts by series and choice.
  long[][] find() {
    if (exhaustive) {
      visit(0, new long[allowed.length][split.choices()]);
    } else {
      improve(start(true));
      improve(start(false));
    }
    if (best == null) {
      throw new IllegalStateException("No placement of " + split.series() + " is possible");
    }
    return best;
  }

  private int[] allowed(int index) {
    List<Integer> found = new ArrayList<>();
    for (int choice = 0; choice < split.choices(); choice++) {
      if (split.allows(index, choice)) {
        found.add(choice);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The number of ways to spread `contracts` over `choices`.
  private static double ways(long contracts, int choices) {
    double ways = 1;
    for (int i = 1; i < choices; i++) {
      ways *= (double) (contracts + i) / i;
    }
    return ways;
  }

  private void visit(int index, long[][] placed) {
    if (index == allowed.length) {
      offer(placed);
    } else {
      distribute(index, 0, Math.abs(split.series().get(index).quantity()), placed);
    }
  }

  private void distribute(int index, int position, long left, long[][] placed) {
    int choice = allowed[index][position];
    if (position == allowed[index].length - 1) {
      placed[index][choice] = left;
      visit(index + 1, placed);
    } else {
      for (long here = 0; here <= left; here++) {
        placed[index][choice] = here;
        distribute(index, position + 1, left - here, placed);
      }
    }
    placed[index][choice] = 0;
  }

  private void offer(long[][] placed) {
    OptionalLong requirement = split.requirement(placed);
    if (requirement.isPresent() && requirement.getAsLong() < least) {
      least = requirement.getAsLong();
      best = copy(placed);
    }
  }

  /// A possible placement: sold options alone or, where wanted and possible, under cover.
  private long[][] start(boolean covered) {
    long[][] placed = new long[allowed.length][split.choices()];
    for (int i = 0; i < allowed.length; i++) {
      placed[i][allowed[i][0]] = Math.abs(split.series().get(i).quantity());
    }
    if (covered) {
      for (int i = 0; i < allowed.length; i++) {
        cover(i, placed);
      }
    }
    return placed;
  }

  private void cover(int index, long[][] placed) {
    for (int choice : allowed[index]) {
      boolean sold = !split.series().get(index).isLong();
      for (long step = placed[index][Split.ALONE]; sold && step > 0; step /= 2) {
        while (placed[index][Split.ALONE] >= step && choice != Split.ALONE) {
          move(placed, index, Split.ALONE, choice, step);
          if (split.requirement(placed).isEmpty()) {
            move(placed, index, choice, Split.ALONE, step);
            break;
          }
        }
      }
    }
  }

  private void improve(long[][] placed) {
    long current = split.requirement(placed).orElse(Long.MAX_VALUE);
    for (int moves = 0; moves < MAX_MOVES; moves++) {
      var improvement = new Improvement(current);
      for (int i = 0; i < allowed.length; i++) {
        tryMoves(i, placed, improvement, true);
      }
      if (improvement.placed == null) {
        break;
      }
      placed = improvement.placed;
      current = improvement.requirement;
    }
    offer(placed);
  }

  private static final class Improvement {
    private long requirement;
    private long @Nullable [][] placed;

    Improvement(long requirement) {
      this.requirement = requirement;
    }
  }

  private void tryMoves(int index, long[][] placed, Improvement improvement, boolean withPartner) {
    for (int from : allowed[index]) {
      for (int to : allowed[index]) {
        for (long step = from == to ? 0 : placed[index][from]; step > 0; step /= 2) {
          move(placed, index, from, to, step);
          OptionalLong requirement = split.requirement(placed);
          if (requirement.isPresent() && requirement.getAsLong() < improvement.requirement) {
            improvement.requirement = requirement.getAsLong();
            improvement.placed = copy(placed);
          }
          if (withPartner) {
            for (int partner = index + 1; partner < allowed.length; partner++) {
              tryMoves(partner, placed, improvement, false);
            }
          }
          move(placed, index, to, from, step);
        }
      }
    }
  }

  private static void move(long[][] placed, int index, int from, int to, long contracts) {
    placed[index][from] -= contracts;
    placed[index][to] += contracts;
  }

  private static long[][] copy(long[][] placed) {
    long[][] copy = new long[placed.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = placed[i].clone();
    }
    return copy;
  }
}
