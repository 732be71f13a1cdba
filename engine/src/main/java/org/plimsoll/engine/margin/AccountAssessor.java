package org.plimsoll.engine.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.account.ContractValue;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.account.ListedContract;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;
import org.plimsoll.engine.margin.MarginOutcome.Unavailable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Assesses accounts of a book against marks, rates and a policy; the margin test of its ledger.
///
/// All of it is integer arithmetic. A sweep over all accounts allocates nothing. Holds scratch
/// space, so one thread uses an assessor; the marks and rates it was given are read as they are at
/// each call.
public final class AccountAssessor implements MarginTest {
  private static final double ROUNDINGS = 8; // more than any figure is rounded by, in units

  private final AccountBook book;
  private final Marks marks;
  private final RateTable rates;
  private final Valuation valuation;
  private final Thresholds thresholds;

  // What the contracts are worth at the current marks, by contract.
  private ContractValue[] values = new ContractValue[0];
  private long[] prices = new long[0];
  private long[] unitValues = new long[0]; // zero for inverse contracts
  private int[] settlements = new int[0];

  // Sums of the account at hand, by asset.
  private long[] gains = new long[0];
  private long[] initials = new long[0];
  private long[] maintenances = new long[0];

  private double[] swings = new double[0];

  // The result for the account at hand.
  private long equity;
  private long collateral;
  private long initial;
  private long maintenance;
  private AccountStatus status = AccountStatus.HEALTHY;
  private @Nullable Unavailable missing;
  private double reach; // slack over exposure, see Headroom
  private double sensitivity; // what a payment in money counts against, see Headroom
  private double steepest; // rate of any position
  private boolean weighable; // whether positions alone depend on prices, and linearly

  // The result for the position at hand.
  private long positionNotional;
  private int positionTier;
  private long positionGain;
  private long positionInitial;
  private long positionMaintenance;
  private boolean curved; // whether a position of the account is not linear
  private double positionSwing; // how far value and requirement move together per relative move

  private final Headroom headroom;
  private int assessed;

  /// An assessor that reads these live objects.
  public AccountAssessor(AccountBook book, Marks marks, RateTable rates, MarginPolicy policy) {
    this.book = book;
    this.marks = marks;
    this.rates = rates;
    valuation = new Valuation(book, marks, policy);
    thresholds = new Thresholds(policy.warningFactor());
    headroom = new Headroom(book, rates);
  }

  /// Assesses every account but the venue's, records each status, and tells of those that changed.
  ///
  /// An account that cannot be assessed keeps its status. An account whose figures are certain not
  /// to have reached a threshold since it was last assessed is left out, see {@link Headroom}: the
  /// statuses are those that assessing every account would give.
  ///
  /// @return how many accounts could not be assessed
  public int sweep(StatusSink sink) {
    refresh();
    assessed = headroom.find(prices, valuation, unitValues);
    int[] due = headroom.due();
    int unavailable = 0;
    for (int i = 0; i < assessed; i++) {
      int account = due[i];
      assess(account, book.mode(account));
      if (missing != null) {
        headroom.forget(account);
        unavailable++;
        continue;
      }
      headroom.keep(account, status, reach, sensitivity, weighable ? steepest : -1);
      AccountStatus before = book.status(account);
      if (before != status) {
        book.recordStatus(account, status);
        sink.changed(account, before, status, equity, initial, maintenance);
      }
    }
    return unavailable;
  }

  /// How many accounts the last sweep had to look at.
  int assessedInLastSweep() {
    return assessed;
  }

  /// The outcome for one account.
  public MarginOutcome assess(int account) {
    refresh();
    assess(account, book.mode(account));
    return outcome();
  }

  /// The outcome for one position of an isolated account, with its bucket as collateral.
  public MarginOutcome assessPosition(int account, int contract) {
    refresh();
    clear();
    try {
      assessBucket(account, contract);
    } catch (ArithmeticException e) {
      missing = overflow(account, e);
    }
    return outcome();
  }

