package org.plimsoll.service.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/// Commands of an invented half-year in one market, at the end of which accounts are called.
final class RecordedVenue {
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  static final String BTC_PERP = "BTC-PERP";
  private static final String MARKET = "BTC/USDT";
  private static final Asset USDT = new Asset("USDT", 6);
  private static final int WARM_DAYS = 190;
  private static final long SEED = 20_250_101;

  private RecordedVenue() {}

  static VenueTerms terms(String ruleLibrary) {
    var gate =
        new SourceGate(
            "made", "made", Duration.ofHours(2), Duration.ofSeconds(5), 0.9, 1, 99_999_999_999L);
    var index =
        new IndexPolicy(
            MARKET,
            2,
            List.of(gate),
            1,
            Duration.ofHours(6),
            new StalenessUplift(Duration.ofDays(1), 1.1, 3));
    var attributes = new TreeMap<String, Double>();
    attributes.put("ltv_permitted", 0.7);
    attributes.put("esg_score", 0.2);
    return new VenueTerms(
        "Invented",
        USDT,
        List.of(),
        List.of(index),
        List.of(
            new VenueTerms.Listing(
                new Instrument.Perpetual(
                    BTC_PERP, new ContractTerms(MARKET, Settlement.LINEAR, USDT, 1, 0, 3, 2)),
                "perpetual",
                "crypto",
                MarkPolicy.atIndex(),
                List.of(new VenueTerms.Tier(0, 0.02, 0.01)),
                attributes)),
        List.of(
            new VenueTerms.RateClass("eu-retail", "EU", "retail", ""),
            new VenueTerms.RateClass("jp-corporate", "JP", "corporate", ""),
            new VenueTerms.RateClass("scenario", "EU", "retail", "scenario/article-2025")),
        new VenueTerms.Policy(0.5, 1.2, 0),
        ruleLibrary);
  }

  /// The commands in order: bars alone for half a year, then prices, accounts and a fall.
  static List<Command> commands(String ruleLibrary, int livelyDays) {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.OpenVenue(START, terms(ruleLibrary)));
    var random = new SplittableRandom(SEED);
    double price = 90_000;
    for (int hour = 1; hour <= (WARM_DAYS + livelyDays) * 24; hour++) {
      boolean lively = hour > WARM_DAYS * 24;
      Instant end = START.plus(Duration.ofHours(hour));
      double open = price;
      price = open * (1 + 0.006 * random.nextDouble(-1, 1) - (lively ? 0.004 : 0));
      double high = Math.max(open, price) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, price) * (1 - 0.002 * random.nextDouble());
      commands.add(
          new Command.CloseBars(
              end,
              List.of(
                  new Command.MarketBar(
                      MARKET,
                      new Candle(end.minus(Duration.ofHours(1)), open, high, low, price, 1)))));
      if (lively) {
        long units = Math.round(price * 100);
        commands.add(
            new Command.ObservePrices(
                end, List.of(new PriceObservation("made", MARKET, null, units, 2, end))));
        if (hour == WARM_DAYS * 24 + 1) {
          trade(end, units, commands);
        }
      }
    }
    return commands;
  }

  private static void trade(Instant at, long price, List<Command> commands) {
    String[] classes = {"eu-retail", "jp-corporate", "scenario"};
    commands.add(new Command.OpenAccount(at, "deep", false, "eu-retail"));
    commands.add(new Command.Deposit(at, "deep", new Amount(USDT, 9_000_000_000_000L)));
    for (int i = 0; i < 6; i++) {
      String account = "a" + i;
      commands.add(new Command.OpenAccount(at, account, false, classes[i % classes.length]));
      long cover = price * 10_000 * (55 + 5 * i) / 100;
      commands.add(new Command.Deposit(at, account, new Amount(USDT, cover)));
      commands.add(new Command.Trade(at, account, "deep", BTC_PERP, 1_000, price, 0, 0, false));
    }
  }
}
