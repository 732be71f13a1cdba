package org.plimsoll.bench.liquidation;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.PoolAccounts;
import org.plimsoll.engine.waterfall.PoolRules;
import org.plimsoll.engine.waterfall.RegimeRules;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.venue.RuleLibrary;

/// Measures how long a venue needs for the liquidations of one price, with journal and pools.
///
/// Usage: `LiquidationBurst FOLDER ACCOUNTS OTHERS`. Every one of ACCOUNTS is long one contract and
/// falls short at one price; OTHERS are on the other side and stay well. Three runs: every account
/// is sold in part in the market; every account is bankrupt and the pools pay; every account is
/// bankrupt and, the pools being empty, deleveraged. The clock runs from handing in the price until
/// the last answer is durable. Prints a Markdown table.
public final class LiquidationBurst {
  private static final Asset MONEY = new Asset("USDT", 8);
  private static final long UNIT = 100_000_000L;
  private static final Instant START = Instant.parse("2025-10-10T21:00:00Z");
  private static final int MARKETS = 20;
  private static final String RATE_CLASS = "eu-retail";

  private final int accounts;
  private final int others;
  private long keys;

  private LiquidationBurst(int accounts, int others) {
    this.accounts = accounts;
    this.others = others;
  }

  /// Runs all three.
  public static void main(String[] args) throws Exception {
    var burst = new LiquidationBurst(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Path folder = Path.of(args[0]);
    System.out.println("| run | accounts | commands | effects | first answer ms | all ms |");
    System.out.println("|---|---|---|---|---|---|");
    for (int round = 0; round < 2; round++) {
      burst.run("sold in part", folder.resolve("part" + round), 4_800, 60, 0);
      burst.run("taken over, pools pay", folder.resolve("pools" + round), 4_800, 51, 1_000_000);
      burst.run("deleveraged", folder.resolve("adl" + round), 4_800, 51, 0);
    }
    System.out.printf(
        "%n1-minute load when it ended: %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private void run(String name, Path folder, long price, long deposit, long pool) throws Exception {
    Files.createDirectories(folder);
    RuleLibrary library = RuleLibrary.builtIn();
    VenueBook book = library.book();
    try (SqliteLogStore store = SqliteLogStore.open(folder);
        Sequencer sequencer =
            Sequencer.open(store, book, SequencerLimits.standard(), Halt.process())) {
      send(sequencer, setUp(library.hash(), deposit, pool));
      long started = System.nanoTime();
      List<Effect> effects = send(sequencer, List.of(prices(START.plusSeconds(2), price)));
      double first = (System.nanoTime() - started) / 1e6;
      long commands = 1;
      long count = effects.size();
      while (true) {
        List<Command> answers = answers(effects);
        if (answers.isEmpty()) {
          break;
        }
        commands += answers.size();
        effects = send(sequencer, answers);
        count += effects.size();
      }
      double all = (System.nanoTime() - started) / 1e6;
      System.out.printf(
          "| %s | %,d | %,d | %,d | %.0f | %.0f |%n", name, accounts, commands, count, first, all);
    }
  }

  private List<Command> setUp(String ruleLibrary, long deposit, long pool) {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.OpenVenue(START, terms(ruleLibrary)));
    commands.add(new Command.CloseBars(START, List.of()));
    commands.add(prices(START.plusSeconds(1), 10_000));
    Instant at = START.plusSeconds(1);
    for (int i = 0; i < accounts + others; i++) {
      boolean loses = i < accounts;
      commands.add(new Command.OpenAccount(at, name(i), false, RATE_CLASS));
      long money = loses ? deposit : 100L * (accounts / others + 1);
      commands.add(new Command.Deposit(at, name(i), new Amount(MONEY, money * UNIT)));
    }
    for (int i = 0; i < accounts; i++) {
      String other = name(accounts + i % others);
      commands.add(
          new Command.Trade(at, name(i), other, id(i % MARKETS), 1_000, 10_000, 0, 0, true));
    }
    commands.add(new Command.SetDefaultRules(at, rules()));
    if (pool > 0) {
      commands.add(new Command.Deposit(at, PoolAccounts.BASE, new Amount(MONEY, pool * UNIT)));
    }
    return commands;
  }

  private List<Effect> send(Sequencer sequencer, List<Command> commands) throws Exception {
    List<Effect> effects = new ArrayList<>();
    for (int from = 0; from < commands.size(); from += 1_000) {
      List<Sequencer.Keyed> keyed = new ArrayList<>();
      for (Command command : commands.subList(from, Math.min(commands.size(), from + 1_000))) {
        keys++;
        keyed.add(new Sequencer.Keyed("burst-" + keys, CommandCodec.encode(command)));
      }
      for (CompletableFuture<Acknowledgement> answer : sequencer.submit(keyed)) {
        switch (answer.get()) {
          case Acknowledgement.Committed committed ->
              effects.addAll(EffectCodec.decode(committed.effects()));
          case Acknowledgement.Refused refused -> throw new IllegalStateException(refused.detail());
        }
      }
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Refused refused) {
        throw new IllegalStateException(refused.reason() + ": " + refused.detail());
      }
    }
    return effects;
  }

