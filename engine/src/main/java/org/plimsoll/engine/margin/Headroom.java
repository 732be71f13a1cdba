package org.plimsoll.engine.margin;

import java.util.Arrays;
import org.plimsoll.engine.account.AccountBook;

/// How far prices may move before an account's status could change: what lets a sweep leave out
/// the accounts that are far from every threshold, and still decide each as if it had looked.
///
/// The *displacement* between two sweeps is the largest relative move of any price between them,
/// `|after − before| / min(after, before)`. An account whose figures sat `slack` away from its
/// nearest threshold, and whose equity and requirement together move by at most
/// `exposure · d(1 + d)` over a displacement of `d`, has the same status as long as `d(1 + d)` is
/// below `slack / exposure`: it need not be looked at, whatever the way prices took. What was paid
/// in or out in money meanwhile takes from the slack. Everything is rounded towards looking again.
///
/// State of a single writer; never part of a snapshot, because it changes no result.
final class Headroom {
  private static final int REMEMBERED = 256; // sets of prices; older assessments are made anew
  private static final double CAUTION = 1 - 1e-6;
  private static final double LEAST = 1e-9;

  private final long[][] prices = new long[REMEMBERED][];
  private final double[] displacements = new double[REMEMBERED];
  private final double[][] moves = new double[REMEMBERED][]; // each price's d(1 + d)
  private final long[] measuredAt = new long[REMEMBERED];
  private long current; // counts the sets of prices seen; the last ones are remembered

  private long[] assessedAt = new long[0];
  private double[] reaches = new double[0];
  private double[] exposures = new double[0];
  private double[] steepness = new double[0];
  private long[] cashMoved = new long[0];
  private int[] bookRevisions = new int[0];
  private int[] rateRevisions = new int[0];

  /// Takes the prices of a sweep; zero where there is none.
  void advance(long[] contracts, long[] assets, long[] collateral, int accounts) {
    long[] last = prices[slot(current)];
    if (last == null || !holds(last, contracts, assets, collateral)) {
      current++;
      long[] now = prices[slot(current)];
      int length = contracts.length + assets.length + collateral.length;
      if (now == null || now.length != length) {
        now = new long[length];
        prices[slot(current)] = now;
      }
      System.arraycopy(contracts, 0, now, 0, contracts.length);
      System.arraycopy(assets, 0, now, contracts.length, assets.length);
      System.arraycopy(collateral, 0, now, contracts.length + assets.length, collateral.length);
    }
    if (accounts > assessedAt.length) {
      int length = Math.max(accounts, assessedAt.length * 2);
      assessedAt = Arrays.copyOf(assessedAt, length);
      reaches = Arrays.copyOf(reaches, length);
      exposures = Arrays.copyOf(exposures, length);
      steepness = Arrays.copyOf(steepness, length);
      cashMoved = Arrays.copyOf(cashMoved, length);
      bookRevisions = Arrays.copyOf(bookRevisions, length);
      rateRevisions = Arrays.copyOf(rateRevisions, length);
    }
  }

  private static int slot(long number) {
    return (int) (number % REMEMBERED);
  }

  private static boolean holds(long[] all, long[] contracts, long[] assets, long[] collateral) {
    int first = contracts.length;
    int second = first + assets.length;
    return all.length == second + collateral.length
        && Arrays.equals(all, 0, first, contracts, 0, first)
        && Arrays.equals(all, first, second, assets, 0, assets.length)
        && Arrays.equals(all, second, all.length, collateral, 0, collateral.length);
  }

  /// Whether an account's status is certain to be what it was: by the furthest move of any price,
  /// or else by the moves of what it holds, each weighed by its notional.
  ///
  /// @param unitValues of the contracts, as of the current prices
  boolean covers(AccountBook book, RateTable rates, int account, long[] unitValues) {
    long then = assessedAt[account];
    if (then == 0
        || current - then >= REMEMBERED
        || bookRevisions[account] != book.revision(account)
        || rateRevisions[account] != rates.revision(book.rateClass(account))) {
      return false;
    }
    double left = reaches[account] - paid(book, account);
    return displacement(then) < left
        || (steepness[account] >= 0 && weighed(book, account, slot(then), unitValues) < left);
  }

  /// What the account's positions moved by since then, at most, in units of its exposure. A
  /// notional was at most `1 + d` times what it is now.
  private double weighed(AccountBook book, int account, int slot, long[] unitValues) {
    double[] moved = moves[slot];
    double sum = 0;
    int end = book.endPosition(account);
    for (int position = book.firstPosition(account); position < end; position++) {
      int contract = book.contractAt(position);
      double notional = Math.abs((double) book.quantityAt(position) * unitValues[contract]);
      sum += notional * moved[contract];
    }
    return sum * (1 + steepness[account]) / exposures[account];
  }

  /// What moved the account's money since it was assessed, in units of its exposure.
  private double paid(AccountBook book, int account) {
    long moved = book.cashMoved(account) - cashMoved[account];
    return moved == 0 ? 0 : (double) moved / exposures[account];
  }

  /// The largest `d(1 + d)` from the prices numbered `then` to the current ones.
  private double displacement(long then) {
    int slot = slot(then);
    if (measuredAt[slot] != current) {
      measuredAt[slot] = current;
      displacements[slot] = measure(slot, prices[slot], prices[slot(current)]);
    }
    return displacements[slot];
  }

  private double measure(int slot, long[] before, long[] after) {
    if (before.length != after.length) {
      steepness = new double[steepness.length];
      Arrays.fill(steepness, -1);
      return Double.POSITIVE_INFINITY;
    }
    double[] moved = moves[slot];
    if (moved == null || moved.length != after.length) {
      moved = new double[after.length];
      moves[slot] = moved;
    }
    double most = 0;
    for (int i = 0; i < after.length; i++) {
      double change = Math.abs((double) after[i] - before[i]);
      double relative = change == 0 ? 0 : change / Math.min(before[i], after[i]);
      moved[i] = relative * (1 + relative);
      most = Math.max(most, moved[i]);
    }
    return most;
  }

  /// Takes note of an assessment at the current prices.
  ///
  /// @param reach slack over exposure, not negative
  /// @param exposure what a payment in money counts against; zero when any payment may change the
  ///     status, infinite when none can
  /// @param steepest rate of any of its positions where all of them are linear and nothing else
  ///     that it has depends on a price; negative otherwise
  void keep(
      AccountBook book,
      RateTable rates,
      int account,
      double reach,
      double exposure,
      double steepest) {
    steepness[account] = steepest;
    assessedAt[account] = current;
    reaches[account] = reach * CAUTION - LEAST;
    exposures[account] = exposure;
    cashMoved[account] = book.cashMoved(account);
    bookRevisions[account] = book.revision(account);
    rateRevisions[account] = rates.revision(book.rateClass(account));
  }

  /// Has the account looked at in the next sweep.
  void forget(int account) {
    assessedAt[account] = 0;
  }
}
