package org.plimsoll.service.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;

/// Seeded accounts that trade with each other, and the desk that closes those in default.
///
/// It knows only what a venue's own systems know: prices, the rates that were published, what
/// became of its commands. The same seed and recording give the same commands.
final class SyntheticTraders {
  /// The account that takes the positions of those in default.
  static final String BACKSTOP = "BACKSTOP";

  private static final long BACKSTOP_MONEY = 50_000_000_000L;
  private static final double TYPICAL_DEPOSIT = 20_000;
  private static final double LIQUIDATION_FEE = 0.0025;

  private final SplittableRandom random;
  private final int count;
  private final Asset money;
  private final List<DemoMarket> markets;
  private final List<String> rateClasses;
  private final List<String> classOf = new ArrayList<>();
  private final List<Double> deposits = new ArrayList<>();
  private final Map<String, Double> rates = new TreeMap<>();
  private final Map<String, Long> prices = new TreeMap<>();
  private final Map<String, Map<String, Long>> positions = new TreeMap<>();

  SyntheticTraders(
      long seed, int count, Asset money, List<DemoMarket> markets, List<String> rateClasses) {
    this.random = new SplittableRandom(seed);
    this.count = count;
    this.money = money;
    this.markets = markets;
    this.rateClasses = rateClasses;
  }

  /// Opens and funds every account.
  List<Command> open(Instant at) {
    List<Command> commands = new ArrayList<>();
    long unit = Exact.powerOfTen(money.scale());
    commands.add(new Command.OpenAccount(at, BACKSTOP, false, rateClasses.getFirst()));
    commands.add(new Command.Deposit(at, BACKSTOP, new Amount(money, BACKSTOP_MONEY * unit)));
    for (int i = 0; i < count; i++) {
      String rateClass = rateClasses.get(random.nextInt(rateClasses.size()));
      double deposit = TYPICAL_DEPOSIT * StrictMath.exp(1.2 * random.nextGaussian());
      classOf.add(rateClass);
      deposits.add(deposit);
      commands.add(new Command.OpenAccount(at, name(i), false, rateClass));
      long units = Math.max(1, Math.round(deposit * 100)) * (unit / 100);
      commands.add(new Command.Deposit(at, name(i), new Amount(money, units)));
    }
    return commands;
  }

  static String name(int account) {
    return "synthetic-%05d".formatted(account + 1);
  }

  void rateChanged(String rateClass, String instrument, double rate) {
    rates.put(rateClass + '|' + instrument, rate);
  }

  void priced(DemoMarket market, long price) {
    prices.put(market.perpetual(), price);
  }

  /// Trades of `pairs` random pairs of accounts, each as large as the smaller side can carry.
  List<Command.Trade> trades(Instant at, int pairs) {
    List<Command.Trade> trades = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      DemoMarket market = markets.get(random.nextInt(markets.size()));
      int buyer = random.nextInt(count);
      int seller = random.nextInt(count);
      double appetite = random.nextDouble(0.1, 0.6);
      Long price = prices.get(market.perpetual());
      if (buyer == seller || price == null) {
        continue;
      }
      double notional = appetite * Math.min(capacity(buyer, market), capacity(seller, market));
      double unitPrice = price / (double) Exact.powerOfTen(market.priceScale());
      long quantity = (long) (notional / unitPrice * Exact.powerOfTen(market.quantityScale()));
      if (quantity > 0) {
        trades.add(
            new Command.Trade(
                at, name(buyer), name(seller), market.perpetual(), quantity, price, 0, 0, true));
      }
    }
    return trades;
  }

  private double capacity(int account, DemoMarket market) {
    Double rate = rates.get(classOf.get(account) + '|' + market.perpetual());
    return rate == null || rate <= 0 ? 0 : deposits.get(account) / rate;
  }

  /// Notes a trade that the venue accepted.
  void traded(Command.Trade trade) {
    move(trade.buyer(), trade.instrument(), trade.quantity());
    move(trade.seller(), trade.instrument(), -trade.quantity());
  }

  private void move(String account, String instrument, long quantity) {
    positions
        .computeIfAbsent(account, _ -> new TreeMap<>())
        .merge(instrument, quantity, (a, b) -> a + b == 0 ? null : a + b);
  }

  /// Closes everything that an account in default holds, at the mark, against the backstop.
  List<Command.Trade> liquidate(Instant at, String account) {
    List<Command.Trade> trades = new ArrayList<>();
    for (Map.Entry<String, Long> entry :
        positions.getOrDefault(account, new TreeMap<>()).entrySet()) {
      long quantity = entry.getValue();
      Long price = prices.get(entry.getKey());
      if (price == null) {
        continue;
      }
      boolean sells = quantity > 0;
      long fee = fee(entry.getKey(), Math.abs(quantity), price);
      trades.add(
          new Command.Trade(
              at,
              sells ? BACKSTOP : account,
              sells ? account : BACKSTOP,
              entry.getKey(),
              Math.abs(quantity),
              price,
              sells ? 0 : fee,
              sells ? fee : 0,
              false));
    }
    return trades;
  }

  private long fee(String instrument, long quantity, long price) {
    for (DemoMarket market : markets) {
      if (market.perpetual().equals(instrument)) {
        double notional =
            (double) quantity
                / Exact.powerOfTen(market.quantityScale())
                * (price / (double) Exact.powerOfTen(market.priceScale()));
        return (long) (notional * LIQUIDATION_FEE * Exact.powerOfTen(money.scale()));
      }
    }
    return 0;
  }
}
