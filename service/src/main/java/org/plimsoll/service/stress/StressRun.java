package org.plimsoll.service.stress;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.IndexPrice;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.waterfall.DefaultManagement;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.service.api.view.StressReport;

/// Plays one path on one book: prices in, orders answered, bars closed, everything counted.
///
/// The book is the venue's own state machine and is used up by the run.
final class StressRun {
  private static final int MOST_ROUNDS = 60;
  private static final int MOST_POINTS = 240;
  private static final long MARKET_MONEY = 50_000_000_000L;

  private final VenueBook book;
  private final StressPath path;
  private final StressedMarket market;
  private final StressTally tally;
  private final Instant begin;
  private final Map<String, Price> prices = new TreeMap<>();
  private final List<StressReport.Point> points = new ArrayList<>();
  private long sequence = 1;
  private double highestRate;
  private Instant closed = Instant.EPOCH;

  /// A market's price from outside and what its bar has seen.
  private static final class Price {
    final IndexPolicy policy;
    final String base;
    final double start;
    double outside = 1;
    double last;
    double open;
    double high;
    double low;

    Price(IndexPolicy policy, double start) {
      this.policy = policy;
      base = policy.market().split("/", 2)[0];
      this.start = start;
      restart(start);
    }

    void restart(double price) {
      last = price;
      open = price;
      high = price;
      low = price;
    }

    void see(double price) {
      last = price;
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
  }

  /// A run on a book that stands at the beginning of the path.
  StressRun(VenueBook book, StressPath path, StressedMarket.Terms terms) {
    this.book = book;
    this.path = path;
    VenueReader reader = reader();
    market = new StressedMarket(terms, reader.terms());
    tally = new StressTally(reader);
    begin = reader.now();
    for (IndexPolicy policy : reader.terms().markets()) {
      if (reader.market().index(policy.market()).orElse(null) instanceof IndexPrice.Known known) {
        double start = known.price() / (double) Exact.powerOfTen(policy.priceScale());
        prices.put(policy.market(), new Price(policy, start));
      }
    }
  }

  private VenueReader reader() {
    return book.reader().orElseThrow();
  }

  /// Plays the whole path.
  StressReport.Run run(String law) {
    openMarket();
    int accounts = clients();
    BigDecimal notional = StressTally.rounded(notional());
    BigDecimal equity = StressTally.rounded(equity());
    double rate = rate();
    highestRate = rate;
    int stride = Math.max(1, (path.steps().size() + MOST_POINTS - 1) / MOST_POINTS);
    point(begin);
    Duration before = Duration.ZERO;
    for (int i = 0; i < path.steps().size(); i++) {
      StressPath.Step step = path.steps().get(i);
      market.pass(step.after().minus(before));
      before = step.after();
      Instant at = begin.plus(step.after());
      closeBars(at);
      observe(at, step);
      highestRate = Math.max(highestRate, rate());
      if ((i + 1) % stride == 0 || i + 1 == path.steps().size()) {
        point(at);
      }
    }
    return new StressReport.Run(
        law,
        accounts,
        notional,
        equity,
        rate,
        highestRate,
        tally.called(),
        tally.liquidated(),
        tally.bankrupt(),
        tally.orders(),
        StressTally.rounded(tally.sold()),
        StressTally.rounded(tally.takenOver()),
        tally.deleveragings(),
        StressTally.rounded(tally.deleveraged()),
        StressTally.rounded(tally.hedges()),
        StressTally.rounded(tally.losses()),
        tally.drawn(),
        left(),
        StressTally.rounded(tally.uncovered()),
        market.worst(),
        tally.deferred(),
        tally.regime(),
        points);
  }

  /// Opens the account on the other side of forced orders, rich enough for all of them.
  private void openMarket() {
    VenueReader reader = reader();
    if (reader.accounts().accountIndex(StressedMarket.ACCOUNT).isPresent()) {
      return;
    }
    String rateClass = reader.terms().rateClasses().getFirst().id();
    apply(new Command.OpenAccount(begin, StressedMarket.ACCOUNT, false, rateClass));
    for (int i = 0; i < reader.accounts().assetCount(); i++) {
      Asset asset = reader.accounts().asset(i);
      long units = Math.min(MARKET_MONEY, Long.MAX_VALUE / 8 / Exact.powerOfTen(asset.scale()));
      Amount amount = new Amount(asset, units * Exact.powerOfTen(asset.scale()));
      apply(new Command.Deposit(begin, StressedMarket.ACCOUNT, amount));
    }
  }

  private void observe(Instant at, StressPath.Step step) {
    List<PriceObservation> observed = new ArrayList<>();
    for (Price price : prices.values()) {
      price.outside = step.of(price.base);
      double now = price.start * price.outside * (1 + market.displacement(price.policy.market()));
      price.see(now);
      if (!step.silent().contains(price.base)) {
        int scale = price.policy.priceScale();
        long units = Math.max(1, Math.round(now * Exact.powerOfTen(scale)));
        for (SourceGate gate : price.policy.gates()) {
          observed.add(
              new PriceObservation(gate.source(), price.policy.market(), null, units, scale, at));
        }
      }
    }
    List<Command> wave = apply(new Command.ObservePrices(at, observed));
    for (int round = 0; round < MOST_ROUNDS && !wave.isEmpty(); round++) {
      List<Command> next = new ArrayList<>();
      wave.forEach(command -> next.addAll(apply(command)));
      wave = next;
    }
  }

