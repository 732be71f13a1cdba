package org.plimsoll.engine.account;

import java.util.Arrays;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// One funding interval of a perpetual, paid by and to everyone who holds it.
///
/// What an account pays is rounded up and what it receives down; the residue, never negative, goes
/// to {@link AccountBook#ROUNDING}. A first pass works every payment out and proves that it fits,
/// so that nothing is written unless all of it can be. Allocates nothing in steady state.
final class Funding {
  private final AccountBook book;
  private int[] holders = new int[16];
  private long[] payments = new long[16];
  private int count;

  Funding(AccountBook book) {
    this.book = book;
  }

  /// Pays the interval.
  ///
  /// @param rate in billionths, of either sign; positive is paid by the long side
  /// @param price positive, at the contract's price scale
  /// @throws ArithmeticException when an amount does not fit, with nothing changed
  void pay(int contract, long rate, long price) {
    int asset = book.contract(contract).settlementIndex();
    long residue = workOut(contract, asset, rate, price);
    long rounding = Math.addExact(book.balance(AccountBook.ROUNDING, asset), residue);
    for (int i = 0; i < count; i++) {
      int account = holders[i];
      if (book.mode(account) == AccountMode.ISOLATED) {
        Position before = book.position(account, contract);
        book.writePosition(
            account, contract, before.withBucket(before.bucketUnits() + payments[i]));
      } else {
        book.writeBalance(account, asset, book.balance(account, asset) + payments[i]);
      }
    }
    book.writeBalance(AccountBook.ROUNDING, asset, rounding);
  }

  private long workOut(int contract, int asset, long rate, long price) {
    ContractValue value = book.contract(contract).value();
    long size = Math.absExact(rate);
    long residue = 0;
    count = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      int slot = book.positionSlot(account, contract);
      long quantity = slot < 0 ? 0 : book.quantityAt(slot);
      if (quantity == 0) {
        continue;
      }
      boolean pays = quantity > 0 == rate > 0;
      Rounding rounding = pays ? Rounding.UP : Rounding.DOWN;
      long units = Billionths.times(value.notional(quantity, price, rounding), size, rounding);
      long payment = pays ? Math.negateExact(units) : units;
      long from =
          book.mode(account) == AccountMode.ISOLATED
              ? book.bucketAt(slot)
              : book.balance(account, asset);
      Math.addExact(from, payment);
      residue = Math.subtractExact(residue, payment);
      keep(account, payment);
    }
    return residue;
  }

  private void keep(int account, long payment) {
    if (count == holders.length) {
      holders = Arrays.copyOf(holders, count * 2);
      payments = Arrays.copyOf(payments, count * 2);
    }
    holders[count] = account;
    payments[count] = payment;
    count++;
  }
}
