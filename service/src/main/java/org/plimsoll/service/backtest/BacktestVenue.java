package org.plimsoll.service.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.service.demo.DemoMarket;

/// A venue that lists every market once for each class of instrument, with a class of clients for
/// every rule under test: the same book as a live venue's, fed with the same commands.
///
/// One position of one unit is open on both sides of every contract, so that a notice that protects
/// open positions runs as it would.
final class BacktestVenue {
  private static final Asset MONEY = new Asset("USDT", 8);
  private static final String SOURCE = "recorded";
  private static final String LIBRARY = "backtest";
  private static final double VENUE_RATE = 0.02;
  private static final List<VenueTerms.Tier> TIERS =
      List.of(new VenueTerms.Tier(0, VENUE_RATE, VENUE_RATE / 2));

  private final VenueBook book;
  private final List<Column> columns;
  private final SortedMap<String, DemoMarket> markets;
  private final List<String> classes;
  private final boolean openPositions;
  private final TreeSet<String> traded = new TreeSet<>();
  private long sequence;

  /// A venue that opens at `at`.
  ///
  /// @param markets by the name in the recording
  /// @param attributes figures that formulas read and the venue supplies, over its own
  BacktestVenue(
      RuleBook rules,
      List<Column> columns,
      SortedMap<String, DemoMarket> markets,
      SortedMap<String, Double> attributes,
      boolean openPositions,
      Instant at) {
    this.columns = List.copyOf(columns);
    this.markets = markets;
    this.openPositions = openPositions;
    classes = columns.stream().map(Column::instrumentClass).distinct().sorted().toList();
    book = new VenueBook(rules, LIBRARY);
    apply(new Command.OpenVenue(at, terms(attributes)));
    for (String account : List.of("LONG", "SHORT")) {
      apply(new Command.OpenAccount(at, account, false, columns.getFirst().id()));
      apply(new Command.Deposit(at, account, new Amount(MONEY, 10_000_000_000L * 100_000_000L)));
    }
  }

  private VenueTerms terms(SortedMap<String, Double> attributes) {
    List<IndexPolicy> indices = new ArrayList<>();
    List<VenueTerms.Listing> listings = new ArrayList<>();
    for (DemoMarket market : markets.values()) {
      indices.add(index(market));
      for (String instrumentClass : classes) {
        listings.add(listing(market, instrumentClass, attributes));
      }
    }
    return new VenueTerms(
        "Backtest",
        MONEY,
        List.of(new VenueTerms.CollateralTerms(MONEY, "", 0)),
        indices,
        listings,
        columns.stream().map(Column::rateClass).toList(),
        new VenueTerms.Policy(0.5, 1.2, 0),
        LIBRARY);
  }

  private static IndexPolicy index(DemoMarket market) {
    Duration day = Duration.ofDays(1);
    SourceGate gate =
        new SourceGate(SOURCE, SOURCE, day, Duration.ZERO, 1e6, 1, Long.MAX_VALUE / 4);
    return new IndexPolicy(
        market.market(),
        market.priceScale(),
        List.of(gate),
        1,
        Duration.ZERO,
        new StalenessUplift(day, 1, 1));
  }

  private static VenueTerms.Listing listing(
      DemoMarket market, String instrumentClass, SortedMap<String, Double> attributes) {
    ContractTerms terms =
        new ContractTerms(
            market.market(),
            Settlement.LINEAR,
            MONEY,
            1,
            0,
            market.quantityScale(),
            market.priceScale());
    SortedMap<String, Double> all = new TreeMap<>();
    all.put("ltv_permitted", market.permittedLtv());
    all.put("esg_score", market.greenScore());
    all.put("exchange_margin_rate", VENUE_RATE);
    all.put("clearing_house_margin_rate", VENUE_RATE);
    all.put("clearing_broker_margin_rate", VENUE_RATE);
    all.putAll(attributes);
    return new VenueTerms.Listing(
        new Instrument.Perpetual(contract(market, instrumentClass), terms),
        instrumentClass,
        "crypto",
        MarkPolicy.atIndex(),
        TIERS,
        all);
  }

  private static String contract(DemoMarket market, String instrumentClass) {
    return market.base() + "-" + instrumentClass.toUpperCase(java.util.Locale.ROOT);
  }

  /// Bars that closed at `at`.
  void close(Instant at, List<Command.MarketBar> bars) {
    apply(new Command.CloseBars(at, bars));
  }

  /// The prices of markets by their names in the recording, at a midnight.
  void observe(Instant at, SortedMap<String, Double> prices) {
    List<PriceObservation> observations = new ArrayList<>();
    prices.forEach(
        (name, price) -> {
          DemoMarket market = market(name);
          observations.add(
              new PriceObservation(
                  SOURCE, market.market(), null, units(market, price), market.priceScale(), at));
        });
    apply(new Command.ObservePrices(at, observations));
    if (openPositions) {
      prices.forEach((name, price) -> trade(at, market(name), price));
    }
  }

  private DemoMarket market(String name) {
    DemoMarket market = markets.get(name);
    if (market == null) {
      throw new IllegalArgumentException("No market " + name);
    }
    return market;
  }

  private static long units(DemoMarket market, double price) {
    return Math.max(1, Math.round(price * Exact.powerOfTen(market.priceScale())));
  }

  private void trade(Instant at, DemoMarket market, double price) {
    if (!traded.add(market.market())) {
      return;
    }
    for (String instrumentClass : classes) {
      apply(
          new Command.Trade(
              at,
              "LONG",
              "SHORT",
              contract(market, instrumentClass),
              1,
              units(market, price),
              0,
              0,
              false));
    }
  }

  /// Every rate in force, by column and market in the order of the columns.
  List<Placed> rates() {
    VenueReader reader = reader();
    List<RateInForce> all = reader.rates();
    List<Placed> placed = new ArrayList<>();
    int contracts = reader.terms().contracts().size();
    for (int column = 0; column < columns.size(); column++) {
      int contract = 0;
      for (String name : markets.keySet()) {
        for (String instrumentClass : classes) {
          if (instrumentClass.equals(columns.get(column).instrumentClass())) {
            placed.add(new Placed(column, name, all.get(column * contracts + contract)));
          }
          contract++;
        }
      }
    }
    return placed;
  }

  /// A rate in force, with the column and the market it is of.
  record Placed(int column, String market, RateInForce rate) {}

  /// The deviation over one day that formulas read as `sigma_day`; NaN where there is none.
  double sigmaDay(String name) {
    return reader().sigmaDay(market(name).market()).orElse(Double.NaN);
  }

  /// Which model sets the volatility for margin, and why; nothing before any does.
  Optional<SigmaDecision> decision(String name) {
    return reader().sigmaDecision(market(name).market());
  }

  private VenueReader reader() {
    Optional<VenueReader> reader = book.reader();
    return reader.orElseThrow();
  }

  private void apply(Command command) {
    sequence++;
    byte[] effects = book.apply(sequence, CommandCodec.encode(command));
    if (command instanceof Command.CloseBars) {
      return; // a bar that does not fit its history is left out there, as it would be live
    }
    for (Effect effect : EffectCodec.decode(effects)) {
      if (effect instanceof Effect.Refused refused) {
        throw new IllegalStateException(refused.reason() + ": " + refused.detail());
      }
    }
  }
}
