package org.plimsoll.engine.margin.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.Rounded;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.PortfolioOutcome.Assessed;
import org.plimsoll.engine.margin.portfolio.PortfolioOutcome.BookOutcome;
import org.plimsoll.engine.margin.portfolio.PortfolioOutcome.Unavailable;
import org.plimsoll.engine.margin.portfolio.PortfolioTerms.PricedCollateral;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Decimals;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Margin of whole accounts in portfolio mode, and the checks that rest on it: pure functions.
///
/// Balances are exact integers after haircut and limit. What the books are worth and require is
/// summed in doubles, in the account's order, and rounded once: worth down, requirements up.
/// Underlyings do not offset each other.
public final class PortfolioMargin {
  private PortfolioMargin() {}

  /// The outcome for `account` under `terms`.
  public static PortfolioOutcome assess(PortfolioTerms terms, PortfolioAccount account) {
    try {
      return assessed(terms, account);
    } catch (ArithmeticException e) {
      return new Unavailable(
          Reason.AMOUNT_OVERFLOW,
          "An amount of account " + account.id() + " does not fit: " + e.getMessage());
    }
  }

  /// Whether an order or trade may be accepted: on the account as it would be after it, open orders
  /// included, equity must cover the initial requirement. An account already short may still trade
  /// where that leaves it less short.
  ///
  /// @return why not, or nothing when it may
  public static Optional<Refused> tradeRefusal(
      PortfolioTerms terms, PortfolioAccount account, PositionChange change) {
    PortfolioOutcome after = assess(terms, account.after(change));
    Optional<Refused> short_ = shortfall(terms, account, after);
    if (short_.isEmpty() || !(after instanceof Assessed then)) {
      return short_;
    }
    boolean improves =
        assess(terms, account) instanceof Assessed now
            && now.free() < 0
            && then.free() > now.free();
    return improves ? Optional.empty() : short_;
  }

  /// Whether an amount may be withdrawn: the balance must hold it, and equity without it must cover
  /// the initial requirement of positions and open orders.
  ///
  /// @return why not, or nothing when it may
  public static Optional<Refused> withdrawalRefusal(
      PortfolioTerms terms, PortfolioAccount account, Amount amount) {
    if (!amount.isPositive()) {
      return Optional.of(
          new Refused(Reason.AMOUNT_NOT_POSITIVE, "A withdrawal of " + amount + " is not one"));
    }
    long held = 0;
    for (Amount balance : account.balances()) {
      held += balance.asset().equals(amount.asset()) ? balance.units() : 0;
    }
    if (held < amount.units()) {
      return Optional.of(
          new Refused(
              Reason.BALANCE_INSUFFICIENT,
              "Account "
                  + account.id()
                  + " holds "
                  + new Amount(amount.asset(), held)
                  + ", less than "
                  + amount));
    }
    return shortfall(terms, account, assess(terms, account.after(amount.negated())));
  }

  /// The most of an asset that could be withdrawn: one unit more would be refused.
  public static Amount withdrawable(PortfolioTerms terms, PortfolioAccount account, Amount most) {
    long can = 0;
    long cannot = Math.addExact(Math.max(0, most.units()), 1);
    while (cannot - can > 1) {
      long middle = can + (cannot - can) / 2;
      Amount tried = new Amount(most.asset(), middle);
      if (withdrawalRefusal(terms, account, tried).isEmpty()) {
        can = middle;
      } else {
        cannot = middle;
      }
    }
    return new Amount(most.asset(), can);
  }

  private static Optional<Refused> shortfall(
      PortfolioTerms terms, PortfolioAccount account, PortfolioOutcome after) {
    return switch (after) {
      case Unavailable gone -> Optional.of(new Refused(gone.reason(), gone.detail()));
      case Assessed found when found.free() >= 0 -> Optional.empty();
      case Assessed found ->
          Optional.of(
              new Refused(
                  Reason.MARGIN_INSUFFICIENT,
                  "Account "
                      + account.id()
                      + " would have equity "
                      + text(terms, found.equity())
                      + " below its initial requirement "
                      + text(terms, found.initial())));
    };
  }

  private static String text(PortfolioTerms terms, long units) {
    return Decimals.format(units, terms.valuation().scale()) + " " + terms.valuation().code();
  }

