package org.plimsoll.engine.portfolio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.StatusSink;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

/// The cross-margined accounts of a venue in one money: what each has, owes and holds, kept exact
/// at every price.
///
/// A position is worth quantity times the instrument's unit value, a positive number of money units
/// per unit of quantity: of a linear contract its factor times price, see `ContractValue`; of other
/// collateral its price after haircut, under tiers of rate zero. Equity is cash less the cost of
/// all positions, plus their worth. A requirement is the exact sum over positions of notional times
/// rate less the deduction of its tier; it is rounded once, up to the unit, when it leaves the
/// store.
///
/// One thread writes: it opens accounts, deposits, fills, ticks and sweeps; it may lend threads to
/// a sweep through {@link Partitions}. Beside it any number of threads may ask through a {@link
/// PreTradeCheck} of their own. Commands that cannot be carried out return the reason and change
/// nothing. In steady state nothing allocates.
public final class PortfolioStore {
  private static final long LONGEST_SHOCK = 2 * Billionths.ONE;
  private static final long STEEPEST = 4 * Billionths.ONE;

  private final int instruments;
  private final int rateClasses;
  private final @Nullable Schedule[] schedules; // by instrument, then rate class
  private final Positions positions = new Positions();
  private final Holders holders;
  private final TierBounds bounds;
  private final Figures figures = new Figures();
  private final Judge judge;
  private final Changes changes = new Changes();
  private final Movement movement;
  private final Prices prices;
  private final Kernel kernel;
  private final Sweep sweep;
  private final ScenarioSweep scenarios;
  private final StatusReport report;

  /// A store without accounts, for so many instruments and rate classes.
  ///
  /// @param warningFactor multiple of the maintenance requirement, in billionths, below which an
  ///     account is called; from 1 to 2
  public PortfolioStore(int instruments, int rateClasses, long warningFactor) {
    this(instruments, rateClasses, warningFactor, Kernels.best());
  }

  PortfolioStore(int instruments, int rateClasses, long warningFactor, Kernel kernel) {
    require(instruments > 0 && instruments <= Limits.INSTRUMENTS, "1 to 16384 instruments");
    require(rateClasses > 0 && rateClasses <= Limits.RATE_CLASSES, "1 to 256 rate classes");
    require(
        warningFactor >= Billionths.ONE && warningFactor <= 2 * Billionths.ONE,
        "a warning factor from 1 to 2");
    this.instruments = instruments;
    this.rateClasses = rateClasses;
    this.kernel = kernel;
    schedules = new @Nullable Schedule[instruments * rateClasses];
    holders = new Holders(instruments * rateClasses);
    judge = new Judge(warningFactor);
    bounds = new TierBounds(instruments * rateClasses);
    movement = new Movement(positions, holders, bounds, figures, judge, changes);
    prices = new Prices(instruments);
    sweep = new Sweep(kernel, judge, figures);
    scenarios = new ScenarioSweep(kernel);
    report = new StatusReport(figures);
  }

  /// Puts tiers in force for a rate class and instrument; holders are re-margined at once.
  public Optional<Reason> setTiers(int rateClass, int instrument, MarginTiers tiers) {
    if (!isInstrument(instrument) || rateClass < 0 || rateClass >= rateClasses) {
      return Optional.of(Reason.INSTRUMENT_UNKNOWN);
    }
    Schedule to = Schedule.of(tiers);
    if (to.size() > Limits.TIERS || to.steepest() > STEEPEST) {
      return Optional.of(Reason.TIERS_INVALID);
    }
    int list = list(instrument, rateClass);
    if (isSteep(holders.largest(list), to)) {
      return Optional.of(Reason.AMOUNT_OVERFLOW);
    }
    Schedule from = schedules[list];
    schedules[list] = to;
    bounds.forget(list);
    if (from != null && holders.size(list) > 0) {
      long unit = units()[instrument];
      movement.move(list, from, unit, to, unit);
    }
    return Optional.empty();
  }

