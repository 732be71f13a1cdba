package org.plimsoll.engine.waterfall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.ContractValue;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Closes opposite positions at a defaulter's bankruptcy price, in a queue that is known in
/// advance.
///
/// First come the parts of positions that hedge nothing, then the parts that hedge another position
/// of the same group on the same underlying; within each, the most profitable and most leveraged
/// first. No group is closed beyond what it can bear, and nothing is closed beyond what is needed.
public final class Deleveraging {
  private final AccountBook book;
  private final Ledger ledger;
  private final StandingReader reader;
  private final TreeMap<Integer, Queue> queues = new TreeMap<>();

  /// Deleveraging on a book.
  public Deleveraging(AccountBook book, Ledger ledger, StandingReader reader) {
    this.book = book;
    this.ledger = ledger;
    this.reader = reader;
  }

  /// A group's place in the queue of one side of a contract.
  ///
  /// @param size quantity units it holds
  /// @param outright the part of them that hedges nothing
  /// @param profit unrealised profit over cost, a fraction
  /// @param leverage notional of the whole group over what it is worth
  /// @param score what the queue is ordered by, highest first
  public record Rank(
      MarginGroup group, long size, long outright, double profit, double leverage, double score) {}

  /// A part of a position that was closed.
  ///
  /// @param place its place in the queue, from 1
  /// @param quantity positive quantity units
  /// @param hedged how many of them hedged something
  public record Closed(
      MarginGroup group, int contract, long quantity, long hedged, long price, int place) {}

  /// Forgets the queues: to be called when marks, rates or positions may have changed.
  public void refresh() {
    queues.clear();
  }

  /// The queue of one side of a contract, first to be closed first.
  ///
  /// @param longSide whether it is the queue of those who are long
  public List<Rank> queue(int contract, boolean longSide) {
    return find(contract, longSide).ranks;
  }

  /// The places of a queue, and how many of the first of them hold nothing more.
  private static final class Queue {
    final List<Rank> ranks;
    int gone;

    Queue(List<Rank> ranks) {
      this.ranks = ranks;
    }
  }

  private Queue find(int contract, boolean longSide) {
    return queues.computeIfAbsent(
        2 * contract + (longSide ? 1 : 0), _ -> new Queue(build(contract, longSide)));
  }

  private List<Rank> build(int contract, boolean longSide) {
    List<Rank> ranks = new ArrayList<>();
    for (int account = 0; account < book.accountCount(); account++) {
      long quantity = book.position(account, contract).quantityUnits();
      if (quantity != 0 && quantity > 0 == longSide && book.mode(account) != AccountMode.VENUE) {
        MarginGroup group =
            book.mode(account) == AccountMode.ISOLATED
                ? new MarginGroup.Bucket(account, contract)
                : new MarginGroup.Cross(account);
        if (reader.read(group) instanceof Standing.Known standing
            && standing.worth() > 0
            && !standing.isShort()) {
          ranks.add(rank(standing, contract));
        }
      }
    }
    ranks.sort(Comparator.comparingDouble(Rank::score).reversed().thenComparing(Rank::group));
    return List.copyOf(ranks);
  }

  private Rank rank(Standing.Known standing, int contract) {
    Standing.Holding own = holding(standing, contract);
    String underlying = underlying(contract);
    long exposure = 0;
    long net = 0;
    long gross = 0;
    for (Standing.Holding one : standing.holdings()) {
      long notional = valued(one);
      gross = Math.addExact(gross, notional);
      if (underlying(one.contract()).equals(underlying)) {
        net = Math.addExact(net, one.quantity() < 0 ? -notional : notional);
      }
      if (one.contract() == contract) {
        exposure = notional;
      }
    }
    long size = Math.absExact(own.quantity());
    boolean sameSide = net != 0 && net > 0 == own.quantity() > 0;
    long bare = sameSide ? Math.min(Math.absExact(net), exposure) : 0;
    long outright =
        exposure == 0 ? size : Exact.multiplyDivide(size, bare, exposure, Rounding.DOWN);
    double cost = Math.max(1, Math.abs((double) own.markValue() - own.gain()));
    double profit = own.gain() / cost;
    double leverage = gross / (double) standing.worth();
    double score = profit > 0 ? profit * leverage : profit / leverage;
    return new Rank(standing.group(), size, outright, profit, leverage, score);
  }

  private long valued(Standing.Holding holding) {
    return reader
        .assets()
        .toValuation(
            book.contract(holding.contract()).settlementIndex(), holding.notional(), Rounding.UP);
  }

  private String underlying(int contract) {
    return book.contract(contract).contract().terms().underlying();
  }

