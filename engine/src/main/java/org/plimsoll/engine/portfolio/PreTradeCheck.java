package org.plimsoll.engine.portfolio;

import org.jspecify.annotations.Nullable;

/// Decides whether an account may take an order, on its portfolio after the order has filled.
///
/// Reads the position columns and the prices beside the writer and its sweeps, without a lock: it
/// never waits for a sweep, and reads again when the account's block changed or two sets of prices
/// were begun meanwhile. What it decides on is one moment's positions and one set of prices. One
/// thread uses a check; it allocates nothing.
public final class PreTradeCheck {
  private static final int MAX_ATTEMPTS = 100_000;

  /// What a check found.
  public enum Decision {
    /// Equity after the order covers what it would require.
    ACCEPTED,
    /// The order only makes a position smaller: allowed whatever the equity.
    REDUCES,
    /// Equity after the order would be below what it would require.
    INSUFFICIENT,
    /// The account or the instrument does not exist, or the instrument has no price or no rate.
    UNKNOWN,
    /// The position would exceed what the store can hold.
    TOO_LARGE,
    /// The account was being changed at every attempt to read it, as when the writer loses its
    /// processor half-way through a change; ask again.
    DISTURBED
  }

  private final Positions positions;
  private final Prices prices;
  private final @Nullable Schedule[] schedules;
  private final int rateClasses;
  private final Kernel kernel;

  // The result at hand; the requirement before it is complete as 128 bits.
  private long equity;
  private long requirement;
  private long worstLoss;
  private long low;
  private long high;
  private long retries;

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads ahead from being optimised away

  PreTradeCheck(
      Positions positions,
      Prices prices,
      @Nullable Schedule[] schedules,
      int rateClasses,
      Kernel kernel) {
    this.positions = positions;
    this.prices = prices;
    this.schedules = schedules;
    this.rateClasses = rateClasses;
    this.kernel = kernel;
  }

  /// Equity after the order last checked, in money units; of no meaning unless it was accepted or
  /// insufficient.
  public long equity() {
    return equity;
  }

  /// What the order last checked would require: the initial requirement, rounded up, or the worst
  /// loss over the scenarios if that is larger and was asked for.
  public long requirement() {
    return requirement;
  }

  /// How often the checks of this object had to read again.
  public long retries() {
    return retries;
  }

  /// Checks an order by notional tiers.
  ///
  /// @param quantity signed, as it would fill
  /// @param cost what it would cost, in money units: quantity times the unit value, plus fees
  public Decision check(int account, int instrument, long quantity, long cost) {
    return decide(account, instrument, quantity, cost, false);
  }

  /// Checks an order by notional tiers and by the worst loss over the scenarios.
  public Decision checkWithScenarios(int account, int instrument, long quantity, long cost) {
    return decide(account, instrument, quantity, cost, true);
  }

  /// Checks orders in one call, which reads ahead, so that memory's latency is paid once for
  /// several.
  public void checkAll(Orders orders, boolean withScenarios) {
    for (int from = 0; from < orders.count(); from += Orders.AHEAD) {
      int to = Math.min(orders.count(), from + Orders.AHEAD);
      orders.touch(positions.published(), from, to);
      for (int i = from; i < to; i++) {
        orders.decide(
            i,
            decide(
                orders.account(i),
                orders.instrument(i),
                orders.quantity(i),
                orders.cost(i),
                withScenarios));
      }
    }
  }

