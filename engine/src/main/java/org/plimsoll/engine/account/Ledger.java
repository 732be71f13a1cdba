package org.plimsoll.engine.account;

import java.util.Optional;
import java.util.function.Supplier;
import org.plimsoll.engine.account.LedgerResult.Refused;
import org.plimsoll.engine.instrument.Instrument.VanillaOption;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// The double-entry commands on a book. Each is done in full or refused with nothing changed.
///
/// Whatever one account gains, another loses to the last unit; only {@link #deposit} and
/// {@link #withdraw} cross the venue's border. An amount that does not fit a `long` is refused with
/// {@link Reason#AMOUNT_OVERFLOW}.
public final class Ledger {
  private final AccountBook book;
  private final Funding funding;

  /// The ledger of a book.
  public Ledger(AccountBook book) {
    this.book = book;
    funding = new Funding(book);
  }

  /// Pays `units` of an asset into an account from outside.
  public LedgerResult deposit(int account, int asset, long units) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkAmount(account, asset, units);
          if (refused.isPresent()) {
            return refused.get();
          }
          long after = Math.addExact(book.balance(account, asset), units);
          book.writeExternal(asset, units);
          book.writeBalance(account, asset, after);
          return LedgerResult.applied();
        });
  }

  /// Pays `units` of an asset out of an account.
  ///
  /// Refused when the balance is smaller, or when a cross account would no longer cover its initial
  /// requirement.
  public LedgerResult withdraw(int account, int asset, long units, MarginTest test) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkHolding(account, asset, units);
          if (refused.isPresent()) {
            return refused.get();
          }
          long before = book.balance(account, asset);
          Math.subtractExact(book.external(asset), units);
          book.writeBalance(account, asset, before - units);
          refused = testCross(account, test);
          if (refused.isPresent()) {
            book.writeBalance(account, asset, before);
            return refused.get();
          }
          book.writeExternal(asset, -units);
          return LedgerResult.applied();
        });
  }

  /// Moves `units` of an asset from one account to another, under the payer's margin test.
  ///
  /// With {@link MarginTest#NONE} from a venue account this is how pools pay and fees are shared.
  public LedgerResult transfer(int from, int to, int asset, long units, MarginTest test) {
    return guarded(
        () -> {
          Optional<Refused> refused =
              checkHolding(from, asset, units)
                  .or(() -> checkAmount(to, asset, units))
                  .or(() -> checkDistinct(from, to));
          if (refused.isPresent()) {
            return refused.get();
          }
          long before = book.balance(from, asset);
          long after = Math.addExact(book.balance(to, asset), units);
          book.writeBalance(from, asset, before - units);
          refused = testCross(from, test);
          if (refused.isPresent()) {
            book.writeBalance(from, asset, before);
            return refused.get();
          }
          book.writeBalance(to, asset, after);
          return LedgerResult.applied();
        });
  }

  /// Moves all that an account holds or owes of an asset to an account of the venue's own, which
  /// may owe more than it has afterwards: for what is taken over from a defaulter.
  public LedgerResult assume(int from, int venueAccount, int asset) {
    return guarded(
        () -> {
          Optional<Refused> refused =
              checkAmount(from, asset, 1)
                  .or(() -> checkAmount(venueAccount, asset, 1))
                  .or(() -> checkDistinct(from, venueAccount))
                  .or(() -> checkVenue(venueAccount));
          if (refused.isPresent()) {
            return refused.get();
          }
          long moved = book.balance(from, asset);
          long after = Math.addExact(book.balance(venueAccount, asset), moved);
          book.writeBalance(from, asset, 0);
          book.writeBalance(venueAccount, asset, after);
          return LedgerResult.applied();
        });
  }

  /// Moves what the bucket of a closed isolated position holds or owes to an account of the
  /// venue's own.
  public LedgerResult assumeBucket(int from, int contract, int venueAccount) {
    return guarded(
        () -> {
          Optional<Refused> refused =
              checkBucket(from, contract).or(() -> checkVenue(venueAccount));
          if (refused.isPresent()) {
            return refused.get();
          }
          Position before = book.position(from, contract);
          int asset = book.contract(contract).settlementIndex();
          long after = Math.addExact(book.balance(venueAccount, asset), before.bucketUnits());
          book.writePosition(from, contract, before.withBucket(0));
          book.writeBalance(venueAccount, asset, after);
          return LedgerResult.applied();
        });
  }

  private Optional<Refused> checkVenue(int account) {
    return book.isAccount(account) && book.mode(account) == AccountMode.VENUE
        ? Optional.empty()
        : refuse(Reason.ACCOUNT_MODE_MISMATCH, "Only an account of the venue's own may take over");
  }

  /// Moves `units` from an isolated account's balance into the bucket of one contract, before or
  /// after a position is opened in it.
  public LedgerResult allocate(int account, int contract, long units) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkBucket(account, contract);
          if (refused.isPresent()) {
            return refused.get();
          }
          int asset = book.contract(contract).settlementIndex();
          refused = checkHolding(account, asset, units).or(() -> checkRoom(account, contract));
          if (refused.isPresent()) {
            return refused.get();
          }
          Position before = book.position(account, contract);
          Position after = before.withBucket(Math.addExact(before.bucketUnits(), units));
          book.writeBalance(account, asset, book.balance(account, asset) - units);
          book.writePosition(account, contract, after);
          return LedgerResult.applied();
        });
  }

  /// Moves `units` from the bucket of one contract back to the balance, unless the position would
  /// no longer cover its initial requirement.
  public LedgerResult release(int account, int contract, long units, MarginTest test) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkBucket(account, contract).or(() -> checkPositive(units));
          if (refused.isPresent()) {
            return refused.get();
          }
          Position before = book.position(account, contract);
          if (before.bucketUnits() < units) {
            return new Refused(
                Reason.BALANCE_INSUFFICIENT,
                "Bucket holds " + before.bucketUnits() + " units, " + units + " asked for");
          }
          int asset = book.contract(contract).settlementIndex();
          long balance = Math.addExact(book.balance(account, asset), units);
          book.writePosition(account, contract, before.withBucket(before.bucketUnits() - units));
          if (before.quantityUnits() != 0) {
            refused = testIsolated(account, contract, test);
          }
          if (refused.isPresent()) {
            book.writePosition(account, contract, before);
            return refused.get();
          }
          book.writeBalance(account, asset, balance);
          return LedgerResult.applied();
        });
  }

  /// Books a fill between two accounts.
  ///
  /// Each side whose position grows must cover its initial requirement afterwards, fees and
  /// realised profit included; a side that only reduces is not tested, so that an account in
  /// trouble can always close. Pass {@link MarginTest#NONE} for forced fills.
  public LedgerResult trade(Trade trade, MarginTest test) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkTrade(trade);
          return refused.isPresent() ? refused.get() : book(trade, test);
        });
  }

  private LedgerResult book(Trade trade, MarginTest test) {
    ListedContract contract = book.contract(trade.contract());
    int asset = contract.settlementIndex();
    long value = contract.value().signed(trade.quantityUnits(), trade.priceUnits(), Rounding.DOWN);
    Side buyer = side(trade.buyer(), trade, trade.quantityUnits(), value, trade.buyerFeeUnits());
    Side seller =
        side(
            trade.seller(),
            trade,
            Math.negateExact(trade.quantityUnits()),
            Math.negateExact(value),
            trade.sellerFeeUnits());
    long fees = book.balance(AccountBook.FEES, asset);
    long feesAfter =
        Math.addExact(fees, Math.addExact(trade.buyerFeeUnits(), trade.sellerFeeUnits()));
    write(buyer, trade.contract(), asset, true);
    write(seller, trade.contract(), asset, true);
    book.writeBalance(AccountBook.FEES, asset, feesAfter);
    Optional<Refused> refused =
        testSide(buyer, trade.contract(), test).or(() -> testSide(seller, trade.contract(), test));
    if (refused.isPresent()) {
      write(buyer, trade.contract(), asset, false);
      write(seller, trade.contract(), asset, false);
      book.writeBalance(AccountBook.FEES, asset, fees);
      return refused.get();
    }
    return LedgerResult.applied();
  }

  /// Pays one funding interval of a perpetual: for a positive rate the long side pays the short.
  ///
  /// What an account pays is rounded up and what it receives down; the residue, never negative,
  /// goes to {@link AccountBook#ROUNDING}. Isolated positions pay from their bucket.
  ///
  /// @param ratePerBillion the rate of the interval in billionths, of either sign
  /// @param priceUnits the mark price the value is taken at
  public LedgerResult payFunding(int contract, long ratePerBillion, long priceUnits) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkSettlement(contract, priceUnits);
          if (refused.isPresent()) {
            return refused.get();
          }
          if (Math.absExact(ratePerBillion) > Billionths.MAX) {
            return new Refused(
                Reason.RATE_OUT_OF_RANGE, "Funding rate " + ratePerBillion + " billionths");
          }
          funding.pay(contract, ratePerBillion, priceUnits);
          return LedgerResult.applied();
        });
  }

  /// Settles a contract for good: every position is closed at the price and trading ends.
  ///
  /// The price of an option may be zero, since it may expire without worth.
  ///
  /// Profits are rounded down; for an inverse contract the residue goes to
  /// {@link AccountBook#ROUNDING}.
  public LedgerResult settle(int contract, long priceUnits) {
    return guarded(
        () -> {
          Optional<Refused> refused = checkSettlement(contract, priceUnits);
          if (refused.isPresent()) {
            return refused.get();
          }
          ContractValue value = book.contract(contract).value();
          LedgerResult result =
              payEverywhere(
                  contract,
                  position ->
                      new Position.Fill(
                          new Position(0, 0, position.bucketUnits()),
                          Math.subtractExact(
                              value.signed(position.quantityUnits(), priceUnits, Rounding.DOWN),
                              position.costUnits())));
          if (result instanceof LedgerResult.Applied) {
            book.markSettled(contract);
          }
          return result;
        });
  }

  /// Applies one change to every position of a contract; a first pass proves that all of it fits.
  private LedgerResult payEverywhere(int contract, PositionChange change) {
    int asset = book.contract(contract).settlementIndex();
    long residue = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      Position before = book.position(account, contract);
      if (before.quantityUnits() != 0) {
        Position.Fill fill = change.of(before);
        after(account, asset, before, fill, 0);
        residue = Math.subtractExact(residue, fill.realised());
        residue =
            Math.addExact(
                residue, Math.subtractExact(fill.position().costUnits(), before.costUnits()));
      }
    }
    long rounding = Math.addExact(book.balance(AccountBook.ROUNDING, asset), residue);
    for (int account = 0; account < book.accountCount(); account++) {
      Position before = book.position(account, contract);
      if (before.quantityUnits() != 0) {
        write(after(account, asset, before, change.of(before), 0), contract, asset, true);
      }
    }
    book.writeBalance(AccountBook.ROUNDING, asset, rounding);
    return LedgerResult.applied();
  }

  @FunctionalInterface
  private interface PositionChange {
    Position.Fill of(Position before);
  }

  /// One account's part in a change, before and after.
  private record Side(
      int account, Position before, Position after, long balanceBefore, long balanceAfter) {}

  private Side side(int account, Trade trade, long quantity, long value, long fee) {
    ListedContract contract = book.contract(trade.contract());
    Position before = book.position(account, trade.contract());
    Position.Fill fill = before.fill(contract.value(), quantity, value, trade.priceUnits());
    return after(account, contract.settlementIndex(), before, fill, fee);
  }

  /// Where realised profit and fee go: to the balance, or in an isolated account to the bucket,
  /// which returns to the balance when the position is closed with something left in it.
  private Side after(int account, int asset, Position before, Position.Fill fill, long fee) {
    long cash = Math.subtractExact(fill.realised(), fee);
    long balance = book.balance(account, asset);
    if (book.mode(account) != AccountMode.ISOLATED) {
      return new Side(account, before, fill.position(), balance, Math.addExact(balance, cash));
    }
    long bucket = Math.addExact(before.bucketUnits(), cash);
    if (fill.position().quantityUnits() == 0 && bucket > 0) {
      return new Side(
          account, before, fill.position().withBucket(0), balance, Math.addExact(balance, bucket));
    }
    return new Side(account, before, fill.position().withBucket(bucket), balance, balance);
  }

  private void write(Side side, int contract, int asset, boolean forward) {
    book.writePosition(side.account(), contract, forward ? side.after() : side.before());
    book.writeBalance(side.account(), asset, forward ? side.balanceAfter() : side.balanceBefore());
  }

  private Optional<Refused> testSide(Side side, int contract, MarginTest test) {
    if (!side.before().growsTo(side.after())) {
      return Optional.empty();
    }
    return book.mode(side.account()) == AccountMode.ISOLATED
        ? testIsolated(side.account(), contract, test)
        : testCross(side.account(), test);
  }

  private Optional<Refused> testIsolated(int account, int contract, MarginTest test) {
    return withoutOverflow(() -> test.isolatedShortfall(book, account, contract));
  }

  private Optional<Refused> testCross(int account, MarginTest test) {
    return book.mode(account) == AccountMode.CROSS
        ? withoutOverflow(() -> test.crossShortfall(book, account))
        : Optional.empty();
  }

  /// A test runs on the changed book, so its overflow must be an answer and not an exception.
  private static Optional<Refused> withoutOverflow(Supplier<Optional<Refused>> test) {
    try {
      return test.get();
    } catch (ArithmeticException e) {
      return refuse(Reason.AMOUNT_OVERFLOW, "A requirement does not fit: " + e.getMessage());
    }
  }

  // Checks that come before any change.

  private Optional<Refused> checkAmount(int account, int asset, long units) {
    if (!book.isAccount(account)) {
      return refuse(Reason.ACCOUNT_UNKNOWN, "No account has index " + account);
    }
    if (!book.isAsset(asset)) {
      return refuse(Reason.ASSET_UNKNOWN, "No asset has index " + asset);
    }
    return checkPositive(units);
  }

  private Optional<Refused> checkHolding(int account, int asset, long units) {
    Optional<Refused> refused = checkAmount(account, asset, units);
    if (refused.isEmpty() && book.balance(account, asset) < units) {
      return refuse(
          Reason.BALANCE_INSUFFICIENT,
          "Account "
              + book.id(account)
              + " holds "
              + book.balance(account, asset)
              + " units of "
              + book.asset(asset)
              + ", "
              + units
              + " asked for");
    }
    return refused;
  }

  private static Optional<Refused> checkPositive(long units) {
    return units > 0
        ? Optional.empty()
        : refuse(Reason.AMOUNT_NOT_POSITIVE, units + " is not a positive number of units");
  }

  private Optional<Refused> checkDistinct(int one, int other) {
    return one != other
        ? Optional.empty()
        : refuse(Reason.SAME_ACCOUNT, "Both sides are account " + book.id(one));
  }

  private Optional<Refused> checkContract(int contract) {
    Optional<ListedContract> listed = book.listed(contract);
    if (listed.isEmpty()) {
      return refuse(Reason.INSTRUMENT_UNKNOWN, "No contract has index " + contract);
    }
    return listed.get().settled()
        ? refuse(Reason.INSTRUMENT_NOT_TRADING, listed.get().id() + " has settled")
        : Optional.empty();
  }

  private Optional<Refused> checkSettlement(int contract, long price) {
    return checkContract(contract)
        .or(() -> price == 0 && isOption(contract) ? Optional.empty() : checkPrice(price));
  }

  private boolean isOption(int contract) {
    return book.contract(contract).contract() instanceof VanillaOption;
  }

  private static Optional<Refused> checkPrice(long price) {
    return price > 0
        ? Optional.empty()
        : refuse(Reason.PRICE_NOT_POSITIVE, "Price of " + price + " units is not positive");
  }

  private Optional<Refused> checkBucket(int account, int contract) {
    if (!book.isAccount(account)) {
      return refuse(Reason.ACCOUNT_UNKNOWN, "No account has index " + account);
    }
    if (book.listed(contract).isEmpty()) {
      return refuse(Reason.INSTRUMENT_UNKNOWN, "No contract has index " + contract);
    }
    return book.mode(account) == AccountMode.ISOLATED
        ? Optional.empty()
        : refuse(Reason.ACCOUNT_MODE_MISMATCH, "Account " + book.id(account) + " is not isolated");
  }

  private Optional<Refused> checkRoom(int account, int contract) {
    boolean full = book.positionCount(account) >= AccountBook.MAX_POSITIONS;
    return full && book.position(account, contract).equals(Position.FLAT)
        ? refuse(
            Reason.LIMIT_REACHED,
            "Account "
                + book.id(account)
                + " has "
                + AccountBook.MAX_POSITIONS
                + " positions, the most allowed")
        : Optional.empty();
  }

  private Optional<Refused> checkTrade(Trade trade) {
    return checkContract(trade.contract())
        .or(() -> checkTrader(trade.buyer(), trade.contract()))
        .or(() -> checkTrader(trade.seller(), trade.contract()))
        .or(() -> checkDistinct(trade.buyer(), trade.seller()))
        .or(() -> checkPositive(trade.quantityUnits()))
        .or(() -> checkPrice(trade.priceUnits()));
  }

  private Optional<Refused> checkTrader(int account, int contract) {
    if (!book.isAccount(account)) {
      return refuse(Reason.ACCOUNT_UNKNOWN, "No account has index " + account);
    }
    return account == AccountBook.FEES || account == AccountBook.ROUNDING
        ? refuse(Reason.ACCOUNT_MODE_MISMATCH, book.id(account) + " does not trade")
        : checkRoom(account, contract);
  }

  private static Optional<Refused> refuse(Reason reason, String detail) {
    return Optional.of(new Refused(reason, detail));
  }

  private interface Command {
    LedgerResult run();
  }

  /// Turns an overflow, which every command meets before its first write, into a refusal.
  private static LedgerResult guarded(Command command) {
    try {
      return command.run();
    } catch (ArithmeticException e) {
      return new Refused(Reason.AMOUNT_OVERFLOW, "An amount does not fit: " + e.getMessage());
    }
  }
}