  /// Sets how sixteen scenarios move an instrument's unit value, each in billionths of it from −1
  /// to 2; the shocked change is rounded half-even to the unit.
  public Optional<Reason> setShocks(int instrument, long[] billionths) {
    if (!isInstrument(instrument)) {
      return Optional.of(Reason.INSTRUMENT_UNKNOWN);
    }
    require(billionths.length == Prices.SCENARIOS, Prices.SCENARIOS + " shocks");
    for (long shock : billionths) {
      if (shock < -Billionths.ONE || shock > LONGEST_SHOCK) {
        return Optional.of(Reason.RATE_OUT_OF_RANGE);
      }
    }
    prices.setShocks(instrument, billionths);
    return Optional.empty();
  }

  /// Opens an empty account with room for so many positions, which grows when needed.
  ///
  /// @return its number; accounts are numbered from zero
  public int openAccount(int rateClass, int room) {
    require(rateClass >= 0 && rateClass < rateClasses, "a known rate class");
    require(room >= 0 && room <= Limits.POSITIONS, "room for 0 to 127 positions");
    require(positions.accounts() < Limits.ACCOUNTS, "at most 50 million accounts");
    int account = positions.open(rateClass, room);
    figures.ensure(positions.columns().blocks());
    return account;
  }

  /// Adds money to an account, or takes it when negative; not tested for margin.
  public Optional<Reason> deposit(int account, long units) {
    if (!isAccount(account)) {
      return Optional.of(Reason.ACCOUNT_UNKNOWN);
    }
    if (!hasRoom(account, units)) {
      return Optional.of(Reason.AMOUNT_OVERFLOW);
    }
    addCash(account, units);
    judge.judge(figures.rows, account, changes);
    return Optional.empty();
  }

  /// Changes an account's position by a signed quantity that cost so many money units: quantity
  /// times the unit value it traded at, plus fees.
  public Optional<Reason> fill(int account, int instrument, long quantity, long cost) {
    if (!isAccount(account)) {
      return Optional.of(Reason.ACCOUNT_UNKNOWN);
    }
    if (!isInstrument(instrument)) {
      return Optional.of(Reason.INSTRUMENT_UNKNOWN);
    }
    Schedule schedule = schedules[list(instrument, positions.columns().rateClasses[account])];
    long unit = units()[instrument];
    if (schedule == null) {
      return Optional.of(Reason.NO_RULE_IN_FORCE);
    }
    if (unit == 0) {
      return Optional.of(Reason.PRICE_MISSING);
    }
    long held = positions.quantity(account, instrument);
    if (held == 0 && quantity != 0 && positions.isFull(account)) {
      return Optional.of(Reason.LIMIT_REACHED);
    }
    if (!fits(held, quantity, schedule, unit) || !hasRoom(account, -cost)) {
      return Optional.of(Reason.AMOUNT_OVERFLOW);
    }
    if (quantity == 0) {
      addCash(account, -cost);
      judge.judge(figures.rows, account, changes);
    } else {
      replace(account, instrument, schedule, held, held + quantity, -cost);
    }
    return Optional.empty();
  }

  /// Whether a position may become `held + quantity`.
  static boolean fits(long held, long quantity, Schedule schedule, long unit) {
    if (quantity < -Limits.NOTIONAL || quantity > Limits.NOTIONAL) {
      return false;
    }
    long size = Math.abs(held + quantity);
    return isAtMost(size, unit, Limits.NOTIONAL) && !isSteep(size, schedule);
  }

  private static boolean isSteep(long size, Schedule schedule) {
    return !isAtMost(size, schedule.steepest(), Limits.SLOPE);
  }

  /// Whether `a × b`, neither negative, is at most a limit; without a division.
  private static boolean isAtMost(long a, long b, long limit) {
    long product = a * b;
    return Math.multiplyHigh(a, b) == 0 && product >= 0 && product <= limit;
  }

  /// Whether money can be added to an account's cash.
  private boolean hasRoom(int account, long units) {
    long cash = cash(account);
    return units >= -Limits.CASH && units <= Limits.CASH && Math.abs(cash + units) <= Limits.CASH;
  }

