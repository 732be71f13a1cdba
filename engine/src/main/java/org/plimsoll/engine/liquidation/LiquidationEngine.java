package org.plimsoll.engine.liquidation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Groups under liquidation, their orders with the venue, and the pace at which they are sold.
///
/// It decides and books fills; what it decides beyond that, takeovers and payments of pools, its
/// caller carries out. All state is explicit and has one byte form. One thread uses it.
public final class LiquidationEngine {
  /// Most orders that may be with the venue at a time.
  public static final int MAX_ORDERS = 1_000_000;

  private final AccountBook book;
  private final Ledger ledger;
  private final StandingReader reader;
  private final LiquidationPlanner planner;
  private final TreeMap<MarginGroup, LiquidationCase> cases = new TreeMap<>();
  private final TreeMap<Long, LiquidationOrder> orders = new TreeMap<>();
  private final TreeMap<MarginGroup, Integer> outstanding = new TreeMap<>();
  private final PaceMeter pace = new PaceMeter();
  private LiquidationTerms terms;
  private long nextOrder = 1;

  /// An engine without cases.
  public LiquidationEngine(
      AccountBook book,
      Ledger ledger,
      StandingReader reader,
      LiquidationPlanner planner,
      LiquidationTerms terms) {
    this.book = book;
    this.ledger = ledger;
    this.reader = reader;
    this.planner = planner;
    this.terms = terms;
  }

  /// The rules in force.
  public LiquidationTerms terms() {
    return terms;
  }

  /// Puts other rules in force, for orders to come.
  public void setTerms(LiquidationTerms changed) {
    terms = changed;
  }

  /// The groups under liquidation, in order.
  public Collection<LiquidationCase> cases() {
    return Collections.unmodifiableCollection(cases.values());
  }

  /// The orders with the venue, in order of id.
  public Collection<LiquidationOrder> orders() {
    return Collections.unmodifiableCollection(orders.values());
  }

  /// The liquidation of a group, when it is under one.
  public Optional<LiquidationCase> find(MarginGroup group) {
    return Optional.ofNullable(cases.get(group));
  }

  /// The order with an id, unless it has ended.
  public Optional<LiquidationOrder> order(long id) {
    return Optional.ofNullable(orders.get(id));
  }

  /// Puts every group of an account that is short under liquidation.
  ///
  /// @return how many were added
  public int open(int account, long nowMillis) {
    int added = 0;
    for (MarginGroup group : reader.groups(account)) {
      if (!cases.containsKey(group)
          && reader.read(group) instanceof Standing.Known standing
          && standing.isShort()) {
        cases.put(group, new LiquidationCase(group, nowMillis, 0, null));
        added++;
      }
    }
    return added;
  }

  /// Ends the orders that the venue has not answered in time, and returns them.
  public List<LiquidationOrder> expire(long nowMillis) {
    List<LiquidationOrder> ended = new ArrayList<>();
    for (LiquidationOrder order : List.copyOf(orders.values())) {
      if (nowMillis - order.placedMillis() < terms.answerMillis()) {
        break;
      }
      remove(order);
      ended.add(order);
    }
    return ended;
  }

  /// Decides about one group under liquidation, and notes the decision.
  ///
  /// @param paceFactor the regime's factor on pace limits, in billionths
  public Decision decide(MarginGroup group, long nowMillis, PriceGate gate, long paceFactor) {
    LiquidationCase found = cases.get(group);
    if (found == null) {
      throw new IllegalArgumentException("No liquidation of " + group);
    }
    Decision decision = decision(group, nowMillis, gate, paceFactor);
    switch (decision) {
      case Decision.Waiting _ -> {}
      case Decision.Deferred deferred -> cases.put(group, found.deferredBy(deferred.reason()));
      case Decision.Recovered _, Decision.TakeOver _ -> cases.remove(group);
      case Decision.Ordered _ -> cases.put(group, found.ordered());
    }
    return decision;
  }

  private Decision decision(MarginGroup group, long nowMillis, PriceGate gate, long paceFactor) {
    int waiting = outstanding.getOrDefault(group, 0);
    if (waiting > 0) {
      return new Decision.Waiting(waiting);
    }
    Optional<PriceGate.Problem> problem = problemOf(group, gate);
    if (problem.isPresent()) {
      return new Decision.Deferred(problem.get().reason(), problem.get().detail());
    }
    return switch (reader.read(group)) {
      case Standing.Unknown gone -> new Decision.Deferred(gone.reason(), gone.detail());
      case Standing.Known standing -> decision(standing, nowMillis, paceFactor);
    };
  }

