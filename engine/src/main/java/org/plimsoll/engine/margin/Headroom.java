package org.plimsoll.engine.margin;

import java.util.Arrays;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;

/// How far prices may move before an account's status could change: what lets a sweep leave out
/// the accounts that are far from every threshold, and still decide each as if it had looked.
///
/// An account whose figures sat `slack` away from its nearest threshold, and whose equity and
/// requirement together move by at most `exposure · d(1 + d)` over a displacement of `d` (see
/// {@link PriceSets}), has the same status as long as `d(1 + d)` is below its reach,
/// `slack / exposure`: it need not be looked at, whatever the way prices took. What was paid in or
/// out in money meanwhile takes from the reach. Everything is rounded towards looking again.
///
/// Accounts assessed at the same set of prices form a group, ordered by reach, so that a sweep
/// touches only the members that a move could have taken to a threshold. State of a single writer;
/// never part of a snapshot, because it changes no result.
final class Headroom {
  private static final double CAUTION = 1 - 1e-6;
  private static final double LEAST = 1e-9;

  // What payments may take from a reach before its place in the group changes.
  private static final double ALLOWED_PART = 10;
  private static final double ALLOWED_MOST = 0.002;

  private final AccountBook book;
  private final RateTable rates;
  private final ReachGroup.Validity current = this::isCurrent;
  private final ReachGroup.Validity covered = this::isCovered;
  private final ReachGroup.Validity listing = (account, _) -> list(account);
  private final PriceSets sets = new PriceSets();
  private final ReachGroup[] groups = new ReachGroup[PriceSets.REMEMBERED];

  // By account.
  private long[] assessedAt = new long[0]; // number of the set of prices; zero for never
  private double[] reaches = new double[0];
  private int[] keys = new int[0]; // of its entry in the group
  private double[] exposures = new double[0];
  private double[] steepness = new double[0];
  private boolean[] healthy = new boolean[0]; // so that only a fall matters
  private long[] cashMoved = new long[0];
  private int[] bookRevisions = new int[0];
  private boolean[] listed = new boolean[0];

  private int[] rateRevisions = new int[0]; // by rate class, as the last sweep saw them
  private boolean[] revised = new boolean[0];
  private int known; // accounts that the last sweep knew
  private long seenChanges;

  private int[] due = new int[16];
  private int dueCount;
  private int[] next = new int[16]; // those forgotten while the due ones are looked at

  // The group at hand.
  private long number;
  private double displacement;
  private long[] unitValues = new long[0];

  Headroom(AccountBook book, RateTable rates) {
    this.book = book;
    this.rates = rates;
  }

  /// Finds the accounts whose status may have changed since they were last assessed; they are in
  /// {@link #due()} afterwards, in order of index.
  ///
  /// @param marks of the contracts; zero where there is none
  /// @param unitValues of the contracts at these marks
  /// @return how many there are
  int find(long[] marks, Valuation valuation, long[] unitValues) {
    this.unitValues = unitValues;
    grow(book.accountCount());
    if (sets.advance(marks, valuation.prices(), valuation.collateralPrices())) {
      ReachGroup oldest = groups[PriceSets.slot(sets.current())];
      if (oldest != null) {
        number = sets.current() - PriceSets.REMEMBERED;
        oldest.clear(current, listing);
      }
    }
    listChanged();
    listRevised();
    listReached();
    return takeTurn();
  }

  /// The accounts last found. Good until the next finding; not to be changed.
  int[] due() {
    return next;
  }

  private int takeTurn() {
    int count = dueCount;
    Arrays.sort(due, 0, count);
    for (int i = 0; i < count; i++) {
      listed[due[i]] = false;
    }
    int[] turn = due;
    due = next.length < turn.length ? new int[turn.length] : next;
    next = turn;
    dueCount = 0;
    return count;
  }

  private void grow(int accounts) {
    if (accounts > assessedAt.length) {
      int length = Math.max(accounts, assessedAt.length * 2);
      assessedAt = Arrays.copyOf(assessedAt, length);
      reaches = Arrays.copyOf(reaches, length);
      keys = Arrays.copyOf(keys, length);
      exposures = Arrays.copyOf(exposures, length);
      steepness = Arrays.copyOf(steepness, length);
      healthy = Arrays.copyOf(healthy, length);
      cashMoved = Arrays.copyOf(cashMoved, length);
      bookRevisions = Arrays.copyOf(bookRevisions, length);
      listed = Arrays.copyOf(listed, length);
      due = Arrays.copyOf(due, length);
    }
    for (; known < accounts; known++) {
      if (book.mode(known) != AccountMode.VENUE) {
        list(known);
      }
    }
  }

  /// Lists an account unless it is; it never stays where it was.
  private boolean list(int account) {
    if (!listed[account]) {
      listed[account] = true;
      due[dueCount++] = account;
    }
    return false;
  }

  private void listChanged() {
    if (book.remembersChanges(seenChanges)) {
      for (long change = seenChanges; change < book.changes(); change++) {
        takeChange(book.changedAccount(change));
      }
    } else {
      for (int account = 0; account < known; account++) {
        takeChange(account);
      }
    }
    seenChanges = book.changes();
  }

