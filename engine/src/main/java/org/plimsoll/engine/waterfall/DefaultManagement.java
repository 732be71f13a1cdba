package org.plimsoll.engine.waterfall;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.liquidation.Decision;
import org.plimsoll.engine.liquidation.FillOutcome;
import org.plimsoll.engine.liquidation.LiquidationCase;
import org.plimsoll.engine.liquidation.LiquidationEngine;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.liquidation.LiquidationPlanner;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.PriceGate;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// The management of defaults on one book: liquidation, takeover, pools, deleveraging, regimes.
///
/// It acts when told that time has passed or that a fill came, and says in order what it did. State
/// is explicit and has one byte form; money moves on the ledger only. One thread uses it.
public final class DefaultManagement {
  private static final long DAY_MILLIS = 86_400_000L;

  private final Parts parts;
  private final StandingReader reader;
  private final LiquidationEngine engine;
  private final DefaultWaterfall waterfall;
  private final Deleveraging deleveraging;
  private final DefaultResolution resolution;
  private final PoolLedger pools;
  private final RegimeGauge gauge = new RegimeGauge();
  private final MarginGroup backstop;
  private DefaultRules rules;
  private Levy levy;
  private long day = Long.MIN_VALUE;
  private long nowMillis;
  private List<DefaultEvent> events = new ArrayList<>();

  /// The live objects it works on.
  public record Parts(
      AccountBook book,
      Ledger ledger,
      Marks marks,
      RateTable rates,
      MarginPolicy policy,
      AccountAssessor assessor) {}

  /// Management under rules; opens the venue's accounts where the book lacks them.
  ///
  /// @throws IllegalArgumentException when the rules do not fit the book
  public DefaultManagement(Parts parts, DefaultRules rules) {
    this.parts = parts;
    this.rules = checked(rules, parts.book());
    levy = Levy.of(rules.pools().levy(), rules.pools().levyCap());
    reader = new StandingReader(parts.book(), parts.marks(), parts.assessor(), parts.policy());
    engine =
        new LiquidationEngine(
            parts.book(),
            parts.ledger(),
            reader,
            new LiquidationPlanner(parts.book(), parts.rates(), reader.assets()),
            rules.liquidation());
    PoolAccounts accounts = PoolAccounts.in(parts.book());
    waterfall = new DefaultWaterfall(parts.book(), parts.ledger(), accounts);
    deleveraging = new Deleveraging(parts.book(), parts.ledger(), reader);
    resolution =
        new DefaultResolution(parts.book(), parts.ledger(), reader, waterfall, deleveraging);
    pools = new PoolLedger(parts.book(), waterfall, reader.assets());
    backstop = new MarginGroup.Cross(accounts.backstop());
  }

  private static DefaultRules checked(DefaultRules rules, AccountBook book) {
    if (rules.liquidation().markets().size() != book.contractCount()) {
      throw new IllegalArgumentException(
          "Liquidation terms of "
              + rules.liquidation().markets().size()
              + " contracts, the venue lists "
              + book.contractCount());
    }
    return rules;
  }

  /// Puts other rules in force.
  public void setRules(DefaultRules changed) {
    Levy next = Levy.of(changed.pools().levy(), changed.pools().levyCap());
    engine.setTerms(checked(changed, parts.book()).liquidation());
    rules = changed;
    levy = next;
  }

  /// The rules in force.
  public DefaultRules rules() {
    return rules;
  }

  /// The regime in force.
  public Regime regime() {
    return gauge.regime();
  }

  /// Groups and orders under liquidation.
  public LiquidationEngine engine() {
    return engine;
  }

  /// The accounts of the layers.
  public PoolAccounts accounts() {
    return waterfall.pools();
  }

  /// Balances, targets and flows of the pools.
  public PoolLedger pools() {
    return pools;
  }

  /// The queue of one side of a contract for deleveraging, first to be closed first.
  public List<Deleveraging.Rank> queue(int contract, boolean longSide) {
    deleveraging.refresh();
    return deleveraging.queue(contract, longSide);
  }

  private RegimeRules.Effects effects() {
    return rules.regimes().of(gauge.regime());
  }

