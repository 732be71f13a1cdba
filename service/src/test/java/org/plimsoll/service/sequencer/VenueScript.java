package org.plimsoll.service.sequencer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.waterfall.PoolAccounts;
import org.plimsoll.rulepacks.PackLibrary;

/// An endless day at a venue under the real rule packs: the same commands in the same order
/// whenever it is made, so that a process that starts anew sends what the one before it sent.
///
/// Two months of hourly bars come first, so that forecasts are fitted. Then every ten minutes the
/// prices of three markets, every hour their bars, and in between what clients do: deposits,
/// withdrawals, fills (some of which the margin refuses), transfers to isolated positions, funding,
/// overrides of rates. Prices jump now and then, so that accounts are called and liquidated.
public final class VenueScript {
  private static final long SEED = 20_251_010;
  private static final Instant START = Instant.parse("2025-08-01T00:00:00Z");
  private static final Asset USDT = new Asset("USDT", 8);
  private static final Asset BTC = new Asset("BTC", 8);
  private static final List<String> MARKETS = List.of("BTC/USDT", "ETH/USDT", "SOL/USDT");
  private static final List<String> CONTRACTS =
      List.of("BTC-PERP", "ETH-PERP", "SOL-PERP", "BTC-20261225", "BTC-INVERSE");
  private static final double[] FIRST_PRICES = {60_000, 2_500, 150};
  private static final int ACCOUNTS = 48;
  private static final int WARM_UP_HOURS = 60 * 24;
  private static final int CLIENT_COMMANDS = 5;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final VenueTerms terms;
  private final double[] prices = FIRST_PRICES.clone();
  private final double[][] bars = new double[MARKETS.size()][4]; // o, h, l, c
  private final ArrayDeque<Command> ready = new ArrayDeque<>();
  private Instant now = START;
  private int hours;
  private int answered = 1;

  /// The script for a venue under these packs.
  ///
  /// @param ruleLibrary their hash
  public VenueScript(PackLibrary packs, String ruleLibrary) {
    this.terms = terms(packs, ruleLibrary);
    ready.add(new Command.OpenVenue(START, terms));
  }

  /// The venue's terms.
  public VenueTerms terms() {
    return terms;
  }

  /// The next command.
  public Command next() {
    while (ready.isEmpty()) {
      if (hours < WARM_UP_HOURS) {
        hour(6);
        hours++;
        if (hours == WARM_UP_HOURS) {
          openAccounts();
        }
      } else {
        live();
      }
    }
    return ready.remove();
  }

  private void hour(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    closeBars();
  }

  private void step() {
    now = now.plus(Duration.ofMinutes(10));
    for (int i = 0; i < prices.length; i++) {
      double shock = random.nextInt(400) == 0 ? -0.12 + 0.2 * random.nextDouble() : 0;
      prices[i] *= StrictMath.exp(0.003 * random.nextGaussian() + shock);
      double[] bar = bars[i];
      if (bar[0] == 0) {
        Arrays.fill(bar, prices[i]);
      } else {
        bar[1] = Math.max(bar[1], prices[i]);
        bar[2] = Math.min(bar[2], prices[i]);
        bar[3] = prices[i];
      }
    }
  }

  private void closeBars() {
    List<Command.MarketBar> closed = new ArrayList<>();
    Instant opened = now.minus(Duration.ofHours(1));
    for (int i = 0; i < bars.length; i++) {
      double[] b = bars[i];
      closed.add(
          new Command.MarketBar(
              MARKETS.get(i), new Candle(opened, b[0], b[1], b[2], b[3], 1 + random.nextInt(99))));
      Arrays.fill(b, 0);
    }
    ready.add(new Command.CloseBars(now, closed));
  }

  private void openAccounts() {
    ready.add(new Command.SetDefaultRules(now, ScriptedDefaults.rules(CONTRACTS.size())));
    for (String pool :
        List.of(PoolAccounts.BASE, PoolAccounts.OWN_CAPITAL, PoolAccounts.INSURANCE)) {
      ready.add(new Command.Deposit(now, pool, new Amount(USDT, 2_000_000_000_000L)));
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      String rateClass = terms.rateClasses().get(i % terms.rateClasses().size()).id();
      ready.add(new Command.OpenAccount(now, account(i), i % 6 == 5, rateClass));
      ready.add(deposit(i, 5_000 + random.nextInt(50_000)));
    }
  }