  private static PortfolioOutcome assessed(PortfolioTerms terms, PortfolioAccount account) {
    long collateral = 0;
    for (Amount balance : account.balances()) {
      Optional<PricedCollateral> priced =
          terms.collateral().stream()
              .filter(candidate -> candidate.asset().equals(balance.asset()))
              .findFirst();
      if (priced.isEmpty()) {
        return new Unavailable(
            Reason.ASSET_NOT_ELIGIBLE, balance.asset() + " is not collateral at this venue");
      }
      collateral = Math.addExact(collateral, worth(terms, priced.get(), balance.units()));
    }
    List<BookOutcome> books = new ArrayList<>();
    double value = 0;
    double gain = 0;
    double initial = 0;
    double maintenance = 0;
    for (UnderlyingBook book : account.books()) {
      BookOutcome found = book(terms, book, account.orders());
      books.add(found);
      value += found.method().value();
      gain += book.unrealised();
      initial += found.floored().requirement() + found.orders();
      maintenance += found.flooredMaintenance().requirement();
    }
    double uncounted = Math.max(0, gain) * Billionths.toRate(terms.gainHaircut());
    int scale = terms.valuation().scale();
    long equity = Math.addExact(collateral, Rounded.value(value - uncounted, scale));
    long initialUnits = Math.max(0, Rounded.requirement(initial, scale));
    long maintenanceUnits = Math.max(0, Rounded.requirement(maintenance, scale));
    long warning = Billionths.times(maintenanceUnits, terms.warningFactor(), Rounding.UP);
    return new Assessed(
        equity,
        collateral,
        initialUnits,
        maintenanceUnits,
        status(equity, initialUnits, warning, maintenanceUnits),
        books);
  }

  private static AccountStatus status(long equity, long initial, long warning, long maintenance) {
    if (equity < 0) {
      return AccountStatus.BANKRUPT;
    }
    if (equity < maintenance) {
      return AccountStatus.LIQUIDATABLE;
    }
    if (equity >= initial) {
      return AccountStatus.HEALTHY;
    }
    return equity >= warning ? AccountStatus.WARNING : AccountStatus.MARGIN_CALL;
  }

  /// A balance in the valuation currency: what is held after limit and haircut, rounded down; what
  /// is owed at the full price, rounded against the account.
  private static long worth(PortfolioTerms terms, PricedCollateral priced, long units) {
    long counted = Math.min(units, priced.terms().limitUnits());
    long share = Billionths.ONE - priced.terms().haircut();
    long price =
        units < 0 ? priced.price() : Billionths.times(priced.price(), share, Rounding.DOWN);
    int shift = terms.valuation().scale() - priced.asset().scale() - priced.terms().priceScale();
    return shift >= 0
        ? Exact.multiplyDivide(
            counted, Math.multiplyExact(price, Exact.powerOfTen(shift)), 1, Rounding.DOWN)
        : Exact.multiplyDivide(counted, price, Exact.powerOfTen(-shift), Rounding.DOWN);
  }

  private static BookOutcome book(
      PortfolioTerms terms, UnderlyingBook book, List<PositionChange> orders) {
    MethodOutcome found = terms.method().assess(book);
    double separateInitial = 0;
    double separateMaintenance = 0;
    if (terms.floor().needsSeparate()) {
      for (UnderlyingBook alone : separated(book)) {
        MethodOutcome part = terms.method().assess(alone);
        separateInitial += part.initial();
        separateMaintenance += part.maintenance();
      }
    }
    var floored = terms.floor().apply(found.initial(), separateInitial, book);
    var kept = terms.floor().apply(found.maintenance(), separateMaintenance, book);
    double free = found.value() - floored.requirement();
    double worst = free;
    for (boolean buys : new boolean[] {true, false}) {
      Optional<UnderlyingBook> filled = filled(book, orders, buys);
      if (filled.isPresent()) {
        worst = Math.min(worst, free(terms, filled.get()));
      }
    }
    return new BookOutcome(book.underlying(), found, floored, kept, free - worst);
  }

  private static double free(PortfolioTerms terms, UnderlyingBook book) {
    MethodOutcome found = terms.method().assess(book);
    double separate = 0;
    if (terms.floor().needsSeparate()) {
      for (UnderlyingBook alone : separated(book)) {
        separate += terms.method().assess(alone).initial();
      }
    }
    return found.value() - terms.floor().apply(found.initial(), separate, book).requirement();
  }

  /// The book after all its orders of one side are filled, or nothing when it has none.
  private static Optional<UnderlyingBook> filled(
      UnderlyingBook book, List<PositionChange> orders, boolean buys) {
    UnderlyingBook filled = book;
    boolean any = false;
    for (PositionChange order : orders) {
      boolean own = order.underlying().equals(book.underlying());
      if (own && (buys ? order.quantity() > 0 : order.quantity() < 0)) {
        filled = order.apply(filled);
        any = true;
      }
    }
    return any ? Optional.of(filled) : Optional.empty();
  }

  /// Each position of a book as a book of its own, without balance.
  private static List<UnderlyingBook> separated(UnderlyingBook book) {
    UnderlyingBook empty = book.withPositions(List.of(), List.of()).withCash(0).withBase(0);
    List<UnderlyingBook> alone = new ArrayList<>();
    if (book.base() != 0) {
      alone.add(empty.withBase(book.base()));
    }
    for (PerpetualPosition perpetual : book.perpetuals()) {
      alone.add(empty.withPositions(List.of(perpetual), List.of()));
    }
    for (ExpiryBook expiry : book.expiries()) {
      for (FuturePosition future : expiry.futures()) {
        alone.add(empty.withPositions(List.of(), List.of(expiry.with(List.of(future), List.of()))));
      }
      for (OptionPosition option : expiry.options()) {
        alone.add(empty.withPositions(List.of(), List.of(expiry.with(List.of(), List.of(option)))));
      }
    }
    return alone;
  }
}