  private List<Command> answers(List<Effect> effects) {
    List<Command> answers = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.LiquidationOrdered order) {
        answers.add(
            new Command.ReportLiquidationFill(
                START.plusSeconds(2),
                order.order(),
                name(accounts),
                Math.abs(order.quantity()),
                order.mark(),
                0));
      }
    }
    return answers;
  }

  private static String name(int account) {
    return "a" + account;
  }

  private static String id(int market) {
    return "M" + market + "-PERP";
  }

  private static Command prices(Instant at, long price) {
    List<PriceObservation> prices = new ArrayList<>();
    for (int market = 0; market < MARKETS; market++) {
      prices.add(new PriceObservation("s", "M" + market + "/USDT", null, price, 2, at));
    }
    return new Command.ObservePrices(at, prices);
  }

  private static VenueTerms terms(String ruleLibrary) {
    List<IndexPolicy> markets = new ArrayList<>();
    List<VenueTerms.Listing> listings = new ArrayList<>();
    for (int i = 0; i < MARKETS; i++) {
      String market = "M" + i + "/USDT";
      markets.add(
          new IndexPolicy(
              market,
              2,
              List.of(
                  new SourceGate(
                      "s",
                      "s",
                      Duration.ofMinutes(30),
                      Duration.ofSeconds(5),
                      0.9,
                      1,
                      Long.MAX_VALUE / 4)),
              1,
              Duration.ofHours(1),
              new StalenessUplift(Duration.ofDays(1), 1.1, 3)));
      listings.add(
          new VenueTerms.Listing(
              new Instrument.Perpetual(
                  id(i), new ContractTerms(market, Settlement.LINEAR, MONEY, 1, 0, 3, 2)),
              "perpetual",
              "crypto",
              MarkPolicy.atIndex(),
              List.of(new VenueTerms.Tier(0, 0.02, 0.01)),
              new TreeMap<>()));
    }
    return new VenueTerms(
        "Burst",
        MONEY,
        List.of(),
        markets,
        listings,
        List.of(new VenueTerms.RateClass(RATE_CLASS, "EU", "retail", "")),
        new VenueTerms.Policy(0.5, 1.2, 0),
        ruleLibrary);
  }

  private static DefaultRules rules() {
    var market = new LiquidationTerms.MarketTerms(1_000_000, 100_000_000, DisposalPace.unlimited());
    var effects =
        new RegimeRules.Effects(
            List.of(LayerLimit.whole(Layer.BASE_POOL)), Billionths.ONE, Billionths.ONE, true);
    return new DefaultRules(
        new LiquidationTerms(
            1_100_000_000,
            300_000_000,
            5_000_000,
            60_000,
            60_000,
            Collections.nCopies(MARKETS, market)),
        new RegimeRules(
            new RegimeRules.Threshold(9, 9, 9, 9),
            new RegimeRules.Threshold(9, 9, 9, 9),
            0,
            List.of(effects, effects, effects)),
        new PoolRules(500_000_000, 0, 0, 0, "0.0001", 1_000_000, List.of()));
  }
}