  /// Closes the bars of an hour that has ended.
  private void closeBars(Instant at) {
    long hour = Math.floorDiv(at.getEpochSecond(), 3_600);
    Instant end = Instant.ofEpochSecond(hour * 3_600);
    if (!end.isAfter(lastClose())) {
      return;
    }
    List<Command.MarketBar> bars = new ArrayList<>();
    Instant opened = end.minusSeconds(3_600);
    for (Price price : prices.values()) {
      if (!opened.isBefore(begin)) {
        var bar = new Candle(opened, price.open, price.high, price.low, price.last, 0);
        bars.add(new Command.MarketBar(price.policy.market(), bar));
      }
      price.restart(price.last);
    }
    closed = end;
    if (!bars.isEmpty()) {
      List<Command> wave = apply(new Command.CloseBars(at, bars));
      wave.forEach(this::apply);
    }
  }

  private Instant lastClose() {
    return closed.isBefore(begin) ? begin : closed;
  }

  /// Applies a command and gives what its effects call for.
  private List<Command> apply(Command command) {
    List<Command> next = new ArrayList<>();
    for (Effect effect : EffectCodec.decode(book.apply(sequence++, CommandCodec.encode(command)))) {
      tally.take(effect);
      if (effect instanceof Effect.LiquidationOrdered order) {
        next.addAll(market.answer(command.at(), order));
      }
    }
    return next;
  }

  private void point(Instant at) {
    if (prices.isEmpty()) {
      return;
    }
    Price first = prices.getOrDefault("BTC/USDT", prices.values().iterator().next());
    points.add(
        new StressReport.Point(
            at,
            first.outside,
            first.outside * (1 + market.displacement(first.policy.market())),
            rate(),
            tally.sold() + tally.takenOver(),
            pools()));
  }

  /// The initial rate of the first client's class on the first contract.
  private double rate() {
    VenueReader reader = reader();
    AccountBook accounts = reader.accounts();
    for (int i = 0; i < accounts.accountCount(); i++) {
      if (isClient(accounts, i)) {
        String rateClass = reader.terms().rateClasses().get(accounts.rateClass(i)).id();
        return reader.rates().stream()
            .filter(one -> one.rateClass().equals(rateClass))
            .filter(one -> one.instrument().equals(firstContract(reader)))
            .mapToDouble(RateInForce::initial)
            .findFirst()
            .orElse(0);
      }
    }
    return 0;
  }

  private static String firstContract(VenueReader reader) {
    List<String> ids = reader.terms().contracts().stream().map(one -> one.contract().id()).toList();
    return ids.contains("BTC-PERP") || ids.isEmpty() ? "BTC-PERP" : ids.getFirst();
  }

  private static boolean isClient(AccountBook accounts, int account) {
    return accounts.mode(account) != AccountMode.VENUE
        && !accounts.id(account).equals(StressedMarket.ACCOUNT)
        && !accounts.id(account).equals("MARKET");
  }

  private int clients() {
    AccountBook accounts = reader().accounts();
    int clients = 0;
    for (int i = 0; i < accounts.accountCount(); i++) {
      clients += isClient(accounts, i) ? 1 : 0;
    }
    return clients;
  }

  private double notional() {
    VenueReader reader = reader();
    AccountBook accounts = reader.accounts();
    double sum = 0;
    for (int i = 0; i < accounts.accountCount(); i++) {
      for (int slot = accounts.firstPosition(i); slot < accounts.endPosition(i); slot++) {
        int contract = accounts.contractAt(slot);
        if (isClient(accounts, i) && reader.marks().hasContract(contract)) {
          String id = accounts.contract(contract).contract().id();
          sum += tally.notional(id, accounts.quantityAt(slot), reader.marks().contract(contract));
        }
      }
    }
    return sum;
  }

  private double equity() {
    VenueReader reader = reader();
    AccountBook accounts = reader.accounts();
    double sum = 0;
    for (int i = 0; i < accounts.accountCount(); i++) {
      if (isClient(accounts, i)
          && reader.assessor().assess(i) instanceof MarginOutcome.Assessed found) {
        sum += tally.money(reader.terms().valuation().code(), found.equity());
      }
    }
    return sum;
  }

  private double pools() {
    return left().values().stream().mapToDouble(BigDecimal::doubleValue).sum();
  }

  private Map<String, BigDecimal> left() {
    VenueReader reader = reader();
    TreeMap<String, BigDecimal> left = new TreeMap<>();
    DefaultManagement management = reader.defaults().orElse(null);
    if (management != null) {
      int asset = management.pools().valuation();
      for (Layer layer : List.of(Layer.BASE_POOL, Layer.OWN_CAPITAL, Layer.INSURANCE_POOL)) {
        double units = management.pools().balance(layer, asset);
        left.put(
            layer.name(),
            StressTally.rounded(
                units / (double) Exact.powerOfTen(reader.terms().valuation().scale())));
      }
    }
    return left;
  }
}
