package org.plimsoll.engine.margin;

import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;

/// What an account would look like after deposits, trades and price moves that have not happened.
///
/// Works on a copy of the account with the same ledger and assessor as the real book, so its
/// answers are those the book would give. The real book, marks and rates are read once and never
/// changed.
public final class WhatIf {
  private final AccountBook.Excerpt excerpt;
  private final Ledger ledger;
  private final Marks marks;
  private final AccountAssessor assessor;

  private WhatIf(AccountBook.Excerpt excerpt, Marks marks, RateTable rates, MarginPolicy policy) {
    this.excerpt = excerpt;
    this.marks = marks;
    ledger = new Ledger(excerpt.book());
    assessor = new AccountAssessor(excerpt.book(), marks, rates, policy);
  }

  /// The account as it stands, to be changed at will.
  public static WhatIf of(
      AccountBook book, int account, Marks marks, RateTable rates, MarginPolicy policy) {
    return new WhatIf(book.excerpt(account), marks.copy(), rates, policy);
  }

  /// Supposes a deposit.
  public LedgerResult deposit(int asset, long units) {
    return ledger.deposit(excerpt.account(), asset, units);
  }

  /// Supposes a withdrawal, under the same test as a real one.
  public LedgerResult withdraw(int asset, long units) {
    return ledger.withdraw(excerpt.account(), asset, units, assessor);
  }

  /// Supposes a move into an isolated position's bucket.
  public LedgerResult allocate(int contract, long units) {
    return ledger.allocate(excerpt.account(), contract, units);
  }

  /// Supposes a move out of an isolated position's bucket, under the same test as a real one.
  public LedgerResult release(int contract, long units) {
    return ledger.release(excerpt.account(), contract, units, assessor);
  }

  /// Supposes a fill against the venue.
  ///
  /// @param signedQuantityUnits positive buys, negative sells
  /// @param tested whether the initial requirement must be covered, as for a real order; without,
  ///     the outcome shows the shortfall
  public LedgerResult trade(
      int contract, long signedQuantityUnits, long priceUnits, long feeUnits, boolean tested) {
    boolean buys = signedQuantityUnits > 0;
    int own = excerpt.account();
    int other = excerpt.counterparty();
    return ledger.trade(
        new Trade(
            buys ? own : other,
            buys ? other : own,
            contract,
            buys ? signedQuantityUnits : -signedQuantityUnits,
            priceUnits,
            buys ? feeUnits : 0,
            buys ? 0 : feeUnits),
        tested ? assessor : MarginTest.NONE);
  }

  /// Supposes another mark price.
  public void mark(int contract, long priceUnits) {
    marks.setContract(contract, priceUnits);
  }

  /// Supposes another price of an asset.
  public void price(int asset, long priceUnits) {
    marks.setAsset(asset, priceUnits);
  }

  /// The copy of the account after all that was supposed. Not to be changed.
  public AccountBook.Excerpt excerpt() {
    return excerpt;
  }

  /// The marks that were supposed. Not to be changed.
  public Marks marks() {
    return marks;
  }

  /// What assesses the copy of the account.
  public AccountAssessor assessor() {
    return assessor;
  }

  /// The outcome of all that was supposed.
  public MarginOutcome outcome() {
    return assessor.assess(excerpt.account());
  }

  /// The liquidation price of a contract after all that was supposed.
  public LiquidationPrice liquidationPrice(int contract) {
    return assessor.liquidationPrice(excerpt.account(), contract);
  }

  /// The most of an asset that could be withdrawn: one unit more would be refused.
  public long withdrawable(int asset) {
    long most = Math.max(0, excerpt.book().balance(excerpt.account(), asset));
    if (most == 0 || couldWithdraw(asset, most)) {
      return most;
    }
    long can = 0;
    long cannot = most;
    while (cannot - can > 1) {
      long middle = can + (cannot - can) / 2;
      if (couldWithdraw(asset, middle)) {
        can = middle;
      } else {
        cannot = middle;
      }
    }
    return can;
  }

  private boolean couldWithdraw(int asset, long units) {
    return switch (withdraw(asset, units)) {
      case LedgerResult.Refused _ -> false;
      case LedgerResult.Applied _ -> {
        LedgerResult undone = deposit(asset, units);
        yield undone instanceof LedgerResult.Applied;
      }
    };
  }
}