  private static Standing.Holding holding(Standing.Known standing, int contract) {
    return standing.holdings().stream()
        .filter(one -> one.contract() == contract)
        .findFirst()
        .orElseThrow();
  }

  /// What may be closed of one place in a queue.
  ///
  /// @param outright the part that hedges nothing
  /// @param hedging the part that does
  /// @param capacity most of both that the group can bear
  public record Slot(long outright, long hedging, long capacity) {}

  /// Shares a quantity over the places of a queue: the outright parts in order, then the hedging
  /// parts in order. The total is the quantity, or all there is; no other sharing of that total
  /// breaks fewer hedges.
  ///
  /// @return two numbers for each slot: outright and hedging quantity
  public static long[][] share(long quantity, List<Slot> slots) {
    long[][] parts = new long[slots.size()][2];
    long rest = quantity;
    for (int i = 0; i < parts.length && rest > 0; i++) {
      Slot slot = slots.get(i);
      parts[i][0] = Math.min(rest, Math.min(slot.outright(), slot.capacity()));
      rest -= parts[i][0];
    }
    for (int i = 0; i < parts.length && rest > 0; i++) {
      Slot slot = slots.get(i);
      parts[i][1] = Math.min(rest, Math.min(slot.hedging(), slot.capacity() - parts[i][0]));
      rest -= parts[i][1];
    }
    return parts;
  }

  /// Closes up to a quantity of a defaulter's position against the queue of the other side.
  ///
  /// @param defaulter index of its account
  /// @param signedQuantity what it holds of it to be closed: positive when it is long
  /// @return what was closed; less in sum than asked for only when the queue can bear no more
  public List<Closed> close(int defaulter, int contract, long signedQuantity, long price) {
    boolean longDefaulter = signedQuantity > 0;
    long quantity = Math.absExact(signedQuantity);
    Queue queue = find(contract, !longDefaulter);
    skipThoseWhoHoldNothing(queue, contract);
    List<Slot> slots = new ArrayList<>();
    long outright = 0;
    for (int i = queue.gone; i < queue.ranks.size() && outright < quantity; i++) {
      Slot slot = slot(queue.ranks.get(i), contract, price);
      slots.add(slot);
      outright = Math.addExact(outright, Math.min(slot.outright(), slot.capacity()));
    }
    long[][] parts = share(quantity, slots);
    List<Closed> closed = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      long part = parts[i][0] + parts[i][1];
      if (part > 0) {
        int place = queue.gone + i;
        MarginGroup group = queue.ranks.get(place).group();
        trade(defaulter, group.account(), contract, longDefaulter ? part : -part, price);
        closed.add(new Closed(group, contract, part, parts[i][1], price, place + 1));
      }
    }
    return closed;
  }

  private void skipThoseWhoHoldNothing(Queue queue, int contract) {
    while (queue.gone < queue.ranks.size()
        && book.position(queue.ranks.get(queue.gone).group().account(), contract).quantityUnits()
            == 0) {
      queue.gone++;
    }
  }

  /// What a place can give now: the queue may be older than an earlier closing.
  private Slot slot(Rank rank, int contract, long price) {
    if (!(reader.read(rank.group()) instanceof Standing.Known standing)) {
      return new Slot(0, 0, 0);
    }
    long held = book.position(rank.group().account(), contract).quantityUnits();
    long size = Math.min(rank.size(), Math.absExact(held));
    long outright = Math.max(0, rank.outright() - (rank.size() - size));
    if (size == 0) {
      return new Slot(0, 0, 0);
    }
    ContractValue value = book.contract(contract).value();
    Standing.Holding own = holding(standing, contract);
    long loss = Math.subtractExact(own.markValue(), value.signed(held, price, Rounding.DOWN));
    long capacity = size;
    if (loss > 0) {
      int asset = book.contract(contract).settlementIndex();
      long bearable =
          reader.assets().fromValuation(asset, Math.max(0, standing.worth()), Rounding.DOWN);
      capacity =
          bearable >= loss ? size : Exact.multiplyDivide(size, bearable, loss, Rounding.DOWN);
    }
    return new Slot(outright, size - outright, capacity);
  }

  private void trade(int defaulter, int other, int contract, long signed, long price) {
    boolean sells = signed > 0;
    LedgerResult result =
        ledger.trade(
            new Trade(
                sells ? other : defaulter,
                sells ? defaulter : other,
                contract,
                Math.absExact(signed),
                price,
                0,
                0),
            MarginTest.NONE);
    if (result instanceof LedgerResult.Refused refused) {
      throw new IllegalStateException("Deleveraging cannot be booked: " + refused.detail());
    }
  }
}
