package org.plimsoll.engine.portfolio;

/// Changes the figures of accounts by differences: when an instrument's unit value or schedule
/// moves, and when a position does. Exact integers, so that no number of steps drifts.
final class Movement {
  private final Positions positions;
  private final Holders holders;
  private final Figures figures;
  private final TierBounds bounds;
  private final Judge judge;
  private final Changes changes;

  @SuppressWarnings("UnusedVariable")
  private long warmed; // keeps the reads ahead from being optimised away

  // The 128-bit difference that `difference` found.
  private long low;
  private long high;

  Movement(
      Positions positions,
      Holders holders,
      TierBounds bounds,
      Figures figures,
      Judge judge,
      Changes changes) {
    this.positions = positions;
    this.holders = holders;
    this.bounds = bounds;
    this.figures = figures;
    this.judge = judge;
    this.changes = changes;
  }

  /// Moves all holders of a list from one unit value and schedule to another.
  void move(int list, Schedule from, long unitFrom, Schedule to, long unitTo) {
    bounds.forget(list);
    int tierFrom = 0;
    int tierTo = 0;
    int ordinal = 0;
    int begin = 0;
    while (ordinal < holders.chunkCount(list)) {
      long endFrom = end(from, tierFrom, unitFrom);
      long endTo = end(to, tierTo, unitTo);
      long end = Math.min(endFrom, endTo);
      while (ordinal < holders.chunkCount(list)) {
        int chunk = holders.chunk(list, ordinal);
        int base = chunk * Holders.CHUNK;
        int count = holders.counts[chunk];
        long last = Math.abs(holders.quantities[base + count - 1]);
        int stop = last < end ? count : holders.firstFrom(chunk, end);
        stretch(base + begin, base + stop, from, tierFrom, unitFrom, to, tierTo, unitTo);
        if (stop < count) {
          begin = stop;
          break;
        }
        ordinal++;
        begin = 0;
      }
      tierFrom += end == endFrom ? 1 : 0;
      tierTo += end == endTo ? 1 : 0;
    }
  }

  private static long end(Schedule schedule, int tier, long unit) {
    return tier + 1 < schedule.size() ? schedule.leastQuantity(tier + 1, unit) : Long.MAX_VALUE;
  }

  /// Moves holders that stay in one tier before and one after.
  private void stretch(
      int begin,
      int stop,
      Schedule from,
      int tierFrom,
      long unitFrom,
      Schedule to,
      int tierTo,
      long unitTo) {
    long step = unitTo - unitFrom;
    if (from == to && tierFrom == tierTo) {
      long rate = from.initialRate(tierFrom); // never below the maintenance rate
      if (Math.multiplyHigh(rate, step) == (rate * step) >> 63) {
        shift(begin, stop, step, rate * step, from.maintenanceRate(tierFrom) * step);
        return;
      }
    }
    for (int i = begin; i < stop; i++) {
      int account = holders.accounts[i];
      long quantity = holders.quantities[i];
      int at = positions.columns().first(account) + holders.slots[i] * Columns.LANES;
      change(account, at, quantity, from, tierFrom, unitFrom, quantity, to, tierTo, unitTo);
    }
  }

  /// Adds multiples of the quantity to the rows of holders: the loop of a tick.
  private void shift(int begin, int stop, long step, long initialStep, long maintenanceStep) {
    long[] rows = figures.rows;
    int[] accounts = holders.accounts;
    long[] quantities = holders.quantities;
    long seen = 0;
    for (int i = begin; i < stop; i++) { // loads overlap here, where nothing depends on them
      seen += rows[Figures.row(accounts[i])];
    }
    warmed += seen;
    for (int i = begin; i < stop; i++) {
      int account = accounts[i];
      int row = Figures.row(account);
      long quantity = quantities[i];
      long size = Math.abs(quantity);
      long equity = rows[row] + quantity * step;
      long initialLow = rows[row + Figures.INITIAL];
      long initialBy = size * initialStep;
      long initialSum = initialLow + initialBy;
      long maintenanceLow = rows[row + Figures.MAINTENANCE];
      long maintenanceBy = size * maintenanceStep;
      long maintenanceSum = maintenanceLow + maintenanceBy;
      long initialHigh =
          Math.multiplyHigh(size, initialStep) + Wide.carry(initialLow, initialBy, initialSum);
      long maintenanceHigh =
          Math.multiplyHigh(size, maintenanceStep)
              + Wide.carry(maintenanceLow, maintenanceBy, maintenanceSum);
      long pair = rows[row + Figures.PAIR] + Figures.pair(initialHigh, maintenanceHigh);
      rows[row] = equity;
      rows[row + Figures.INITIAL] = initialSum;
      rows[row + Figures.MAINTENANCE] = maintenanceSum;
      rows[row + Figures.PAIR] = pair;
      if ((pair & Figures.STATUS_MASK) != 0
          || !Wide.covers(equity, Figures.initialHigh(pair), initialSum)) {
        judge.judge(rows, account, changes);
      }
    }
  }

