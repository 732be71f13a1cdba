package org.plimsoll.engine.margin.strategy;

import java.math.BigInteger;
import java.util.List;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// What single legs require, per contract, and what a spread can lose.
final class LegRequirements {
  private static final BigInteger ONE = BigInteger.valueOf(Billionths.ONE);

  private final StrategyTerms terms;
  private final StrategyBook book;
  private final long roundingStep;

  LegRequirements(StrategyTerms terms, StrategyBook book) {
    this.terms = terms;
    this.book = book;
    roundingStep = Exact.powerOfTen(Math.max(0, book.priceScale() - terms.unitScale()));
  }

  long contractSize() {
    return terms.contractSize();
  }

  /// A naked short option: its premium, plus the greater of the rate of the underlying less the
  /// amount out of the money, and the minimum.
  long naked(OptionLeg leg) {
    long price = book.underlyingPrice();
    boolean call = leg.right() == OptionRight.CALL;
    long outOfMoney = leg.right().outOfMoney(price, leg.strike());
    BigInteger rate = times(terms.rateOf(book.kind()), book.leverage());
    BigInteger least = times(terms.minimumRate(), book.leverage());
    BigInteger scale = ONE.multiply(ONE);
    BigInteger part =
        rate.multiply(BigInteger.valueOf(price))
            .subtract(BigInteger.valueOf(outOfMoney).multiply(scale));
    BigInteger minimum = least.multiply(BigInteger.valueOf(call ? price : leg.strike()));
    BigInteger unit = part.max(minimum).add(BigInteger.valueOf(leg.premium()).multiply(scale));
    return perContract(unit, scale);
  }

  /// A naked short option in a cash account: what delivery costs, less the premium.
  long nakedCash(OptionLeg leg) {
    boolean bySecurity =
        leg.right() == OptionRight.CALL && book.kind() != UnderlyingKind.BROAD_BASED;
    long delivery = bySecurity ? book.underlyingPrice() : leg.strike();
    return Math.multiplyExact(Math.subtractExact(delivery, leg.premium()), contractSize());
  }

  long premium(OptionLeg leg) {
    return Math.multiplyExact(leg.premium(), contractSize());
  }

  boolean isLongTerm(OptionLeg leg) {
    return terms.longTermRate() < Billionths.ONE
        && (long) leg.expiryDay() - book.today() > terms.longTermDays();
  }

  /// A long option in a margin account: its premium, or a part of it when it has a long life.
  long bought(OptionLeg leg) {
    return isLongTerm(leg)
        ? perContract(BigInteger.valueOf(leg.premium()), terms.longTermRate())
        : premium(leg);
  }

  /// Shares in a margin account.
  long shares(StrategyBook.Shares shares) {
    long rate = shares.quantity() > 0 ? terms.longShareRate() : terms.shortShareRate();
    BigInteger unit = BigInteger.valueOf(shares.price()).multiply(BigInteger.valueOf(rate));
    return Math.multiplyExact(rounded(unit, ONE), Math.absExact(shares.quantity()));
  }

  /// Shares in a cash account: paid in full; short sales are not permitted there and add nothing.
  static long sharesCash(StrategyBook.Shares shares) {
    return shares.quantity() > 0 ? Math.multiplyExact(shares.price(), shares.quantity()) : 0;
  }

  /// Net debit plus the greatest loss at expiry, never negative.
  long spread(List<OptionLeg> legs) {
    long debit = 0;
    for (OptionLeg leg : legs) {
      debit = Math.addExact(debit, Math.multiplyExact(leg.premium(), leg.quantity()));
    }
    long worst = loss(legs, 0);
    for (OptionLeg leg : legs) {
      worst = Math.max(worst, loss(legs, leg.strike()));
    }
    long unit = Math.max(0, Math.addExact(debit, Math.max(0, worst)));
    return Math.multiplyExact(unit, contractSize());
  }

  private static long loss(List<OptionLeg> legs, long price) {
    long loss = 0;
    for (OptionLeg leg : legs) {
      long payoff = leg.right().payoff(price, leg.strike());
      loss = Math.subtractExact(loss, Math.multiplyExact(payoff, leg.quantity()));
    }
    return loss;
  }

  private long perContract(BigInteger unit, long rate) {
    return perContract(unit.multiply(BigInteger.valueOf(rate)), ONE);
  }

  private long perContract(BigInteger unit, BigInteger divisor) {
    return Math.multiplyExact(rounded(unit, divisor), contractSize());
  }

  private long rounded(BigInteger unit, BigInteger divisor) {
    if (roundingStep == 1) {
      return Exact.divide(unit, divisor, Rounding.UP).longValueExact();
    }
    BigInteger step = BigInteger.valueOf(roundingStep);
    BigInteger steps = Exact.divide(unit, divisor.multiply(step), terms.rounding());
    return steps.multiply(step).longValueExact();
  }

  private static BigInteger times(long rate, long leverage) {
    return BigInteger.valueOf(rate).multiply(BigInteger.valueOf(leverage));
  }
}