  /// Changes one position and the cash it is paid from, as one change to readers.
  private void replace(
      int account, int instrument, Schedule schedule, long from, long to, long units) {
    int slot = positions.slot(account, instrument);
    Columns columns = positions.columns();
    int block = Columns.block(account);
    int at = columns.first(account) + slot * Columns.LANES;
    columns.openVersion(block);
    columns.instruments[at] = to == 0 ? 0 : instrument;
    columns.quantities[at] = to;
    columns.constants[Columns.constantsAt(account)] += units;
    columns.closeVersion(block);
    figures.rows[Figures.row(account)] += units;
    relist(list(instrument, columns.rateClasses[account]), account, slot, from, to);
    long unit = units()[instrument];
    int tierFrom = schedule.tierOf(Math.abs(from) * unit);
    int tierTo = schedule.tierOf(Math.abs(to) * unit);
    movement.change(account, at, from, schedule, tierFrom, unit, to, schedule, tierTo, unit);
  }

  private void addCash(int account, long units) {
    Columns columns = positions.columns();
    int block = Columns.block(account);
    columns.openVersion(block);
    columns.constants[Columns.constantsAt(account)] += units;
    columns.closeVersion(block);
    figures.rows[Figures.row(account)] += units;
  }

  private void relist(int list, int account, int slot, long from, long to) {
    bounds.forget(list);
    if (from != 0) {
      holders.remove(list, account, from);
    }
    if (to != 0) {
      holders.insert(list, account, slot, to);
    }
  }

  /// Moves one instrument's unit value and re-margins its holders, and no one else.
  public Optional<Reason> tick(int instrument, long unitValue) {
    Optional<Reason> refusal = refusal(instrument, unitValue);
    if (refusal.isPresent()) {
      return refusal;
    }
    long before = units()[instrument];
    if (before == unitValue) {
      return Optional.empty();
    }
    prices.begin();
    prices.put(instrument, unitValue);
    prices.commit();
    for (int list = list(instrument, 0); list < list(instrument, rateClasses); list++) {
      Schedule schedule = schedules[list];
      if (schedule != null && holders.size(list) > 0) {
        movement.move(list, schedule, before, schedule, unitValue);
      }
    }
    return Optional.empty();
  }