  private void live() {
    step();
    List<PriceObservation> observed = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      for (String source : List.of("alpha", "beta")) {
        long price = Math.round(prices[i] * 100 * (1 + 0.0002 * random.nextGaussian()));
        observed.add(new PriceObservation(source, MARKETS.get(i), null, price, 2, now));
      }
    }
    ready.add(new Command.ObservePrices(now, observed));
    answerOrders();
    for (int i = 0; i < CLIENT_COMMANDS; i++) {
      ready.add(client());
    }
    if (now.getEpochSecond() % 3_600 == 0) {
      closeBars();
    }
    if (now.getEpochSecond() % 28_800 == 0) {
      ready.add(
          new Command.SettleFunding(now, CONTRACTS.getFirst(), 0.0001 * random.nextGaussian()));
    }
  }

  /// Answers of a venue that sees no order: some fit one that is open, the others are refused.
  private void answerOrders() {
    for (int i = 0; i < 3; i++) {
      int contract = random.nextInt(CONTRACTS.size());
      double price = prices[Math.floorMod(contract, 3) == contract ? contract : 0];
      long order = Math.max(1, answered - random.nextInt(4));
      ready.add(
          new Command.ReportLiquidationFill(
              now,
              order,
              account(random.nextInt(ACCOUNTS)),
              1 + random.nextInt(500),
              Math.round(price * 100),
              0));
      ready.add(new Command.EndLiquidationOrder(now, order));
      answered++;
    }
  }

  private Command client() {
    int account = random.nextInt(ACCOUNTS);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> deposit(account, 1 + random.nextInt(2_000));
      case 6 -> new Command.Deposit(now, account(account), new Amount(BTC, random.nextInt(900)));
      case 7, 8, 9 ->
          new Command.Withdraw(
              now, account(account), new Amount(USDT, 1 + random.nextLong(300_000_000_000L)));
      case 10 ->
          new Command.Allocate(
              now,
              account(account),
              CONTRACTS.getFirst(),
              new Amount(USDT, random.nextLong(-20_000_000_000L, 50_000_000_000L)));
      case 11 ->
          new Command.OverrideRate(
              now,
              terms.rateClasses().get(random.nextInt(terms.rateClasses().size())).id(),
              CONTRACTS.get(random.nextInt(CONTRACTS.size())),
              random.nextDouble(0.01, 0.9),
              "drill",
              now.plus(Duration.ofHours(1 + random.nextInt(48))));
      default -> trade(account);
    };
  }

  private Command deposit(int account, long whole) {
    return new Command.Deposit(now, account(account), new Amount(USDT, whole * 100_000_000L));
  }

  private Command trade(int buyer) {
    int contract = random.nextInt(CONTRACTS.size());
    double price = prices[Math.floorMod(contract, 3) == contract ? contract : 0];
    return new Command.Trade(
        now,
        account(buyer),
        account(random.nextInt(ACCOUNTS)),
        CONTRACTS.get(contract),
        1 + random.nextInt(2_000),
        Math.round(price * 100),
        random.nextInt(1_000),
        -random.nextInt(500),
        random.nextInt(5) != 0);
  }

  private static String account(int number) {
    return "client-" + number;
  }

  private static VenueTerms terms(PackLibrary packs, String ruleLibrary) {
    List<IndexPolicy> markets = new ArrayList<>();
    for (String market : MARKETS) {
      markets.add(
          new IndexPolicy(
              market,
              2,
              List.of(gate("alpha"), gate("beta")),
              2,
              Duration.ofHours(1),
              new StalenessUplift(Duration.ofDays(1), 1.1, 3)));
    }
    return new VenueTerms(
        "A venue to be killed",
        USDT,
        List.of(new VenueTerms.CollateralTerms(BTC, MARKETS.getFirst(), 0.2)),
        markets,
        listings(),
        rateClasses(packs),
        new VenueTerms.Policy(0.5, 1.2, 0.1),
        ruleLibrary);
  }

  private static SourceGate gate(String source) {
    return new SourceGate(
        source, source, Duration.ofMinutes(30), Duration.ofSeconds(5), 0.3, 1, Long.MAX_VALUE / 4);
  }

  private static List<VenueTerms.Listing> listings() {
    List<VenueTerms.Listing> listings = new ArrayList<>();
    for (String id : CONTRACTS) {
      int market = id.startsWith("ETH") ? 1 : id.startsWith("SOL") ? 2 : 0;
      boolean inverse = id.endsWith("INVERSE");
      ContractTerms contract =
          new ContractTerms(
              MARKETS.get(market),
              inverse ? Settlement.INVERSE : Settlement.LINEAR,
              inverse ? BTC : USDT,
              1,
              0,
              inverse ? 0 : 3,
              2);
      boolean dated = id.equals("BTC-20261225");
      TreeMap<String, Double> attributes = new TreeMap<>();
      attributes.put("ltv_permitted", 0.6);
      attributes.put("esg_score", 0.4);
      attributes.put("exchange_margin_rate", 0.03);
      listings.add(
          new VenueTerms.Listing(
              dated
                  ? new Instrument.DatedFuture(id, contract, Instant.parse("2026-12-25T08:00:00Z"))
                  : new Instrument.Perpetual(id, contract),
              dated ? "future" : "perpetual",
              "crypto",
              MarkPolicy.atIndex(),
              List.of(
                  new VenueTerms.Tier(0, 0.02, 0.01),
                  new VenueTerms.Tier(50_000_000_000_000L, 0.05, 0.025)),
              attributes));
    }
    return listings;
  }

  private static List<VenueTerms.RateClass> rateClasses(PackLibrary packs) {
    TreeMap<String, VenueTerms.RateClass> found = new TreeMap<>();
    for (PackLibrary.Choice choice : packs.choices("perpetual", "crypto", START, START)) {
      if (!choice.packId().startsWith("scenario/")) {
        String id = (choice.jurisdiction() + "-" + choice.clientClass()).toLowerCase(Locale.ROOT);
        found.putIfAbsent(
            id, new VenueTerms.RateClass(id, choice.jurisdiction(), choice.clientClass(), ""));
      }
    }
    found.put(
        "scenario", new VenueTerms.RateClass("scenario", "EU", "retail", "scenario/article-2025"));
    return List.copyOf(found.values());
  }
}
