package org.plimsoll.engine.margin.portfolio;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.LiquidationRange.Side;
import org.plimsoll.engine.margin.portfolio.PortfolioOutcome.Assessed;
import org.plimsoll.engine.margin.portfolio.PortfolioTerms.PricedCollateral;
import org.plimsoll.engine.quantity.Reason;

/// Finds liquidation prices by root finding on the margin function itself.
///
/// From the present price outwards, steps of one per cent, up to twentyfold either way; the first
/// step that ends in liquidation is then halved until it is narrower than a billionth of the price.
/// The margin of an option book is not monotonic, so no closed form and no plain bisection would
/// do.
public final class LiquidationSearch {
  private static final double STEP = 0.01;
  private static final double REACH = 20;
  private static final double WIDTH = 1e-9;

  private final PortfolioTerms terms;
  private final PortfolioAccount account;
  private final UnderlyingBook book;

  private LiquidationSearch(PortfolioTerms terms, PortfolioAccount account, UnderlyingBook book) {
    this.terms = terms;
    this.account = account;
    this.book = book;
  }

  /// One way in which the rest of the market may go with the price.
  private record Case(double volatilityFactor, boolean collateralMoves) {}

  /// The range for the price of `underlying`, on which the account has a book.
  ///
  /// @param volatilityMove relative rise and fall of volatilities that are tried, 0 to 1
  public static LiquidationRange find(
      PortfolioTerms terms, PortfolioAccount account, String underlying, double volatilityMove) {
    if (!(volatilityMove >= 0 && volatilityMove <= 1)) {
      throw new IllegalArgumentException("A move of volatility of " + volatilityMove);
    }
    UnderlyingBook found = null;
    for (UnderlyingBook candidate : account.books()) {
      found = candidate.underlying().equals(underlying) ? candidate : found;
    }
    if (found == null) {
      return new LiquidationRange.Unavailable(
          Reason.INSTRUMENT_UNKNOWN, "Account " + account.id() + " has no book on " + underlying);
    }
    if (PortfolioMargin.assess(terms, account)
        instanceof PortfolioOutcome.Unavailable(Reason reason, String detail)) {
      return new LiquidationRange.Unavailable(reason, detail);
    }
    var search = new LiquidationSearch(terms, account, found);
    List<Case> cases = search.cases(volatilityMove);
    return new LiquidationRange.Found(
        found.spot(),
        search.side(cases, false),
        search.side(cases, true),
        List.of(LiquidationRange.Assumption.values()));
  }

  private List<Case> cases(double volatilityMove) {
    boolean hasOptions = book.expiries().stream().anyMatch(e -> !e.options().isEmpty());
    boolean moves =
        terms.collateral().stream().anyMatch(c -> c.underlying().equals(book.underlying()));
    List<Case> cases = new ArrayList<>();
    for (double factor : new double[] {1, 1 + volatilityMove, 1 - volatilityMove}) {
      if (factor == 1 || hasOptions) {
        cases.add(new Case(factor, false));
        if (moves) {
          cases.add(new Case(factor, true));
        }
      }
    }
    return cases;
  }

  private Side side(List<Case> cases, boolean rise) {
    double nearest = Double.NaN;
    double farthest = Double.NaN;
    int found = 0;
    for (Case tried : cases) {
      double ratio = crossing(tried, rise);
      if (ratio > 0) {
        boolean first = found == 0;
        boolean nearer = rise ? ratio < nearest : ratio > nearest;
        boolean farther = rise ? ratio > farthest : ratio < farthest;
        nearest = first || nearer ? ratio : nearest;
        farthest = first || farther ? ratio : farthest;
        found++;
      }
    }
    return found == 0
        ? new Side.Never()
        : new Side.Between(nearest * book.spot(), farthest * book.spot(), found == cases.size());
  }

  /// The ratio to the present price at which a case first leads to liquidation, 0 where it does
  /// not.
  private double crossing(Case tried, boolean rise) {
    double clear = 1;
    if (isPassed(tried, clear)) {
      return clear;
    }
    while (clear < REACH && clear > 1 / REACH) {
      double next = rise ? clear * (1 + STEP) : clear / (1 + STEP);
      if (isPassed(tried, next)) {
        return refined(tried, clear, next);
      }
      clear = next;
    }
    return 0;
  }

  private double refined(Case tried, double clearAt, double passedAt) {
    double clear = clearAt;
    double passed = passedAt;
    while (Math.abs(passed - clear) > WIDTH * clear) {
      double middle = clear + (passed - clear) / 2;
      if (isPassed(tried, middle)) {
        passed = middle;
      } else {
        clear = middle;
      }
    }
    return passed;
  }

  /// Whether the account is liquidatable with the price at `ratio` of the present one. What cannot
  /// be assessed there counts as liquidatable: fail towards more margin.
  private boolean isPassed(Case tried, double ratio) {
    List<UnderlyingBook> books = new ArrayList<>();
    for (UnderlyingBook other : account.books()) {
      boolean own = other.underlying().equals(book.underlying());
      books.add(own ? moved(ratio, tried.volatilityFactor()) : other);
    }
    PortfolioTerms priced = tried.collateralMoves() ? repriced(ratio) : terms;
    return !(PortfolioMargin.assess(priced, account.withBooks(books)) instanceof Assessed found)
        || found.status().compareTo(AccountStatus.LIQUIDATABLE) >= 0;
  }

  private PortfolioTerms repriced(double ratio) {
    List<PricedCollateral> priced = new ArrayList<>();
    for (PricedCollateral old : terms.collateral()) {
      boolean moves = old.underlying().equals(book.underlying());
      long price = moves ? Math.max(1, (long) (old.price() * ratio)) : old.price();
      priced.add(new PricedCollateral(old.asset(), old.terms(), price, old.underlying()));
    }
    return new PortfolioTerms(
        terms.valuation(),
        terms.method(),
        terms.floor(),
        priced,
        terms.gainHaircut(),
        terms.warningFactor());
  }

  /// The book with spot, perpetuals and forwards at `ratio` of where they are.
  private UnderlyingBook moved(double ratio, double volatilityFactor) {
    List<PerpetualPosition> perpetuals = new ArrayList<>();
    for (PerpetualPosition p : book.perpetuals()) {
      double gain = p.quantity() * p.price() * (ratio - 1);
      perpetuals.add(
          new PerpetualPosition(
              p.quantity(), p.price() * ratio, p.confidence(), p.unrealised() + gain));
    }
    List<ExpiryBook> expiries = new ArrayList<>();
    for (ExpiryBook e : book.expiries()) {
      double forward = e.fixedForward() + (e.forward() - e.fixedForward()) * ratio;
      List<FuturePosition> futures = new ArrayList<>();
      for (FuturePosition f : e.futures()) {
        double gain = f.quantity() * (forward - e.forward());
        futures.add(new FuturePosition(f.quantity(), f.unrealised() + gain));
      }
      List<OptionPosition> options = new ArrayList<>();
      for (OptionPosition o : e.options()) {
        options.add(
            new OptionPosition(
                o.right(), o.strike(), o.volatility() * volatilityFactor, o.quantity()));
      }
      expiries.add(
          new ExpiryBook(
              e.seconds(), forward, e.fixedForward(), e.rate(), e.confidence(), futures, options));
    }
    return new UnderlyingBook(
        book.underlying(),
        book.settlement(),
        book.spot() * ratio,
        book.spotConfidence(),
        book.pegPrice(),
        book.cash(),
        book.base(),
        book.charges(),
        perpetuals,
        expiries);
  }
}
