package org.plimsoll.engine.margin.portfolio;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.quantity.Amount;

/// An account in portfolio mode: balances, books and open orders.
///
/// @param balances collateral, each asset once; negative for a debt
/// @param books one for each underlying, linear and in the valuation currency
/// @param orders open orders, each on one of the books
public record PortfolioAccount(
    String id, List<Amount> balances, List<UnderlyingBook> books, List<PositionChange> orders) {
  /// Most open orders of an account.
  public static final int MAX_ORDERS = 1024;

  public PortfolioAccount {
    balances = List.copyOf(balances);
    books = List.copyOf(books);
    orders = List.copyOf(orders);
    long underlyings = books.stream().map(UnderlyingBook::underlying).distinct().count();
    long assets = balances.stream().map(Amount::asset).distinct().count();
    if (underlyings != books.size() || assets != balances.size()) {
      throw new IllegalArgumentException("An underlying or asset of " + id + " stands twice");
    }
    if (books.stream().anyMatch(book -> book.settlement() != Settlement.LINEAR)) {
      throw new IllegalArgumentException("A book of " + id + " is not linear");
    }
    if (orders.size() > MAX_ORDERS) {
      throw new IllegalArgumentException("More than " + MAX_ORDERS + " orders of " + id);
    }
  }

  /// The account after a trade of it; the underlying's book must be there.
  public PortfolioAccount after(PositionChange change) {
    return new PortfolioAccount(id, balances, changed(change), orders);
  }

  private List<UnderlyingBook> changed(PositionChange change) {
    List<UnderlyingBook> changed = new ArrayList<>();
    boolean found = false;
    for (UnderlyingBook book : books) {
      boolean own = book.underlying().equals(change.underlying());
      found |= own;
      changed.add(own ? change.apply(book) : book);
    }
    if (!found) {
      throw new IllegalArgumentException(
          "Account " + id + " has no book on " + change.underlying());
    }
    return changed;
  }

  /// The account with an amount added to a balance.
  public PortfolioAccount after(Amount flow) {
    List<Amount> changed = new ArrayList<>();
    boolean found = false;
    for (Amount balance : balances) {
      boolean own = balance.asset().equals(flow.asset());
      found |= own;
      changed.add(own ? balance.plus(flow) : balance);
    }
    if (!found) {
      changed.add(flow);
    }
    return new PortfolioAccount(id, changed, books, orders);
  }

  /// The account with an order added.
  public PortfolioAccount withOrder(PositionChange order) {
    List<PositionChange> more = new ArrayList<>(orders);
    more.add(order);
    return new PortfolioAccount(id, balances, books, more);
  }

  /// The account with other books.
  PortfolioAccount withBooks(List<UnderlyingBook> others) {
    return new PortfolioAccount(id, balances, others, orders);
  }
}