  /// Moves all unit values at once and re-margins every account in one sweep.
  ///
  /// @param unitValues by instrument; zero leaves one as it is
  public Optional<Reason> reprice(long[] unitValues, Partitions partitions) {
    require(unitValues.length == instruments, "one unit value per instrument");
    for (int instrument = 0; instrument < instruments; instrument++) {
      if (unitValues[instrument] != 0) {
        Optional<Reason> refusal = refusal(instrument, unitValues[instrument]);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    long[] before = units();
    prices.begin();
    for (int instrument = 0; instrument < instruments; instrument++) {
      long unitValue = unitValues[instrument];
      if (unitValue != 0 && unitValue != before[instrument]) {
        prices.put(instrument, unitValue);
        cross(instrument, before[instrument], unitValue);
      }
    }
    prices.commit();
    sweep.run(positions.columns(), positions.blocks(), units(), partitions);
    return Optional.empty();
  }

  private void cross(int instrument, long before, long after) {
    for (int list = list(instrument, 0); list < list(instrument, rateClasses); list++) {
      Schedule schedule = schedules[list];
      if (schedule != null && holders.size(list) > 0) {
        movement.cross(list, schedule, before, after);
      }
    }
  }

  private Optional<Reason> refusal(int instrument, long unitValue) {
    if (!isInstrument(instrument)) {
      return Optional.of(Reason.INSTRUMENT_UNKNOWN);
    }
    if (unitValue <= 0) {
      return Optional.of(Reason.PRICE_NOT_POSITIVE);
    }
    long most = Limits.NOTIONAL / unitValue;
    for (int list = list(instrument, 0); list < list(instrument, rateClasses); list++) {
      if (holders.largest(list) > most) {
        return Optional.of(Reason.AMOUNT_OVERFLOW);
      }
    }
    return most == 0 ? Optional.of(Reason.AMOUNT_OVERFLOW) : Optional.empty();
  }

  /// Tells of every account whose status is not what it was when last told, most urgent first:
  /// worst status, in it the lowest equity over maintenance requirement, then the account's number.
  ///
  /// @return how many
  public int publish(StatusSink sink) {
    report.collect(changes);
    for (int part = 0; part < sweep.parts(); part++) {
      report.collect(sweep.changes(part));
    }
    return report.publish(sink);
  }

  /// Tells of the most urgent accounts that are not healthy, as last published, in the same order;
  /// looks at no others. The status before is the same as the status.
  ///
  /// @return how many, at most `limit`
  public int mostUrgent(int limit, StatusSink sink) {
    return report.mostUrgent(limit, sink);
  }

  /// How many accounts have a status, as last published.
  public int count(AccountStatus status) {
    return report.count(status, positions.accounts());
  }

  /// How many accounts have a row that a sweep from the position columns would not write: zero.
  public long verify(Partitions partitions) {
    return sweep.verify(positions.columns(), positions.blocks(), units(), partitions);
  }

  /// A number that depends on every bit of every account's figures, and on nothing else.
  public long fingerprint() {
    long sum = 0;
    for (int account = 0; account < positions.accounts(); account++) {
      sum += figures.fingerprint(account);
    }
    return sum;
  }

  /// Writes the worst loss of every account over the scenarios, zero if none loses, by account.
  ///
  /// @param losses with room for all accounts, rounded up to eights
  public void worstLosses(long[] losses, Partitions partitions) {
    require(losses.length >= positions.blocks() * Columns.LANES, "room for all accounts");
    long[] shocked = prices.changes(prices.set());
    scenarios.run(positions.columns(), positions.blocks(), shocked, losses, partitions);
  }

  /// A new check for one thread, which may be another than the writer's.
  public PreTradeCheck preTradeCheck() {
    return new PreTradeCheck(positions, prices, schedules, rateClasses, kernel);
  }

  /// The store as bytes: equal content gives equal bytes. Changes of status must have been
  /// published before.
  ///
  /// @throws IllegalStateException when some have not
  public byte[] snapshot() {
    if (changes.count() > 0 || sweep.hasChanges()) {
      throw new IllegalStateException("Changes of status must be published before a snapshot");
    }
    return SnapshotCodec.encode(this);
  }

  /// The store that a snapshot was taken of.
  ///
  /// @throws IllegalArgumentException when the bytes are not a snapshot, or not a whole one
  public static PortfolioStore restore(byte[] snapshot) {
    return SnapshotCodec.decode(snapshot);
  }

  /// Gives back the room that widened blocks left behind. Allocates.
  public void compact() {
    positions.compact();
  }

  /// How many accounts there are.
  public int accountCount() {
    return positions.accounts();
  }

  /// How many instruments there are.
  public int instrumentCount() {
    return instruments;
  }

  /// An account's equity in money units, exact.
  public long equity(int account) {
    return figures.equity(account);
  }

  /// An account's initial requirement in money units, rounded up.
  public long initial(int account) {
    return figures.initial(account);
  }

  /// An account's maintenance requirement in money units, rounded up.
  public long maintenance(int account) {
    return figures.maintenance(account);
  }

  /// An account's status.
  public AccountStatus status(int account) {
    return figures.status(account);
  }

  /// The signed quantity that an account holds of an instrument.
  public long quantity(int account, int instrument) {
    return positions.quantity(account, instrument);
  }

  /// An account's cash less the cost of its positions, in money units.
  public long cash(int account) {
    return positions.columns().constants[Columns.constantsAt(account)];
  }

  /// An instrument's unit value; zero before its first.
  public long unitValue(int instrument) {
    return units()[instrument];
  }

  int rateClasses() {
    return rateClasses;
  }

  long warningFactor() {
    return judge.warningFactor();
  }

  Positions positions() {
    return positions;
  }

  Prices prices() {
    return prices;
  }

  @Nullable Schedule schedule(int rateClass, int instrument) {
    return schedules[list(instrument, rateClass)];
  }

  private long[] units() {
    return prices.units(prices.set());
  }

  private int list(int instrument, int rateClass) {
    return instrument * rateClasses + rateClass;
  }

  private boolean isAccount(int account) {
    return account >= 0 && account < positions.accounts();
  }

  private boolean isInstrument(int instrument) {
    return instrument >= 0 && instrument < instruments;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("A portfolio store needs " + what);
    }
  }
}