  private Decision decision(Standing.Known standing, long nowMillis, long paceFactor) {
    if (standing.worth() < 0) {
      return new Decision.TakeOver(standing, true);
    }
    if (!standing.isShort() || standing.holdings().isEmpty()) {
      return new Decision.Recovered(standing.equity(), standing.maintenance());
    }
    long line = Billionths.times(standing.maintenance(), terms.takeoverFraction(), Rounding.DOWN);
    if (standing.equity() < line) {
      return new Decision.TakeOver(standing, false);
    }
    List<Cut> cuts = planner.plan(standing, terms, holding -> room(holding, nowMillis, paceFactor));
    if (!cuts.isEmpty()) {
      return new Decision.Ordered(standing, place(standing, cuts, nowMillis));
    }
    boolean paced =
        standing.holdings().stream().allMatch(one -> room(one, nowMillis, paceFactor) == 0);
    return paced
        ? new Decision.Deferred(
            Reason.LIMIT_REACHED, "The pace limits of all its contracts are used up")
        : new Decision.TakeOver(standing, false);
  }

  /// Orders that sell what the venue took over, as fast as the pace allows.
  ///
  /// @param backstop the venue's own group
  public List<Decision.Placed> unwind(
      MarginGroup backstop, long nowMillis, PriceGate gate, long paceFactor) {
    if (outstanding.getOrDefault(backstop, 0) > 0
        || !(reader.read(backstop) instanceof Standing.Known standing)) {
      return List.of();
    }
    List<Cut> cuts = new ArrayList<>();
    for (Standing.Holding holding : standing.holdings()) {
      long room = room(holding, nowMillis, paceFactor);
      if (room > 0 && gate.ofContract(holding.contract()).isEmpty()) {
        boolean whole = room == Math.absExact(holding.quantity());
        cuts.add(new Cut(holding.contract(), room, 0, 0, whole));
      }
    }
    List<Decision.Placed> placed = new ArrayList<>();
    for (Cut cut : cuts) {
      Standing.Holding holding = holdingOf(standing, cut.contract());
      long limit = widestLimit(holding);
      placed.add(place(standing, holding, cut, limit, holding.price(), nowMillis));
    }
    return placed;
  }

  private long room(Standing.Holding holding, long nowMillis, long paceFactor) {
    DisposalPace limits = terms.markets().get(holding.contract()).pace();
    long step = limits.step(Math.absExact(holding.quantity()));
    return Math.min(step, pace.room(holding.contract(), limits, nowMillis, paceFactor));
  }

  private Optional<PriceGate.Problem> problemOf(MarginGroup group, PriceGate gate) {
    return switch (group) {
      case MarginGroup.Bucket bucket -> gate.ofContract(bucket.contract());
      case MarginGroup.Cross cross -> problemOf(cross.account(), gate);
    };
  }