  /// What each position of an account contributes, in order of contract; a position without a price
  /// or rate is left out.
  public List<PositionMargin> positions(int account) {
    refresh();
    clear();
    List<PositionMargin> found = new ArrayList<>();
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      if (measure(book.rateClass(account), slot)) {
        found.add(
            new PositionMargin(
                book.contractAt(slot),
                positionNotional,
                positionGain,
                positionTier,
                positionInitial,
                positionMaintenance));
      }
    }
    return found;
  }

  /// The price of a contract at which the account, or in an isolated account the position, becomes
  /// liquidatable.
  public LiquidationPrice liquidationPrice(int account, int contract) {
    Optional<MarginTiers> tiers = rates.find(book.rateClass(account), contract);
    if (tiers.isPresent()) {
      RateSchedule schedule = tiers.get().maintenance();
      if (schedule.rate(schedule.size() - 1) >= Billionths.ONE) {
        return new LiquidationPrice.Unavailable(
            Reason.RATE_OUT_OF_RANGE,
            "A maintenance rate of 1 or more leaves no single liquidation price");
      }
    }
    return search(account, contract, AccountStatus.LIQUIDATABLE);
  }

  /// The price of a contract at which the equity of the account, or in an isolated account of the
  /// position, becomes negative.
  public LiquidationPrice bankruptcyPrice(int account, int contract) {
    return search(account, contract, AccountStatus.BANKRUPT);
  }

  private LiquidationPrice search(int account, int contract, AccountStatus threshold) {
    long quantity = book.position(account, contract).quantityUnits();
    if (quantity == 0) {
      return new LiquidationPrice.Unavailable(
          Reason.AMOUNT_NOT_POSITIVE,
          "Account " + book.id(account) + " holds no " + book.contract(contract).id());
    }
    refresh();
    if (prices[contract] == 0) {
      Unavailable gone = missing(0, contract, 0);
      return new LiquidationPrice.Unavailable(gone.reason(), gone.detail());
    }
    return new PriceSearch(
            price -> assessAt(account, contract, price), threshold, prices[contract], quantity > 0)
        .find();
  }

  private MarginOutcome assessAt(int account, int contract, long price) {
    try {
      prices[contract] = price;
      unitValues[contract] =
          values[contract].isLinear() ? values[contract].linearUnitValue(price) : 0;
      clear();
      if (book.mode(account) == AccountMode.ISOLATED) {
        assessBucket(account, contract);
      } else {
        assessCross(account);
      }
      return outcome();
    } catch (ArithmeticException e) {
      return overflow(account, e);
    }
  }

  @Override
  public Optional<Refused> crossShortfall(AccountBook book, int account) {
    return shortfall(assess(account), account);
  }

  @Override
  public Optional<Refused> isolatedShortfall(AccountBook book, int account, int contract) {
    return shortfall(assessPosition(account, contract), account);
  }

  private Optional<Refused> shortfall(MarginOutcome outcome, int account) {
    return switch (outcome) {
      case Unavailable gone -> Optional.of(new Refused(gone.reason(), gone.detail()));
      case Assessed found when found.equity() >= found.initial() -> Optional.empty();
      case Assessed found ->
          Optional.of(
              new Refused(
                  Reason.MARGIN_INSUFFICIENT,
                  "Account "
                      + book.id(account)
                      + " would have equity "
                      + valuation.text(found.equity())
                      + " below its initial requirement "
                      + valuation.text(found.initial())));
    };
  }

  private MarginOutcome outcome() {
    if (missing != null) {
      return missing;
    }
    long warning = thresholds.warning(maintenance);
    return new Assessed(equity, collateral, initial, maintenance, warning, status);
  }

  private void refresh() {
    int contracts = book.contractCount();
    if (values.length != contracts) {
      values = new ContractValue[contracts];
      prices = new long[contracts];
      unitValues = new long[contracts];
      settlements = new int[contracts];
      for (int i = 0; i < contracts; i++) {
        ListedContract listed = book.contract(i);
        values[i] = listed.value();
        settlements[i] = listed.settlementIndex();
      }
    }
    if (gains.length != book.assetCount()) {
      gains = new long[book.assetCount()];
      initials = new long[book.assetCount()];
      maintenances = new long[book.assetCount()];
      swings = new double[book.assetCount()];
    }
    for (int i = 0; i < contracts; i++) {
      prices[i] = marks.hasContract(i) ? marks.contract(i) : 0;
      unitValues[i] = values[i].isLinear() ? values[i].linearUnitValue(prices[i]) : 0;
    }
    valuation.refresh();
  }

  private void clear() {
    equity = 0;
    collateral = 0;
    initial = 0;
    maintenance = 0;
    status = AccountStatus.HEALTHY;
    missing = null;
    reach = Double.MAX_VALUE;
    sensitivity = Double.POSITIVE_INFINITY;
    steepest = 0;
    weighable = false;
    curved = false;
  }

  private void assess(int account, AccountMode mode) {
    clear();
    try {
      if (mode == AccountMode.ISOLATED) {
        assessBuckets(account);
      } else {
        assessCross(account);
      }
    } catch (ArithmeticException e) {
      missing = overflow(account, e);
    }
  }

  private Unavailable overflow(int account, ArithmeticException e) {
    return new Unavailable(
        Reason.AMOUNT_OVERFLOW,
        "An amount of account " + book.id(account) + " does not fit: " + e.getMessage());
  }

  private void assessBuckets(int account) {
    int end = book.endPosition(account);
    for (int slot = book.firstPosition(account); slot < end && missing == null; slot++) {
      assessBucketAt(account, slot);
    }
  }

  private void assessBucket(int account, int contract) {
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      if (book.contractAt(slot) == contract) {
        assessBucketAt(account, slot);
      }
    }
  }

  private void assessCross(int account) {
    int firstBalance = book.firstBalance(account);
    int endBalance = book.endBalance(account);
    for (int slot = firstBalance; slot < endBalance; slot++) {
      int asset = book.assetAt(slot);
      gains[asset] = 0;
      initials[asset] = 0;
      maintenances[asset] = 0;
      swings[asset] = 0;
    }
    int rateClass = book.rateClass(account);
    int endPosition = book.endPosition(account);
    for (int slot = book.firstPosition(account); slot < endPosition; slot++) {
      if (!measure(rateClass, slot)) {
        return;
      }
      int asset = settlements[book.contractAt(slot)];
      gains[asset] = Math.addExact(gains[asset], positionGain);
      initials[asset] = Math.addExact(initials[asset], positionInitial);
      maintenances[asset] = Math.addExact(maintenances[asset], positionMaintenance);
      swings[asset] += positionSwing;
    }
    double exposure = 0;
    double doubt = ROUNDINGS;
    boolean moneyOnly = true;
    for (int slot = firstBalance; slot < endBalance; slot++) {
      int asset = book.assetAt(slot);
      long balance = book.balanceAt(slot);
      if (balance == 0 && initials[asset] == 0 && gains[asset] == 0) {
        continue;
      }
      if (!valuation.hasPrice(asset)) {
        missing = valuation.missing(asset);
        return;
      }
      collateral = Math.addExact(collateral, valuation.worth(asset, balance));
      long counted = Math.addExact(balance, valuation.countedGain(gains[asset]));
      equity = Math.addExact(equity, valuation.worth(asset, counted));
      initial = Math.addExact(initial, valuation.owed(asset, initials[asset]));
      maintenance = Math.addExact(maintenance, valuation.owed(asset, maintenances[asset]));
      if (valuation.isUnit(asset)) {
        exposure += swings[asset];
        doubt += ROUNDINGS * (endPosition - book.firstPosition(account));
      } else {
        // Two prices move at once, and the price less haircut is rounded at its scale.
        moneyOnly = false;
        double unit = valuation.unitPrice(asset);
        exposure += 4 * unit * (swings[asset] + Math.abs((double) counted));
        doubt += ROUNDINGS * (1 + unit) * (1 + endPosition - book.firstPosition(account));
      }
    }
    status = thresholds.status(equity, initial, maintenance);
    reach = thresholds.reach(status, equity, initial, maintenance, exposure, doubt);
    sensitivity = book.assetCount() > 0 && valuation.isUnit(0) ? exposure : 0;
    weighable = moneyOnly && exposure > 0 && !curved;
  }

  /// Assesses one bucket, in its settlement asset, and keeps it if it is the worst so far.
  private void assessBucketAt(int account, int slot) {
    int asset = settlements[book.contractAt(slot)];
    long bucket = book.bucketAt(slot);
    if (!measure(book.rateClass(account), slot)) {
      return;
    }
    if (!valuation.hasPrice(asset)) {
      missing = valuation.missing(asset);
      return;
    }
    long own = Math.addExact(bucket, positionGain);
    AccountStatus found = thresholds.status(own, positionInitial, positionMaintenance);
    reach =
        Math.min(
            reach,
            thresholds.reach(
                found, own, positionInitial, positionMaintenance, positionSwing, 2 * ROUNDINGS));
    if (found.compareTo(status) >= 0) {
      status = found;
      equity = valuation.converted(asset, own);
      collateral = valuation.converted(asset, bucket);
      initial = valuation.owed(asset, positionInitial);
      maintenance = valuation.owed(asset, positionMaintenance);
    }
  }

  /// Gain and requirements of one position in settlement units; false when a rate or mark is
  /// absent.
  private boolean measure(int rateClass, int slot) {
    int contract = book.contractAt(slot);
    long quantity = book.quantityAt(slot);
    if (quantity == 0) {
      positionNotional = 0;
      positionTier = 0;
      positionGain = 0;
      positionInitial = 0;
      positionMaintenance = 0;
      positionSwing = 0;
      return true;
    }
    MarginTiers tiers = rates.at(rateClass, contract);
    long price = prices[contract];
    if (tiers == null || price == 0) {
      missing = missing(rateClass, contract, price);
      return false;
    }
    long value;
    long notional;
    long unitValue = unitValues[contract];
    if (unitValue != 0) {
      value = Math.multiplyExact(quantity, unitValue);
      notional = Math.absExact(value);
    } else {
      curved = true;
      value = values[contract].signed(quantity, price, Rounding.DOWN);
      notional = values[contract].notional(quantity, price, Rounding.UP);
    }
    positionGain = Math.subtractExact(value, book.costAt(slot));
    int tier = tiers.initial().tierOf(notional);
    positionNotional = notional;
    positionTier = tier;
    positionInitial = tiers.initial().requirement(notional, tier);
    positionMaintenance = tiers.maintenance().requirement(notional, tier);
    double steep = thresholds.steepest(tiers);
    steepest = Math.max(steepest, steep);
    positionSwing = 1 + (double) notional * (1 + steep);
    return true;
  }

  private Unavailable missing(int rateClass, int contract, long price) {
    String id = book.contract(contract).id();
    return price == 0
        ? new Unavailable(Reason.PRICE_MISSING, id + " has no mark price yet")
        : new Unavailable(
            Reason.NO_RULE_IN_FORCE, "No margin rate for " + id + " in rate class " + rateClass);
  }
}