  /// Gives the holders that a move of the unit value takes to another tier their new slopes, and
  /// leaves the rows to the sweep that follows.
  void cross(int list, Schedule schedule, long unitFrom, long unitTo) {
    for (int tier = 1; tier < schedule.size(); tier++) {
      long after = schedule.leastQuantity(tier, unitTo);
      if (bounds.holds(list, tier, after)) {
        continue;
      }
      long before = schedule.leastQuantity(tier, unitFrom);
      holders.seek(list, Math.min(before, after));
      int ordinal = holders.ordinal();
      int index = holders.index();
      if (after <= before) {
        bounds.note(list, tier, holders, ordinal, index);
      }
      long bound = Math.max(before, after);
      while (holders.from(list, ordinal, index) < bound) {
        int chunk = holders.chunk(list, ordinal);
        if (index == holders.counts[chunk]) {
          ordinal++;
          index = 0;
        } else {
          crossOne(chunk * Holders.CHUNK + index, schedule, unitFrom, unitTo, tier);
          index++;
        }
      }
      if (after > before) {
        bounds.note(list, tier, holders, ordinal, index);
      }
    }
  }

  /// Crosses one holder, unless it also crosses a lower floor, at which it was seen already.
  private void crossOne(int holder, Schedule schedule, long unitFrom, long unitTo, int tier) {
    long size = Math.abs(holders.quantities[holder]);
    int from = schedule.tierOf(size * unitFrom);
    int to = schedule.tierOf(size * unitTo);
    if (Math.min(from, to) == tier - 1) {
      int account = holders.accounts[holder];
      int at = positions.columns().first(account) + holders.slots[holder] * Columns.LANES;
      slope(account, at, size, schedule, from, schedule, to);
    }
  }

  /// Changes one position's quantity, schedule, tier or unit value, and its account's row.
  void change(
      int account,
      int at,
      long quantityFrom,
      Schedule from,
      int tierFrom,
      long unitFrom,
      long quantityTo,
      Schedule to,
      int tierTo,
      long unitTo) {
    long sizeFrom = Math.abs(quantityFrom);
    long sizeTo = Math.abs(quantityTo);
    long[] rows = figures.rows;
    int row = Figures.row(account);
    rows[row] += quantityTo * unitTo - quantityFrom * unitFrom;
    product(sizeTo * to.initialRate(tierTo), unitTo);
    subtract(to.initialLow(tierTo), to.initialHigh(tierTo));
    subtractProduct(sizeFrom * from.initialRate(tierFrom), unitFrom);
    plus(from.initialLow(tierFrom), from.initialHigh(tierFrom));
    long initialHigh = add(rows, row + Figures.INITIAL);
    product(sizeTo * to.maintenanceRate(tierTo), unitTo);
    subtract(to.maintenanceLow(tierTo), to.maintenanceHigh(tierTo));
    subtractProduct(sizeFrom * from.maintenanceRate(tierFrom), unitFrom);
    plus(from.maintenanceLow(tierFrom), from.maintenanceHigh(tierFrom));
    long maintenanceHigh = add(rows, row + Figures.MAINTENANCE);
    rows[row + Figures.PAIR] += Figures.pair(initialHigh, maintenanceHigh);
    if (from != to || tierFrom != tierTo || sizeFrom != sizeTo) {
      slope(account, at, sizeTo, from, tierFrom, to, tierTo);
    }
    judge.judge(rows, account, changes);
  }

  /// Gives a position the slopes of a tier and its account the deductions.
  private void slope(
      int account, int at, long size, Schedule from, int tierFrom, Schedule to, int tierTo) {
    Columns columns = positions.columns();
    columns.initialSlopes[at] = size * to.initialRate(tierTo);
    columns.maintenanceSlopes[at] = size * to.maintenanceRate(tierTo);
    low = to.initialLow(tierTo);
    high = to.initialHigh(tierTo);
    subtract(from.initialLow(tierFrom), from.initialHigh(tierFrom));
    int own = Columns.constantsAt(account);
    int near = Columns.nearsAt(account);
    deduct(columns, own + Columns.INITIAL_LOW, near);
    low = to.maintenanceLow(tierTo);
    high = to.maintenanceHigh(tierTo);
    subtract(from.maintenanceLow(tierFrom), from.maintenanceHigh(tierFrom));
    deduct(columns, own + Columns.MAINTENANCE_LOW, near + Columns.LANES);
  }

  /// Adds the number at hand to a deduction, exactly.
  private void deduct(Columns columns, int lowAt, int nearAt) {
    long before = columns.constants[lowAt];
    long highBefore = Wide.high(before, columns.nears[nearAt]);
    long highBy = add(columns.constants, lowAt);
    columns.nears[nearAt] = Wide.near(highBefore + highBy, columns.constants[lowAt]);
  }

  private void product(long slope, long unit) {
    low = slope * unit;
    high = Math.multiplyHigh(slope, unit);
  }

  private void subtractProduct(long slope, long unit) {
    subtract(slope * unit, Math.multiplyHigh(slope, unit));
  }

  private void subtract(long otherLow, long otherHigh) {
    long difference = low - otherLow;
    high -= otherHigh + Wide.borrow(low, otherLow, difference);
    low = difference;
  }

  private void plus(long otherLow, long otherHigh) {
    long sum = low + otherLow;
    high += otherHigh + Wide.carry(low, otherLow, sum);
    low = sum;
  }

  /// Adds the number at hand to the low half in an array; returns what the high half grows by.
  private long add(long[] array, int at) {
    long before = array[at];
    long sum = before + low;
    array[at] = sum;
    return high + Wide.carry(before, low, sum);
  }
}
