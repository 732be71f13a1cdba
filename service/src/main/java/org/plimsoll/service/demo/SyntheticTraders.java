package org.plimsoll.service.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;

/// Seeded accounts that trade with each other.
///
/// It knows only what a venue's own systems know: prices, the rates that were published, what
/// became of its commands. The same seed and recording give the same commands.
public final class SyntheticTraders {
  private static final long MARKET_MONEY = 50_000_000_000L;
  private static final double TYPICAL_DEPOSIT = 20_000;
  private static final int MOST_TOP_UPS = 4;
  private static final double BUCKET_MARGIN = 1.3; // of the initial requirement

  private final SplittableRandom random;
  private final int count;
  private final Asset money;
  private final List<DemoMarket> markets;
  private final List<String> rateClasses;
  private final List<String> classOf = new ArrayList<>();
  private final List<Double> deposits = new ArrayList<>();
  private final List<Double> first = new ArrayList<>();
  private final Map<String, Integer> indices = new TreeMap<>();
  private final int[] topUps;
  private final Map<String, Double> rates = new TreeMap<>();
  private final Map<String, Long> prices = new TreeMap<>();

  /// Traders of a seed.
  ///
  /// @param money what they deposit
  /// @param rateClasses the laws they are spread over
  public SyntheticTraders(
      long seed, int count, Asset money, List<DemoMarket> markets, List<String> rateClasses) {
    this.random = new SplittableRandom(seed);
    this.count = count;
    topUps = new int[count];
    this.money = money;
    this.markets = markets;
    this.rateClasses = rateClasses;
  }

  /// Opens and funds every account.
  public List<Command> open(Instant at) {
    List<Command> commands = new ArrayList<>();
    long unit = Exact.powerOfTen(money.scale());
    String market = SimulatedMarket.ACCOUNT;
    commands.add(new Command.OpenAccount(at, market, false, rateClasses.getFirst()));
    commands.add(new Command.Deposit(at, market, new Amount(money, MARKET_MONEY * unit)));
    commands.addAll(DemoDefaults.commands(at, markets, prices, money, count));
    for (int i = 0; i < count; i++) {
      String rateClass = rateClasses.get(random.nextInt(rateClasses.size()));
      double deposit = TYPICAL_DEPOSIT * StrictMath.exp(1.2 * random.nextGaussian());
      classOf.add(rateClass);
      deposits.add(deposit);
      first.add(deposit);
      indices.put(name(i), i);
      commands.add(new Command.OpenAccount(at, name(i), isIsolated(i), rateClass));
      commands.add(new Command.Deposit(at, name(i), amount(deposit)));
      if (holdsCoin(i)) {
        commands.addAll(coin(at, i, deposit));
      }
    }
    return commands;
  }

  /// Every fifth account keeps its positions apart, each with margin of its own.
  private static boolean isIsolated(int account) {
    return account % 5 == 4;
  }

  /// Every seventh of the others brings coins besides money.
  private static boolean holdsCoin(int account) {
    return !isIsolated(account) && account % 7 == 3;
  }

  /// A deposit of the base asset of some market, worth a quarter of the deposit in money.
  private List<Command> coin(Instant at, int account, double deposit) {
    DemoMarket market = markets.get(account % markets.size());
    Long price = prices.get(market.perpetual());
    if (price == null) {
      return List.of();
    }
    Asset asset = DemoTerms.base(market);
    double coins = deposit / 4 / (price / (double) Exact.powerOfTen(market.priceScale()));
    long units = (long) (coins * Exact.powerOfTen(asset.scale()));
    return units <= 0
        ? List.of()
        : List.of(new Command.Deposit(at, name(account), new Amount(asset, units)));
  }

  private Amount amount(double value) {
    long unit = Exact.powerOfTen(money.scale());
    return new Amount(money, Math.max(1, Math.round(value * 100)) * (unit / 100));
  }

  static String name(int account) {
    return "synthetic-%05d".formatted(account + 1);
  }

  /// Notes a rate that was published.
  public void rateChanged(String rateClass, String instrument, double rate) {
    rates.put(rateClass + '|' + instrument, rate);
  }

  /// Notes a market's price, at its price scale.
  public void priced(DemoMarket market, long price) {
    prices.put(market.perpetual(), price);
  }

  /// Trades of `pairs` random pairs of accounts, each as large as the smaller side can carry.
  ///
  /// An isolated account first sets margin apart for its side.
  public List<Command> trades(Instant at, int pairs) {
    List<Command> commands = new ArrayList<>();
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
        setApart(at, buyer, market, notional).ifPresent(commands::add);
        setApart(at, seller, market, notional).ifPresent(commands::add);
        commands.add(
            new Command.Trade(
                at, name(buyer), name(seller), market.perpetual(), quantity, price, 0, 0, true));
      }
    }
    return commands;
  }

  /// What a trader does when margin is called: half of them bring a quarter of what they came with,
  /// a few times; the others trade on with half of what they dared before.
  List<Command> called(Instant at, String account) {
    Integer index = indices.get(account);
    if (index == null) {
      return List.of();
    }
    double share = first.get(index) / 4;
    if (random.nextBoolean() && topUps[index] < MOST_TOP_UPS && !isIsolated(index)) {
      topUps[index]++;
      return List.of(new Command.Deposit(at, account, amount(share)));
    }
    deposits.set(index, deposits.get(index) / 2);
    return List.of();
  }

  private Optional<Command> setApart(Instant at, int account, DemoMarket market, double notional) {
    Double rate = rates.get(classOf.get(account) + '|' + market.perpetual());
    if (!isIsolated(account) || rate == null) {
      return Optional.empty();
    }
    double margin = notional * rate * BUCKET_MARGIN;
    deposits.set(account, deposits.get(account) - margin);
    return Optional.of(new Command.Allocate(at, name(account), market.perpetual(), amount(margin)));
  }

  private double capacity(int account, DemoMarket market) {
    Double rate = rates.get(classOf.get(account) + '|' + market.perpetual());
    double money = deposits.get(account) / (isIsolated(account) ? BUCKET_MARGIN : 1);
    return rate == null || rate <= 0 ? 0 : Math.max(0, money) / rate;
  }
}