  private Optional<PriceGate.Problem> problemOf(int account, PriceGate gate) {
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      Optional<PriceGate.Problem> problem = gate.ofContract(book.contractAt(slot));
      if (problem.isPresent()) {
        return problem;
      }
    }
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      if (book.balanceAt(slot) != 0 && !reader.assets().isValuation(book.assetAt(slot))) {
        Optional<PriceGate.Problem> problem = gate.ofAsset(book.assetAt(slot));
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private List<Decision.Placed> place(Standing.Known standing, List<Cut> cuts, long nowMillis) {
    List<Decision.Placed> placed = new ArrayList<>();
    for (Cut cut : cuts) {
      Standing.Holding holding = holdingOf(standing, cut.contract());
      long value = BankruptcyPrice.value(book, reader.assets(), standing, holding);
      long bankruptcy =
          BankruptcyPrice.price(book.contract(cut.contract()).value(), holding, value);
      long widest = widestLimit(holding);
      long limit =
          holding.quantity() > 0 ? Math.max(bankruptcy, widest) : Math.min(bankruptcy, widest);
      placed.add(place(standing, holding, cut, limit, bankruptcy, nowMillis));
    }
    return placed;
  }

  private Decision.Placed place(
      Standing.Known standing,
      Standing.Holding holding,
      Cut cut,
      long limit,
      long bankruptcy,
      long nowMillis) {
    if (orders.size() >= MAX_ORDERS) {
      throw new ArithmeticException("More than " + MAX_ORDERS + " orders with the venue");
    }
    long signed = holding.quantity() > 0 ? -cut.quantity() : cut.quantity();
    var order =
        new LiquidationOrder(nextOrder, standing.group(), cut.contract(), signed, limit, nowMillis);
    nextOrder++;
    orders.put(order.id(), order);
    outstanding.merge(order.group(), 1, Integer::sum);
    pace.use(cut.contract(), terms.markets().get(cut.contract()).pace(), nowMillis, cut.quantity());
    return new Decision.Placed(order, holding.price(), bankruptcy, cut.released(), cut.whole());
  }

  private long widestLimit(Standing.Holding holding) {
    long width = terms.markets().get(holding.contract()).widestLimit();
    return holding.quantity() > 0
        ? Math.max(1, Billionths.times(holding.price(), Billionths.ONE - width, Rounding.UP))
        : Billionths.times(holding.price(), Billionths.ONE + width, Rounding.DOWN);
  }

  private static Standing.Holding holdingOf(Standing.Known standing, int contract) {
    return standing.holdings().stream()
        .filter(holding -> holding.contract() == contract)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No holding of " + contract));
  }

  /// Books a fill of an order against the account that took the other side.
  ///
  /// @param quantity positive, at most what is open
  /// @param counterpartyFee what the other side pays in settlement units; negative is a rebate
  public FillOutcome fill(
      long orderId, int counterparty, long quantity, long price, long counterpartyFee) {
    LiquidationOrder order = orders.get(orderId);
    if (order == null) {
      return new FillOutcome.Refused(
          Reason.ORDER_UNKNOWN, "No liquidation order " + orderId + " is open");
    }
    if (quantity <= 0 || quantity > Math.absExact(order.quantity())) {
      return new FillOutcome.Refused(
          Reason.AMOUNT_NOT_POSITIVE,
          "Order "
              + orderId
              + " has "
              + Math.absExact(order.quantity())
              + " open, "
              + quantity
              + " reported");
    }
    boolean sells = order.quantity() < 0;
    if (sells ? price < order.limit() : price > order.limit()) {
      return new FillOutcome.Refused(
          Reason.PRICE_OUT_OF_BOUNDS,
          "Order " + orderId + " has the limit " + order.limit() + ", the fill is at " + price);
    }
    try {
      return book(order, counterparty, quantity, price, counterpartyFee);
    } catch (ArithmeticException e) {
      return new FillOutcome.Refused(
          Reason.AMOUNT_OVERFLOW, "An amount does not fit: " + e.getMessage());
    }
  }

  private FillOutcome book(
      LiquidationOrder order, int counterparty, long quantity, long price, long otherFee) {
    int account = order.group().account();
    boolean sells = order.quantity() < 0;
    long held = book.position(account, order.contract()).quantityUnits();
    if (held > 0 != sells || Math.absExact(held) < quantity) {
      return new FillOutcome.Refused(
          Reason.NOT_REDUCING, "Account " + book.id(account) + " holds " + held + " now");
    }
    long bankruptcy = 0;
    FillSettlement settlement = new FillSettlement(0, 0);
    if (book.mode(account) != AccountMode.VENUE) {
      if (!(reader.read(order.group()) instanceof Standing.Known standing)) {
        return new FillOutcome.Refused(Reason.PRICE_MISSING, "The account cannot be assessed");
      }
      Standing.Holding holding = holdingOf(standing, order.contract());
      long whole = BankruptcyPrice.value(book, reader.assets(), standing, holding);
      bankruptcy = BankruptcyPrice.portion(whole, quantity, holding);
      long value =
          book.contract(order.contract())
              .value()
              .signed(sells ? quantity : -quantity, price, Rounding.DOWN);
      settlement = FillSettlement.of(value, bankruptcy, terms.largestFee());
    }
    LedgerResult result =
        ledger.trade(
            new Trade(
                sells ? counterparty : account,
                sells ? account : counterparty,
                order.contract(),
                quantity,
                price,
                sells ? otherFee : settlement.feeUnits(),
                sells ? settlement.feeUnits() : otherFee),
            MarginTest.NONE);
    return switch (result) {
      case LedgerResult.Refused refused ->
          new FillOutcome.Refused(refused.reason(), refused.detail());
      case LedgerResult.Applied _ -> {
        reduce(order, quantity);
        yield new FillOutcome.Booked(
            order,
            book.contract(order.contract()).settlementIndex(),
            settlement.feeUnits(),
            settlement.drawUnits(),
            bankruptcy);
      }
    };
  }

  private void reduce(LiquidationOrder order, long quantity) {
    LiquidationOrder rest = order.less(quantity);
    if (rest.quantity() == 0) {
      remove(order);
    } else {
      orders.put(order.id(), rest);
    }
  }

  /// Ends an order: the venue fills no more of it.
  ///
  /// @return the order as it stood, or nothing when it had ended
  public Optional<LiquidationOrder> end(long orderId) {
    LiquidationOrder order = orders.get(orderId);
    if (order != null) {
      remove(order);
    }
    return Optional.ofNullable(order);
  }

  private void remove(LiquidationOrder order) {
    orders.remove(order.id());
    outstanding.computeIfPresent(order.group(), (_, count) -> count == 1 ? null : count - 1);
  }

  /// Writes the whole state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(nextOrder);
    out.writeInt(cases.size());
    for (LiquidationCase one : cases.values()) {
      one.writeTo(out);
    }
    out.writeInt(orders.size());
    for (LiquidationOrder order : orders.values()) {
      order.writeTo(out);
    }
    pace.writeTo(out);
  }

  /// Replaces the state by what {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    cases.clear();
    orders.clear();
    outstanding.clear();
    nextOrder = in.readLong();
    int caseCount = in.readInt();
    for (int i = 0; i < caseCount; i++) {
      LiquidationCase one = LiquidationCase.read(in);
      cases.put(one.group(), one);
    }
    int orderCount = in.readInt();
    for (int i = 0; i < orderCount; i++) {
      LiquidationOrder order = LiquidationOrder.read(in);
      orders.put(order.id(), order);
      outstanding.merge(order.group(), 1, Integer::sum);
    }
    pace.readFrom(in, book.contractCount());
  }
}
