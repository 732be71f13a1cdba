package org.plimsoll.engine.margin.strategy;

import java.util.Arrays;

/// Pairs naked calls with naked puts so that the most requirement is saved.
///
/// A pair requires the greater of its two requirements plus the other's premium, so it saves what
/// the lesser side requires beyond its premium. The assignment of most saving is found by
/// augmenting paths of greatest gain, which is exact.
final class StrangleMatching {
  private final long[] callsLeft;
  private final long[] putsLeft;
  private final long[][] saving;
  private final long[][] pairs;

  /// @param calls contracts of each call series
  /// @param puts contracts of each put series
  /// @param saving what one pair of a call and a put series saves, not negative
  StrangleMatching(long[] calls, long[] puts, long[][] saving) {
    callsLeft = calls.clone();
    putsLeft = puts.clone();
    this.saving = saving;
    pairs = new long[calls.length][puts.length];
  }

  /// Contracts paired, by call series and put series.
  long[][] solve() {
    boolean augmented = true;
    while (augmented) {
      augmented = augment();
    }
    return pairs;
  }

  /// Adds pairs along the path of greatest gain from a call left to a put left.
  private boolean augment() {
    int calls = callsLeft.length;
    int puts = putsLeft.length;
    long[] gainAtCall = new long[calls];
    long[] gainAtPut = new long[puts];
    int[] callOfPut = new int[puts];
    int[] putOfCall = new int[calls];
    Arrays.fill(putOfCall, -1);
    for (int c = 0; c < calls; c++) {
      gainAtCall[c] = callsLeft[c] > 0 ? 0 : Long.MIN_VALUE;
    }
    Arrays.fill(gainAtPut, Long.MIN_VALUE);
    boolean changed = true;
    while (changed) {
      changed = relax(gainAtCall, gainAtPut, callOfPut, putOfCall);
    }
    int end = -1;
    for (int p = 0; p < puts; p++) {
      if (putsLeft[p] > 0 && gainAtPut[p] > 0 && (end < 0 || gainAtPut[p] > gainAtPut[end])) {
        end = p;
      }
    }
    if (end < 0) {
      return false;
    }
    push(end, callOfPut, putOfCall);
    return true;
  }

  private boolean relax(long[] gainAtCall, long[] gainAtPut, int[] callOfPut, int[] putOfCall) {
    boolean changed = false;
    for (int c = 0; c < gainAtCall.length; c++) {
      for (int p = 0; p < gainAtPut.length; p++) {
        if (gainAtCall[c] != Long.MIN_VALUE && gainAtCall[c] + saving[c][p] > gainAtPut[p]) {
          gainAtPut[p] = gainAtCall[c] + saving[c][p];
          callOfPut[p] = c;
          changed = true;
        }
        boolean undoable = pairs[c][p] > 0 && gainAtPut[p] != Long.MIN_VALUE;
        if (undoable && callsLeft[c] == 0 && gainAtPut[p] - saving[c][p] > gainAtCall[c]) {
          gainAtCall[c] = gainAtPut[p] - saving[c][p];
          putOfCall[c] = p;
          changed = true;
        }
      }
    }
    return changed;
  }

  private void push(int end, int[] callOfPut, int[] putOfCall) {
    long most = putsLeft[end];
    for (int p = end; ; p = putOfCall[callOfPut[p]]) {
      int c = callOfPut[p];
      if (putOfCall[c] < 0) {
        most = Math.min(most, callsLeft[c]);
        break;
      }
      most = Math.min(most, pairs[c][putOfCall[c]]);
    }
    putsLeft[end] -= most;
    for (int p = end; ; p = putOfCall[callOfPut[p]]) {
      int c = callOfPut[p];
      pairs[c][p] += most;
      if (putOfCall[c] < 0) {
        callsLeft[c] -= most;
        break;
      }
      pairs[c][putOfCall[c]] -= most;
    }
  }
}