  /// What happened since the last call, in order.
  public List<DefaultEvent> drain() {
    List<DefaultEvent> drained = events;
    events = new ArrayList<>();
    return drained;
  }

  // What the book tells.

  /// An account was found short of maintenance.
  public void found(int account) {
    engine.open(account, nowMillis);
  }

  /// Whether a step would have anything to do beside measuring.
  public boolean isIdle() {
    return engine.cases().isEmpty() && engine.orders().isEmpty() && backstopIsEmpty();
  }

  private boolean backstopIsEmpty() {
    AccountBook book = parts.book();
    int account = backstop.account();
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      if (book.balanceAt(slot) != 0) {
        return false;
      }
    }
    return book.firstPosition(account) == book.endPosition(account);
  }

  /// Bars closed and rates were set anew: measures the regime and, once a day, the targets.
  ///
  /// @param now milliseconds of the venue's time, never falling
  public void measure(long now, Market market) {
    nowMillis = now;
    pools.at(now);
    measureRegime(market);
    if (Math.floorDiv(now, DAY_MILLIS) != day) {
      day = Math.floorDiv(now, DAY_MILLIS);
      beginDay(market);
    }
  }

  /// Prices were observed: does what is due about every group under liquidation.
  ///
  /// @param now milliseconds of the venue's time, never falling
  public void advance(long now, Market market) {
    nowMillis = now;
    deleveraging.refresh();
    pools.at(now);
    measureRegime(market);
    engine.expire(now).forEach(order -> events.add(new DefaultEvent.OrderEnded(order, true)));
    for (LiquidationCase one : List.copyOf(engine.cases())) {
      step(one, market.gate());
    }
    settleBackstop(market.gate());
  }

  private void measureRegime(Market market) {
    Regime before = gauge.regime();
    double sigma = sigmaOfInterest(market);
    double drawdown = pools.drawdown();
    if (gauge.measure(rules.regimes(), sigma, drawdown, nowMillis)) {
      events.add(new DefaultEvent.RegimeChanged(before, gauge.regime(), sigma, drawdown));
    }
  }

  /// The deviation over one day of the venue's markets, each weighted by its open interest; zero
  /// where there is none.
  private double sigmaOfInterest(Market market) {
    AccountBook book = parts.book();
    double weighted = 0;
    double weights = 0;
    for (int contract = 0; contract < book.contractCount(); contract++) {
      double sigma = market.sigmaDay(contract);
      long interest = book.openInterest(contract);
      if (interest > 0 && parts.marks().hasContract(contract) && sigma >= 0) {
        var listed = book.contract(contract);
        long notional =
            listed.value().notional(interest, parts.marks().contract(contract), Rounding.UP);
        double weight =
            reader.assets().toValuation(listed.settlementIndex(), notional, Rounding.UP);
        weighted += weight * sigma;
        weights += weight;
      }
    }
    return weights > 0 ? weighted / weights : 0;
  }

  private void beginDay(Market market) {
    PoolTarget target =
        PoolTarget.measure(
            parts.book(),
            parts.marks(),
            parts.rates(),
            parts.policy(),
            rules.pools().scenarios(),
            market.gap());
    pools.setTarget(target);
    events.addAll(pools.replenish(rules.pools().replenishShare()));
    events.add(pools.targeted());
  }

  private void step(LiquidationCase one, PriceGate gate) {
    MarginGroup group = one.group();
    Decision decision = engine.decide(group, nowMillis, gate, effects().paceFactor());
    switch (decision) {
      case Decision.Waiting _ -> {}
      case Decision.Deferred deferred -> {
        if (deferred.reason() != one.deferred()) {
          events.add(new DefaultEvent.Deferred(group, deferred.reason(), deferred.detail()));
        }
      }
      case Decision.Recovered recovered -> {
        events.add(new DefaultEvent.Recovered(group, recovered.equity(), recovered.maintenance()));
        engine.open(group.account(), nowMillis);
      }
      case Decision.Ordered ordered ->
          ordered
              .placed()
              .forEach(placed -> events.add(new DefaultEvent.Ordered(ordered.standing(), placed)));
      case Decision.TakeOver takeOver -> {
        resolve(takeOver.standing());
        engine.open(group.account(), nowMillis);
      }
    }
  }

  private void resolve(Standing.Known standing) {
    Resolution found = resolution.resolve(standing, effects().layers());
    MarginGroup group = standing.group();
    for (Deleveraging.Closed closed : found.closed()) {
      events.add(
          new DefaultEvent.Deleveraged(group, closed, parts.marks().contract(closed.contract())));
    }
    for (Resolution.Takeover taken : found.takenOver()) {
      events.add(new DefaultEvent.TakenOver(group, taken, standing.worth()));
    }
    LossAllocation paid = found.allocation();
    boolean ownAgain = group.equals(backstop) && paid.covered() == 0 && found.closed().isEmpty();
    if (ownAgain) {
      return;
    }
    events.addAll(pools.paid(paid, group.account()));
    events.add(
        new DefaultEvent.Resolved(
            group, paid.asset(), found.loss(), paid.covered(), paid.uncovered()));
  }

  /// Pays what the backstop lacks, gives away what it gained, and sells what it holds.
  private void settleBackstop(PriceGate gate) {
    if (backstopIsEmpty() || !(reader.read(backstop) instanceof Standing.Known standing)) {
      return;
    }
    boolean priced =
        standing.holdings().stream()
            .allMatch(holding -> gate.ofContract(holding.contract()).isEmpty());
    boolean payable =
        waterfall
                .allocate(pools.valuation(), Math.max(0, -standing.worth()), effects().layers())
                .covered()
            > 0;
    if (standing.worth() < 0 && priced && (payable || !standing.holdings().isEmpty())) {
      resolve(standing);
    }
    if (standing.holdings().isEmpty()) {
      events.addAll(pools.takeSurplus(backstop.account()));
    }
    if (reader.read(backstop) instanceof Standing.Known after) {
      for (Decision.Placed placed :
          engine.unwind(backstop, nowMillis, gate, effects().paceFactor())) {
        events.add(new DefaultEvent.Ordered(after, placed));
      }
    }
  }

  /// A fill of a liquidation order.
  ///
  /// @param counterparty index of the account that took the other side
  /// @param quantity positive quantity units
  /// @param counterpartyFee what it pays in settlement units; negative is a rebate
  public record Fill(
      long order, int counterparty, long quantity, long price, long counterpartyFee) {}

  /// The venue reports a fill. When it completes the order, its group is looked at again.
  ///
  /// @param now milliseconds of the venue's time, never falling
  /// @return the refusal, when it was not booked
  public Optional<FillOutcome.Refused> fill(Fill fill, long now, Market market) {
    nowMillis = now;
    deleveraging.refresh();
    FillOutcome outcome =
        engine.fill(
            fill.order(),
            fill.counterparty(),
            fill.quantity(),
            fill.price(),
            fill.counterpartyFee());
    return switch (outcome) {
      case FillOutcome.Refused refused -> Optional.of(refused);
      case FillOutcome.Booked booked -> {
        events.add(
            new DefaultEvent.Filled(
                booked.order(),
                fill.quantity(),
                fill.price(),
                booked.settlementAsset(),
                booked.feeUnits(),
                booked.bankruptcyValue()));
        settle(booked);
        if (engine.order(fill.order()).isEmpty()) {
          lookAt(booked.order().group(), market.gate());
        }
        yield Optional.empty();
      }
    };
  }

  private void settle(FillOutcome.Booked booked) {
    MarginGroup group = booked.order().group();
    int asset = booked.settlementAsset();
    if (booked.feeUnits() > 0) {
      long share = Billionths.times(booked.feeUnits(), rules.pools().feeShare(), Rounding.DOWN);
      events.addAll(
          pools.receive(
              Layer.BASE_POOL, asset, share, DefaultEvent.Cause.LIQUIDATION_FEE, group.account()));
    }
    if (booked.drawUnits() > 0) {
      LossAllocation allocation = waterfall.allocate(asset, booked.drawUnits(), effects().layers());
      waterfall.pay(allocation, group.account());
      if (group instanceof MarginGroup.Bucket bucket && allocation.covered() > 0) {
        LedgerResult result =
            parts.ledger().allocate(bucket.account(), bucket.contract(), allocation.covered());
        if (result instanceof LedgerResult.Refused refused) {
          throw new IllegalStateException("A draw cannot be booked: " + refused.detail());
        }
      }
      events.addAll(pools.paid(allocation, group.account()));
    }
  }

  /// The venue says that the rest of an order will not be filled: its group is looked at again.
  ///
  /// @param now milliseconds of the venue's time, never falling
  /// @return the refusal, when there is no such order
  public Optional<FillOutcome.Refused> end(long order, long now, Market market) {
    nowMillis = now;
    deleveraging.refresh();
    Optional<LiquidationOrder> ended = engine.end(order);
    if (ended.isEmpty()) {
      return Optional.of(
          new FillOutcome.Refused(
              Reason.ORDER_UNKNOWN,
              "No liquidation order " + order + " is with the venue: it was filled or has ended"));
    }
    events.add(new DefaultEvent.OrderEnded(ended.get(), false));
    lookAt(ended.get().group(), market.gate());
    return Optional.empty();
  }

  private void lookAt(MarginGroup group, PriceGate gate) {
    if (group.equals(backstop)) {
      settleBackstop(gate);
    } else {
      engine.find(group).ifPresent(one -> step(one, gate));
    }
  }

  /// What each side of a trade owes as levy, in settlement units.
  public long levy(int contract, long quantity, long price, Market market) {
    long notional = parts.book().contract(contract).value().notional(quantity, price, Rounding.UP);
    long rate = levy.rate(market.sigmaDay(contract), pools.insuranceFill(), effects().levyFactor());
    return Billionths.times(notional, rate, Rounding.UP);
  }

  /// Moves a levy that trades have paid into the venue's fees on to the insurance pool.
  public void collectLevy(int contract, long units) {
    events.addAll(
        pools.receive(
            Layer.INSURANCE_POOL,
            parts.book().contract(contract).settlementIndex(),
            units,
            DefaultEvent.Cause.LEVY,
            AccountBook.FEES));
  }

  /// Whether an account is one of the layers' or the backstop.
  public boolean isPool(int account) {
    return pools.layerOf(account).isPresent() || account == backstop.account();
  }

  /// Pays into a pool from outside the venue.
  public LedgerResult deposit(int account, int asset, long units) {
    LedgerResult result = parts.ledger().deposit(account, asset, units);
    if (result instanceof LedgerResult.Applied) {
      events.addAll(pools.crossed(account, asset, units, DefaultEvent.Cause.DEPOSIT));
    }
    return result;
  }

  /// Takes out of a pool what is above its target, within the day's limit, in a regime that allows
  /// it.
  public LedgerResult withdraw(int account, int asset, long units) {
    long most = withdrawable(account, asset);
    if (units > most) {
      return new LedgerResult.Refused(
          Reason.POOL_LOCKED,
          "Account "
              + parts.book().id(account)
              + " may give "
              + most
              + " units now, "
              + units
              + " asked for, in a regime that is "
              + gauge.regime());
    }
    LedgerResult result = parts.ledger().withdraw(account, asset, units, MarginTest.NONE);
    if (result instanceof LedgerResult.Applied) {
      events.addAll(pools.crossed(account, asset, -units, DefaultEvent.Cause.WITHDRAWAL));
    }
    return result;
  }

  /// The most of an asset that may be withdrawn from a pool now.
  public long withdrawable(int account, int asset) {
    if (account == backstop.account()) {
      return Math.max(0, parts.book().balance(account, asset));
    }
    return effects().withdrawals() ? pools.withdrawable(account, asset, rules.pools()) : 0;
  }

  /// Writes the state, without the rules.
  public void writeTo(DataOutput out) throws IOException {
    engine.writeTo(out);
    gauge.writeTo(out);
    pools.writeTo(out);
    out.writeLong(day);
    out.writeLong(nowMillis);
  }

  /// Replaces the state by what {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    engine.readFrom(in);
    gauge.readFrom(in);
    pools.readFrom(in);
    day = in.readLong();
    nowMillis = in.readLong();
  }
}
