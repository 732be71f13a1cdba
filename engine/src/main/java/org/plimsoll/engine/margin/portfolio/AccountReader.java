package org.plimsoll.engine.margin.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.ListedContract;
import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.DatedFuture;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Instrument.VanillaOption;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;
import org.plimsoll.engine.margin.pricing.ImpliedVolatility;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Reads an account of the venue's book as a portfolio account.
///
/// Only contracts that are linear and settle in the valuation currency can be margined together.
/// The forward of an expiry is the mark of the dated future listed on it, or else spot grown at
/// the market's rate; the volatility of an option is the one that its mark implies. What an
/// option cost is taken from the book's cash, so that the value is balance plus profit, as in the
/// ledger.
public final class AccountReader {
  /// What a reading gives.
  public sealed interface Reading {
    /// The account, without open orders.
    record Read(PortfolioAccount account) implements Reading {}

    /// A mark or market is missing, or a position cannot be margined in a portfolio.
    record Unavailable(Reason reason, String detail) implements Reading {}
  }

  /// What ends a reading.
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Reading.Unavailable why;

    Missing(Reason reason, String detail) {
      super(detail, null, false, false);
      why = new Reading.Unavailable(reason, detail);
    }
  }

  private final AccountBook book;
  private final Marks marks;
  private final Asset valuation;
  private final List<UnderlyingMarket> markets;
  private final Instant now;

  private AccountReader(
      AccountBook book, Marks marks, Asset valuation, List<UnderlyingMarket> markets, Instant now) {
    this.book = book;
    this.marks = marks;
    this.valuation = valuation;
    this.markets = List.copyOf(markets);
    this.now = now;
  }

  /// Reads `account` at the marks, on the markets at `now`.
  public static Reading read(
      AccountBook book,
      int account,
      Marks marks,
      Asset valuation,
      List<UnderlyingMarket> markets,
      Instant now) {
    try {
      return new Reading.Read(
          new AccountReader(book, marks, valuation, markets, now).account(account));
    } catch (Missing missing) {
      return missing.why;
    }
  }

  private PortfolioAccount account(int account) {
    List<Amount> balances = new ArrayList<>();
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      if (book.balanceAt(slot) != 0) {
        balances.add(new Amount(book.asset(book.assetAt(slot)), book.balanceAt(slot)));
      }
    }
    var parts = new TreeMap<String, Part>();
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      if (book.quantityAt(slot) != 0) {
        ListedContract listed = book.contract(book.contractAt(slot));
        String underlying = listed.contract().terms().underlying();
        parts.computeIfAbsent(underlying, name -> new Part(market(name))).add(slot, listed);
      }
    }
    return new PortfolioAccount(
        book.id(account), balances, parts.values().stream().map(Part::book).toList(), List.of());
  }

  private UnderlyingMarket market(String underlying) {
    for (UnderlyingMarket market : markets) {
      if (market.underlying().equals(underlying)) {
        return market;
      }
    }
    throw new Missing(Reason.PRICE_MISSING, underlying + " has no index price");
  }

  /// The positions on one underlying while they are read.
  private final class Part {
    private final UnderlyingMarket market;
    private final List<PerpetualPosition> perpetuals = new ArrayList<>();
    private final TreeMap<Instant, List<FuturePosition>> futures = new TreeMap<>();
    private final TreeMap<Instant, List<OptionPosition>> options = new TreeMap<>();
    private double cash;

    Part(UnderlyingMarket market) {
      this.market = market;
    }

    void add(int slot, ListedContract listed) {
      ContractTerms terms = listed.contract().terms();
      if (terms.settlement() != Settlement.LINEAR || !terms.settlementAsset().equals(valuation)) {
        throw new Missing(
            Reason.ACCOUNT_MODE_MISMATCH,
            listed.id() + " does not settle linearly in " + valuation.code());
      }
      double mark = mark(book.contractAt(slot), terms);
      double quantity =
          scaled(book.quantityAt(slot), terms.quantityScale())
              * scaled(terms.multiplierUnits(), terms.multiplierScale());
      double cost = scaled(book.costAt(slot), valuation.scale());
      long markUnits = marks.contract(book.contractAt(slot));
      long value = listed.value().signed(book.quantityAt(slot), markUnits, Rounding.DOWN);
      double profit = scaled(Math.subtractExact(value, book.costAt(slot)), valuation.scale());
      switch (listed.contract()) {
        case Perpetual _ ->
            perpetuals.add(new PerpetualPosition(quantity, mark, market.confidence(), profit));
        case DatedFuture future ->
            futures
                .computeIfAbsent(future.expiry(), _ -> new ArrayList<>())
                .add(new FuturePosition(quantity, profit));
        case VanillaOption option -> {
          cash -= cost;
          options
              .computeIfAbsent(option.expiry(), _ -> new ArrayList<>())
              .add(option(option, quantity, mark));
        }
      }
    }

    private OptionPosition option(VanillaOption option, double quantity, double mark) {
      if (option.payout() != Settlement.LINEAR) {
        throw new Missing(
            Reason.ACCOUNT_MODE_MISMATCH, option.id() + " pays out in the underlying");
      }
      double strike = scaled(option.strikeUnits(), option.strikeScale());
      double forward = forward(option.expiry());
      double seconds = seconds(option.expiry());
      return switch (ImpliedVolatility.of(option.right(), forward, strike, mark)) {
        case ImpliedVolatility.Found found ->
            new OptionPosition(
                option.right(), strike, seconds > 0 ? found.annual(seconds) : 0, quantity);
        case ImpliedVolatility.Unavailable(Reason reason, String detail) ->
            throw new Missing(reason, option.id() + ": " + detail);
      };
    }

    private double forward(Instant expiry) {
      for (int contract = 0; contract < book.contractCount(); contract++) {
        if (book.contract(contract).contract() instanceof DatedFuture future
            && future.expiry().equals(expiry)
            && future.terms().underlying().equals(market.underlying())
            && marks.hasContract(contract)) {
          return mark(contract, future.terms());
        }
      }
      double years = seconds(expiry) / Black.SECONDS_PER_YEAR;
      return market.spot() * Exponential.exp(market.rate() * years);
    }

    private double seconds(Instant expiry) {
      return Math.max(0, Duration.between(now, expiry).toMillis() / 1000.0);
    }

    UnderlyingBook book() {
      var expiries = new TreeMap<Instant, ExpiryBook>();
      for (Instant expiry : futures.keySet()) {
        expiries.put(expiry, expiry(expiry));
      }
      for (Instant expiry : options.keySet()) {
        expiries.put(expiry, expiry(expiry));
      }
      return new UnderlyingBook(
          market.underlying(),
          Settlement.LINEAR,
          market.spot(),
          market.confidence(),
          market.peg(),
          cash,
          0,
          0,
          perpetuals,
          List.copyOf(expiries.values()));
    }

    private ExpiryBook expiry(Instant expiry) {
      return new ExpiryBook(
          seconds(expiry),
          forward(expiry),
          0,
          market.rate(),
          market.confidence(),
          futures.getOrDefault(expiry, List.of()),
          options.getOrDefault(expiry, List.of()));
    }
  }

  private double mark(int contract, ContractTerms terms) {
    if (!marks.hasContract(contract)) {
      throw new Missing(
          Reason.PRICE_MISSING, book.contract(contract).id() + " has no mark price yet");
    }
    return scaled(marks.contract(contract), terms.priceScale());
  }

  private static double scaled(long units, int scale) {
    return units / (double) Exact.powerOfTen(scale);
  }
}
