package org.plimsoll.engine.margin;

import java.util.Arrays;

/// The sets of prices that the last sweeps saw, and how far prices moved since each.
///
/// The *displacement* between two sets is the largest relative move of any price between them,
/// `d = |after − before| / min(after, before)`, given as `d(1 + d)`. Between a set and the current
/// one it is bounded by the product of the steps in between, which is kept up cheaply; it is
/// measured only where that bound does not suffice.
final class PriceSets {
  /// How many sets are remembered.
  static final int REMEMBERED = 1024;

  private static final double CAUTION = 1 + 1e-9;

  private final long[][] prices = new long[REMEMBERED][];
  private final double[][] moves = new double[REMEMBERED][]; // of each price, of what it is now
  private final double[] displacements = new double[REMEMBERED];
  private final long[] measuredAt = new long[REMEMBERED];
  private final double[] ratios = new double[REMEMBERED]; // at least 1 + d
  private long current; // counts the sets seen

  /// The number of the current set, from 1; 0 before the first.
  long current() {
    return current;
  }

  static int slot(long number) {
    return (int) (number % REMEMBERED);
  }

  /// Takes the prices of a sweep, zero where there is none; whether they are a new set.
  boolean advance(long[] contracts, long[] assets, long[] collateral) {
    long[] last = prices[slot(current)];
    if (last != null && holds(last, contracts, assets, collateral)) {
      return false;
    }
    current++;
    int slot = slot(current);
    int length = contracts.length + assets.length + collateral.length;
    long[] now = prices[slot];
    if (now == null || now.length != length) {
      now = new long[length];
      prices[slot] = now;
    }
    System.arraycopy(contracts, 0, now, 0, contracts.length);
    System.arraycopy(assets, 0, now, contracts.length, assets.length);
    System.arraycopy(collateral, 0, now, contracts.length + assets.length, collateral.length);
    double step = last == null ? Double.POSITIVE_INFINITY : step(last, now);
    for (int i = 0; i < REMEMBERED; i++) {
      ratios[i] *= step;
    }
    ratios[slot] = 1;
    return true;
  }

  private static boolean holds(long[] all, long[] contracts, long[] assets, long[] collateral) {
    int first = contracts.length;
    int second = first + assets.length;
    return all.length == second + collateral.length
        && Arrays.equals(all, 0, first, contracts, 0, first)
        && Arrays.equals(all, first, second, assets, 0, assets.length)
        && Arrays.equals(all, second, all.length, collateral, 0, collateral.length);
  }

  private static double step(long[] before, long[] after) {
    if (before.length != after.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int i = 0; i < after.length; i++) {
      most = Math.max(most, relative(before[i], after[i]));
    }
    return (1 + most) * CAUTION;
  }

  private static double relative(long before, long after) {
    double change = Math.abs((double) after - before);
    return change == 0 ? 0 : change / Math.min(before, after);
  }

  /// No less than the displacement since the set in a slot; infinite or not a number when unknown.
  double bound(int slot) {
    double ratio = ratios[slot];
    return (ratio - 1) * ratio;
  }

  /// The displacement since the set in a slot.
  double displacement(int slot) {
    if (measuredAt[slot] != current) {
      measuredAt[slot] = current;
      displacements[slot] = measure(slot, prices[slot], prices[slot(current)]);
    }
    return displacements[slot];
  }

  /// What each price moved by since the set in a slot, as a part of what it is now: signed, below
  /// 1. Contracts come first, then assets, then assets less haircut. Good once the displacement
  /// was asked for and was finite.
  double[] moves(int slot) {
    return moves[slot];
  }

  private double measure(int slot, long[] before, long[] after) {
    if (before.length != after.length) {
      return Double.POSITIVE_INFINITY;
    }
    double[] moved = moves[slot];
    if (moved == null || moved.length != after.length) {
      moved = new double[after.length];
      moves[slot] = moved;
    }
    double furthest = 0;
    for (int i = 0; i < after.length; i++) {
      double change = (double) after[i] - before[i];
      double part = change == 0 ? 0 : change / after[i];
      moved[i] = part;
      furthest = Math.max(furthest, relative(part));
    }
    ratios[slot] = (1 + furthest) * CAUTION;
    return furthest * (1 + furthest);
  }

  /// The relative move `|after − before| / min(after, before)` of a price, of which this part is
  /// what it moved by.
  static double relative(double part) {
    return part > 0 ? part / (1 - part) : -part;
  }
}