  private Decision decide(
      int account, int instrument, long quantity, long cost, boolean withScenarios) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (account < 0 || account >= positions.publishedAccounts()) {
        return Decision.UNKNOWN;
      }
      Columns columns = positions.published();
      int block = Columns.block(account);
      int version = columns.readVersion(block);
      long set = prices.set();
      Decision found =
          (version & 1) == 0
              ? attempt(columns, set, account, instrument, quantity, cost, withScenarios)
              : Decision.DISTURBED;
      if (columns.isUnchanged(block, version)
          && prices.isWhole(set)
          && positions.published() == columns) {
        return found;
      }
      retries++;
    }
    return Decision.DISTURBED;
  }

  private Decision attempt(
      Columns columns,
      long set,
      int account,
      int instrument,
      long quantity,
      long cost,
      boolean withScenarios) {
    long[] units = prices.units(set);
    if (instrument < 0 || instrument >= units.length) {
      return Decision.UNKNOWN;
    }
    int rateClass = columns.rateClasses[account];
    Schedule schedule = schedules[instrument * rateClasses + rateClass];
    long unit = units[instrument];
    if (schedule == null || unit == 0) {
      return Decision.UNKNOWN;
    }
    long layout = columns.layouts[Columns.block(account)];
    long held = sum(columns, layout, account, units, rateClass, instrument);
    if (!PortfolioStore.fits(held, quantity, schedule, unit)) {
      return Decision.TOO_LARGE;
    }
    long after = held + quantity;
    equity += columns.constants[Columns.constantsAt(account)] - cost + after * unit;
    add(schedule, Math.abs(after), unit);
    requirement = Wide.ceilUnits(high, low);
    if (withScenarios) {
      worstLoss =
          kernel.worstLoss(
              columns, layout, Columns.lane(account), prices.changes(set), instrument, quantity);
      requirement = Math.max(requirement, worstLoss);
    }
    boolean reduces = held != 0 && (held ^ quantity) < 0 && Math.abs(quantity) <= Math.abs(held);
    if (equity >= requirement) {
      return Decision.ACCEPTED;
    }
    return reduces ? Decision.REDUCES : Decision.INSUFFICIENT;
  }

  /// Sums worth and requirement of all positions but the one in an instrument; returns its
  /// quantity.
  private long sum(
      Columns columns, long layout, int account, long[] units, int rateClass, int instrument) {
    int at = Columns.start(layout) + Columns.lane(account);
    int end = at + Columns.width(layout) * Columns.LANES;
    long seen = 0;
    for (int i = at; i < end; i += Columns.LANES) { // loads overlap where nothing depends on them
      seen += columns.quantities[i] + columns.instruments[i];
    }
    touched += seen;
    long worth = 0;
    long sumLow = 0;
    long sumHigh = 0;
    long held = 0;
    for (; at < end; at += Columns.LANES) {
      int own = columns.instruments[at];
      long quantity = columns.quantities[at];
      Schedule schedule = schedules[own * rateClasses + rateClass];
      if (own == instrument || schedule == null) {
        held += own == instrument ? quantity : 0; // an empty slot has instrument and quantity 0
        continue;
      }
      long unit = units[own];
      long size = Math.abs(quantity);
      worth += quantity * unit;
      long[] flat = schedule.flat();
      int row = schedule.row(size * unit);
      long slope = size * flat[row + Schedule.INITIAL];
      long product = slope * unit;
      long deduction = flat[row + Schedule.INITIAL_LOW];
      long by = product - deduction;
      long sum = sumLow + by;
      sumHigh +=
          Math.multiplyHigh(slope, unit)
              - flat[row + Schedule.INITIAL_HIGH]
              - Wide.borrow(product, deduction, by)
              + Wide.carry(sumLow, by, sum);
      sumLow = sum;
    }
    equity = worth;
    low = sumLow;
    high = sumHigh;
    return held;
  }

  private void add(Schedule schedule, long size, long unit) {
    int tier = schedule.tierOf(size * unit);
    long slope = size * schedule.initialRate(tier);
    long productLow = slope * unit;
    long deductionLow = schedule.initialLow(tier);
    long by = productLow - deductionLow;
    long byHigh =
        Math.multiplyHigh(slope, unit)
            - schedule.initialHigh(tier)
            - Wide.borrow(productLow, deductionLow, by);
    long sum = low + by;
    high += byHigh + Wide.carry(low, by, sum);
    low = sum;
  }
}
