package org.plimsoll.service.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.service.demo.DemoMarket;
import org.plimsoll.service.demo.DemoTerms;
import org.plimsoll.service.demo.SyntheticTraders;
import org.plimsoll.service.venue.RuleLibrary;

/// The demonstration's venue with its seeded accounts, on the eve of a crash.
///
/// The recorded past is moved by whole days to the day whose law is asked. Under every law the same
/// people come with the same money, and each trades as much as that law lets it.
final class SyntheticBook implements StressBook {
  private static final long SEED = 20_131_125;
  private static final int COIN_DIGITS = 6;

  private final RuleLibrary rules;
  private final List<DemoMarket> markets;
  private final VenueTerms terms;
  private final SortedSet<String> coins;
  private final TreeMap<String, Long> prices = new TreeMap<>();
  private final Instant begin;
  private final int accounts;
  private final byte[] eve;

  /// What a book is made of.
  ///
  /// @param shift what is added to every recorded time
  /// @param begin when the path begins, in the venue's time
  /// @param coins stablecoins that every other account holds four fifths of its money in
  record Parts(
      List<Recordings.History> histories,
      List<VenueTerms.RateClass> laws,
      Duration shift,
      Instant begin,
      SortedSet<String> coins,
      int accounts) {}

  SyntheticBook(RuleLibrary rules, Parts parts) {
    this.rules = rules;
    this.begin = parts.begin();
    this.accounts = parts.accounts();
    this.coins = parts.coins();
    markets = parts.histories().stream().map(Recordings.History::market).toList();
    terms =
        DemoTerms.withCoins(DemoTerms.of(markets, parts.laws(), rules.hash()), coins, COIN_DIGITS);
    for (Recordings.History history : parts.histories()) {
      DemoMarket market = history.market();
      long price = Math.max(1, Math.round(history.start() * Exact.powerOfTen(market.priceScale())));
      prices.put(market.perpetual(), price);
    }
    eve = eve(parts);
  }

  @Override
  public String describe() {
    return accounts + " synthetic accounts of the demonstration, seed " + SEED;
  }

  /// The venue after its past, before anybody came: the same for every law.
  private byte[] eve(Parts parts) {
    VenueBook book = rules.book();
    TreeMap<Instant, List<Command.MarketBar>> bars = new TreeMap<>();
    for (Recordings.History history : parts.histories()) {
      for (Candle bar : history.before()) {
        Instant opened = bar.openTime().plus(parts.shift());
        var moved =
            new Candle(opened, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        bars.computeIfAbsent(opened.plusSeconds(3_600), _ -> new ArrayList<>())
            .add(new Command.MarketBar(history.market().market(), moved));
      }
    }
    Instant first = bars.isEmpty() ? begin : bars.firstKey().minusSeconds(3_600);
    apply(book, new Command.OpenVenue(first, terms));
    bars.forEach((at, closed) -> apply(book, new Command.CloseBars(at, closed)));
    List<PriceObservation> observed = new ArrayList<>();
    for (DemoMarket market : markets) {
      observed.add(
          new PriceObservation(
              market.source(),
              market.market(),
              null,
              prices.getOrDefault(market.perpetual(), 1L),
              market.priceScale(),
              begin));
    }
    for (String coin : coins) {
      long one = Exact.powerOfTen(COIN_DIGITS);
      observed.add(
          new PriceObservation(
              DemoTerms.COIN_SOURCE, coinMarket(coin), null, one, COIN_DIGITS, begin));
    }
    apply(book, new Command.ObservePrices(begin, observed));
    return book.snapshot();
  }

  private String coinMarket(String coin) {
    return coin + "/" + terms.valuation().code();
  }

  @Override
  public VenueBook under(String law) {
    VenueBook book = rules.book();
    book.restore(eve);
    SyntheticTraders traders =
        new SyntheticTraders(SEED, accounts, terms.valuation(), markets, List.of(law));
    VenueReader reader = book.reader().orElseThrow();
    reader.rates().stream()
        .filter(rate -> rate.rateClass().equals(law) && rate.kind().equals("RATE"))
        .forEach(rate -> traders.rateChanged(law, rate.instrument(), rate.initial()));
    markets.forEach(market -> traders.priced(market, prices.getOrDefault(market.perpetual(), 1L)));
    int client = 0;
    for (Command command : traders.open(begin)) {
      boolean money =
          command instanceof Command.Deposit deposit
              && deposit.account().startsWith("synthetic-")
              && deposit.amount().asset().equals(terms.valuation());
      if (money && command instanceof Command.Deposit deposit && client++ % 2 == 0) {
        mostly(deposit).forEach(part -> apply(book, part));
      } else {
        apply(book, command);
      }
    }
    traders.trades(begin, accounts * 2).forEach(command -> apply(book, command));
    return book;
  }

  /// A deposit of which four fifths come in the coins, in equal parts at a price of one.
  private List<Command> mostly(Command.Deposit deposit) {
    if (coins.isEmpty()) {
      return List.of(deposit);
    }
    List<Command> parts = new ArrayList<>();
    long units = deposit.amount().units();
    long each = units / 5 * 4 / coins.size();
    long rest = units - each * coins.size();
    parts.add(
        new Command.Deposit(
            deposit.at(), deposit.account(), new Amount(deposit.amount().asset(), rest)));
    for (String coin : coins) {
      Asset asset = new Asset(coin, terms.valuation().scale());
      parts.add(new Command.Deposit(deposit.at(), deposit.account(), new Amount(asset, each)));
    }
    return parts;
  }

  private static void apply(VenueBook book, Command command) {
    for (Effect effect : EffectCodec.decode(book.apply(1, CommandCodec.encode(command)))) {
      boolean allowed = command instanceof Command.Trade || command instanceof Command.Allocate;
      if (effect instanceof Effect.Refused refused && !allowed) {
        throw new IllegalStateException(refused.reason() + ": " + refused.detail());
      }
    }
  }
}
