package org.plimsoll.engine.margin.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.engine.margin.strategy.Strategy.Kind;
import org.plimsoll.engine.quantity.Reason;

/// Strategy-based margin of a book of listed options and shares: a pure function.
///
/// - A bought option is paid for in full, or in part when it has a long life.
/// - A sold option alone requires its premium plus the greater of `rate × leverage × underlying −
///   out of the money` and `minimum × leverage ×` (underlying for a call, strike for a put).
/// - A sold call and a sold put together require the greater of the two plus the other's premium.
/// - Sold options that bought ones outlive, right by right, require their net debit plus their
///   greatest loss at any price at expiry. Sold options of different expiries are not netted.
/// - A sold call on shares held, or a sold put on shares sold short, requires nothing beyond them.
///
/// FINRA Rule 4210(f)(2); Regulation T, 12 CFR 220.12; Cboe margin manual.
public final class StrategyMargin {
  private StrategyMargin() {}

  /// The least requirement of `book` under `terms`.
  public static StrategyOutcome assess(StrategyTerms terms, StrategyBook book) {
    return assess(terms, book, SplitSearch.EXHAUSTIVE);
  }

  static StrategyOutcome assess(StrategyTerms terms, StrategyBook book, long exhaustive) {
    if (terms.unitScale() > book.priceScale()) {
      return new StrategyOutcome.Unavailable(
          Reason.NOT_ON_STEP,
          "Prices keep " + book.priceScale() + " digits, the rule rounds to " + terms.unitScale());
    }
    try {
      return assessed(terms, book, exhaustive);
    } catch (ArithmeticException e) {
      return new StrategyOutcome.Unavailable(
          Reason.AMOUNT_OVERFLOW, "An amount of the book does not fit: " + e.getMessage());
    }
  }

  private static StrategyOutcome assessed(StrategyTerms terms, StrategyBook book, long exhaustive) {
    var requirements = new LegRequirements(terms, book);
    long shares = 0;
    for (StrategyBook.Shares held : book.shares()) {
      shares = Math.addExact(shares, held.quantity());
    }
    var split = new Split(netted(book.options()), shares, requirements);
    var search = new SplitSearch(split, exhaustive);
    long[][] placed = search.find();
    List<Strategy> strategies = new Listing(split, requirements, placed).strategies();
    if (shares != 0) {
      strategies.add(shares(book, shares, requirements));
    }
    long cash = 0;
    long margin = 0;
    for (Strategy strategy : strategies) {
      cash = Math.addExact(cash, strategy.cash());
      margin = Math.addExact(margin, strategy.margin());
    }
    return new StrategyOutcome.Assessed(cash, margin, strategies, search.isExhaustive());
  }

  /// One leg per series, in order; opposite positions cancel, and of two premiums the higher
  // counts.
  private static List<OptionLeg> netted(List<OptionLeg> legs) {
    var bySeries = new TreeMap<OptionLeg, OptionLeg>();
    var quantities = new TreeMap<OptionLeg, Long>();
    for (OptionLeg leg : legs) {
      bySeries.merge(leg, leg, (one, two) -> one.premium() >= two.premium() ? one : two);
      quantities.merge(leg, leg.quantity(), Math::addExact);
    }
    List<OptionLeg> netted = new ArrayList<>();
    bySeries.forEach(
        (series, leg) -> {
          long quantity = quantities.getOrDefault(series, 0L);
          if (quantity != 0) {
            netted.add(leg.withQuantity(quantity));
          }
        });
    return netted;
  }

  /// Shares net, at the average price of all of them, rounded up.
  private static Strategy shares(StrategyBook book, long net, LegRequirements requirements) {
    long value = 0;
    for (StrategyBook.Shares held : book.shares()) {
      value = Math.addExact(value, Math.multiplyExact(held.price(), held.quantity()));
    }
    long price = Math.max(1, Math.ceilDiv(value, net));
    var held = new StrategyBook.Shares(price, net);
    return new Strategy(
        Kind.SHARES,
        List.of(),
        net,
        LegRequirements.sharesCash(held),
        requirements.shares(held),
        0);
  }
}