  private void takeChange(int account) {
    if (assessedAt[account] == 0 || listed[account]) {
      return;
    }
    if (bookRevisions[account] != book.revision(account)) {
      list(account);
      return;
    }
    long moved = book.cashMoved(account) - cashMoved[account];
    if (moved != 0) {
      cashMoved[account] += moved;
      reaches[account] -= (double) moved / exposures[account];
      if (!(reaches[account] > 0)) {
        list(account);
      } else if (reaches[account] < ReachGroup.reach(keys[account])) {
        join(account);
      }
    }
  }

  private void listRevised() {
    int classes = rates.classCount();
    if (classes > rateRevisions.length) {
      rateRevisions = Arrays.copyOf(rateRevisions, classes);
      revised = new boolean[classes];
    }
    boolean any = false;
    for (int rateClass = 0; rateClass < classes; rateClass++) {
      revised[rateClass] = rateRevisions[rateClass] != rates.revision(rateClass);
      rateRevisions[rateClass] = rates.revision(rateClass);
      any |= revised[rateClass];
    }
    for (int account = 0; any && account < known; account++) {
      int rateClass = book.rateClass(account);
      if (assessedAt[account] != 0 && rateClass < classes && revised[rateClass]) {
        list(account);
      }
    }
  }

  private void listReached() {
    long oldest = Math.max(1, sets.current() - PriceSets.REMEMBERED + 1);
    for (long set = oldest; set <= sets.current(); set++) {
      int slot = PriceSets.slot(set);
      ReachGroup group = groups[slot];
      if (group == null || group.isEmpty() || sets.bound(slot) < group.least()) {
        continue;
      }
      displacement = sets.displacement(slot);
      if (!(displacement < group.least())) {
        number = set;
        group.removeWithin(displacement, current, covered);
      }
    }
  }

  private boolean isCurrent(int account, int key) {
    return assessedAt[account] == number && keys[account] == key;
  }

  /// Whether an account of the group at hand is certain to be as it was; lists it when not.
  private boolean isCovered(int account, int key) {
    if (listed[account]) {
      return false;
    }
    return displacement < reaches[account] || ownMove(account) < reaches[account] || list(account);
  }

  /// The like of the displacement, of what the account's own holdings moved by alone.
  private double ownMove(int account) {
    double[] moved = sets.moves(PriceSets.slot(number));
    if (moved == null || displacement == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    return steepness[account] >= 0 ? weighed(account, moved) : furthest(account, moved);
  }

  /// The furthest move of any price that the account depends on.
  private double furthest(int account, double[] moved) {
    int contracts = book.contractCount();
    int assets = book.assetCount();
    double most = 0;
    int end = book.endPosition(account);
    for (int position = book.firstPosition(account); position < end; position++) {
      most = Math.max(most, PriceSets.relative(moved[book.contractAt(position)]));
    }
    if (book.mode(account) == AccountMode.ISOLATED) {
      return most * (1 + most); // each bucket is judged in its settlement asset
    }
    int endBalance = book.endBalance(account);
    for (int balance = book.firstBalance(account); balance < endBalance; balance++) {
      int asset = contracts + book.assetAt(balance);
      most = Math.max(most, PriceSets.relative(moved[asset]));
      most = Math.max(most, PriceSets.relative(moved[asset + assets]));
    }
    return most * (1 + most);
  }

  /// What equity less requirement moved by since then, at most, in units of the account's exposure:
  /// what its linear positions gained or lost together, and the requirement on what each notional
  /// moved by. A gain takes no healthy account to a threshold.
  private double weighed(int account, double[] moved) {
    double gain = 0;
    double change = 0;
    int end = book.endPosition(account);
    for (int position = book.firstPosition(account); position < end; position++) {
      int contract = book.contractAt(position);
      double move = (double) book.quantityAt(position) * unitValues[contract] * moved[contract];
      gain += move;
      change += Math.abs(move);
    }
    double loss = healthy[account] ? Math.max(0, -gain) : Math.abs(gain);
    return (loss + change * steepness[account]) / exposures[account];
  }

  /// Takes note of an assessment at the current prices.
  ///
  /// @param reach slack over exposure, not negative
  /// @param exposure what a payment in money counts against; zero when any payment may change the
  ///     status, infinite when none can
  /// @param steepest rate of any of its positions where all of them are linear and nothing else
  ///     that it has depends on a price; negative otherwise
  void keep(int account, AccountStatus status, double reach, double exposure, double steepest) {
    healthy[account] = status == AccountStatus.HEALTHY;
    assessedAt[account] = sets.current();
    reaches[account] = reach * CAUTION - LEAST;
    exposures[account] = exposure;
    steepness[account] = steepest;
    cashMoved[account] = book.cashMoved(account);
    bookRevisions[account] = book.revision(account);
    if (reaches[account] > 0) {
      join(account);
    } else {
      list(account);
    }
  }

  private void join(int account) {
    int slot = PriceSets.slot(assessedAt[account]);
    if (groups[slot] == null) {
      groups[slot] = new ReachGroup();
    }
    number = assessedAt[account];
    double reach = reaches[account];
    keys[account] = ReachGroup.key(reach - Math.min(reach / ALLOWED_PART, ALLOWED_MOST));
    groups[slot].add(account, keys[account], current);
  }

  /// Has the account looked at in the next sweep.
  void forget(int account) {
    assessedAt[account] = 0;
    list(account);
  }
}
