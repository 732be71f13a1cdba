package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.BookCodec;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.margin.ConcentrationScaling;
import org.plimsoll.engine.margin.FundingLimit;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Accounts, their ledger and their margin, under ids instead of indices.
final class AccountDesk {
  private final AccountBook book;
  private final Ledger ledger;
  private final Marks marks = new Marks();
  private final RateTable rates = new RateTable();
  private final SortedMap<String, Integer> rateClasses = new TreeMap<>();
  private final AccountAssessor assessor;
  private final MarginPolicy policy;
  private final Optional<FundingLimit> fundingLimit;

  /// The desk of a venue that opens.
  static AccountDesk open(VenueTerms terms) {
    AccountBook book = new AccountBook();
    book.addAsset(terms.valuation());
    for (VenueTerms.CollateralTerms accepted : terms.collateral()) {
      if (!accepted.asset().equals(terms.valuation())) {
        book.addAsset(accepted.asset());
      }
    }
    terms.contracts().forEach(listing -> book.listContract(listing.contract()));
    return new AccountDesk(terms, book);
  }

  /// The desk of a venue whose accounts {@link #writeTo} wrote.
  static AccountDesk read(VenueTerms terms, DataInput in) throws IOException {
    return new AccountDesk(terms, BookCodec.read(in));
  }

  private AccountDesk(VenueTerms terms, AccountBook book) {
    this.book = book;
    ledger = new Ledger(book);
    SortedMap<String, Integer> priceScales = new TreeMap<>();
    terms.markets().forEach(market -> priceScales.put(market.market(), market.priceScale()));
    List<CollateralTerms> collateral = new ArrayList<>();
    collateral.add(CollateralTerms.of(0, 0));
    for (VenueTerms.CollateralTerms accepted : terms.collateral()) {
      if (!accepted.asset().equals(terms.valuation())) {
        int scale = priceScales.getOrDefault(accepted.market(), 0);
        collateral.add(collateralOf(accepted, scale));
      }
    }
    for (int contract = 0; contract < terms.contracts().size(); contract++) {
      VenueTerms.Listing listing = terms.contracts().get(contract);
      int index = contract;
      rates.setTiers(contract, tiersOf(listing));
      listing.openInterest().ifPresent(scaling -> rates.setScaling(index, scaling));
    }
    for (VenueTerms.RateClass rateClass : terms.rateClasses()) {
      rateClasses.put(rateClass.id(), rateClasses.size());
    }
    fundingLimit =
        terms.policy().fundingFactor() == 0
            ? Optional.empty()
            : Optional.of(new FundingLimit(Billionths.ofRate(terms.policy().fundingFactor())));
    policy =
        new MarginPolicy(
            terms.valuation(),
            collateral,
            Billionths.ofRate(terms.policy().warningFactor()),
            Billionths.ofRate(terms.policy().gainHaircut()));
    assessor = new AccountAssessor(book, marks, rates, policy);
  }

  private static CollateralTerms collateralOf(VenueTerms.CollateralTerms terms, int scale) {
    return new CollateralTerms(
        scale,
        Billionths.ofRate(terms.haircut()),
        terms.limit(),
        terms.concentration() == 0 ? null : new ConcentrationScaling(terms.concentration()));
  }

  private static MarginTiers tiersOf(VenueTerms.Listing listing) {
    List<VenueTerms.Tier> tiers = listing.tiers();
    if (tiers.isEmpty()) {
      return MarginTiers.flat(0, 0);
    }
    return MarginTiers.of(
        tiers.stream().mapToLong(VenueTerms.Tier::floor).toArray(),
        tiers.stream().mapToLong(tier -> Billionths.ofRate(tier.initialRate())).toArray(),
        tiers.stream().mapToLong(tier -> Billionths.ofRate(tier.maintenanceRate())).toArray());
  }

  AccountBook book() {
    return book;
  }

  Ledger ledger() {
    return ledger;
  }

  Marks marks() {
    return marks;
  }

  RateTable rates() {
    return rates;
  }

  MarginPolicy policy() {
    return policy;
  }

  AccountAssessor assessor() {
    return assessor;
  }

  int rateClass(String id) {
    Integer index = rateClasses.get(id);
    if (index == null) {
      throw new IllegalArgumentException("No rate class " + id);
    }
    return index;
  }

  Effect open(Command.OpenAccount command) {
    Integer rateClass = rateClasses.get(command.rateClass());
    String id = command.account();
    if (rateClass == null) {
      return new Effect.Refused(
          Reason.NO_RULE_IN_FORCE,
          "The venue has no rate class "
              + command.rateClass()
              + "; it has "
              + rateClasses.keySet());
    }
    if (id.isEmpty() || id.length() > AccountBook.MAX_ID_LENGTH) {
      return new Effect.Refused(
          Reason.ACCOUNT_UNKNOWN,
          "An account id has 1 to "
              + AccountBook.MAX_ID_LENGTH
              + " characters, not "
              + id.length());
    }
    if (book.accountIndex(id).isPresent()) {
      return new Effect.Refused(Reason.ACCOUNT_EXISTS, "Account " + id + " is open already");
    }
    book.openAccount(id, command.isolated() ? AccountMode.ISOLATED : AccountMode.CROSS, rateClass);
    return new Effect.Applied();
  }

  Effect deposit(Command.Deposit command) {
    return move(
        command.account(),
        command.amount(),
        (account, asset) -> ledger.deposit(account, asset, command.amount().units()));
  }

  Effect withdraw(Command.Withdraw command) {
    return move(
        command.account(),
        command.amount(),
        (account, asset) -> ledger.withdraw(account, asset, command.amount().units(), assessor));
  }

  Effect allocate(Command.Allocate command) {
    OptionalInt contract = book.contractIndex(command.instrument());
    if (contract.isEmpty()) {
      return unknownInstrument(command.instrument());
    }
    long units = command.amount().units();
    return move(
        command.account(),
        command.amount(),
        (account, _) ->
            units < 0
                ? ledger.release(account, contract.getAsInt(), Math.negateExact(units), assessor)
                : ledger.allocate(account, contract.getAsInt(), units));
  }

  Effect trade(Command.Trade command) {
    OptionalInt buyer = book.accountIndex(command.buyer());
    OptionalInt seller = book.accountIndex(command.seller());
    OptionalInt contract = book.contractIndex(command.instrument());
    if (buyer.isEmpty() || seller.isEmpty()) {
      return unknownAccount(buyer.isEmpty() ? command.buyer() : command.seller());
    }
    if (contract.isEmpty()) {
      return unknownInstrument(command.instrument());
    }
    LedgerResult result =
        ledger.trade(
            new Trade(
                buyer.getAsInt(),
                seller.getAsInt(),
                contract.getAsInt(),
                command.quantity(),
                command.price(),
                command.buyerFee(),
                command.sellerFee()),
            command.checked() ? assessor : MarginTest.NONE);
    scale(contract.getAsInt());
    return effectOf(result);
  }

  /// Brings the initial rates of every contract to its open interest at the current marks.
  void scaleAll() {
    for (int contract = 0; contract < book.contractCount(); contract++) {
      scale(contract);
    }
  }

  private void scale(int contract) {
    if (rates.isScaled(contract) && marks.hasContract(contract)) {
      rates.setOpenInterest(contract, openInterestAtMark(contract));
    }
  }

  /// The notional of open interest at the mark; what does not fit is beyond every bound.
  private long openInterestAtMark(int contract) {
    try {
      return book.contract(contract)
          .value()
          .notional(book.openInterest(contract), marks.contract(contract), Rounding.UP);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  Effect fund(Command.SettleFunding command) {
    OptionalInt contract = book.contractIndex(command.instrument());
    if (contract.isEmpty()) {
      return unknownInstrument(command.instrument());
    }
    if (!marks.hasContract(contract.getAsInt())) {
      return new Effect.Refused(
          Reason.PRICE_MISSING, command.instrument() + " has no mark price to pay funding at");
    }
    if (!(Math.abs(command.rate()) <= 1)) {
      return new Effect.Refused(
          Reason.RATE_OUT_OF_RANGE, "Funding rate " + command.rate() + " is outside -1 to 1");
    }
    long billionths = Billionths.ofRate(Math.abs(command.rate()));
    long limited = limited(command.rate() < 0 ? -billionths : billionths, contract.getAsInt());
    return effectOf(
        ledger.payFunding(contract.getAsInt(), limited, marks.contract(contract.getAsInt())));
  }

  private long limited(long rate, int contract) {
    MarginTiers tiers = rates.tiers(contract);
    return fundingLimit
        .map(limit -> limit.clamp(rate, tiers.initial().rate(0), tiers.maintenance().rate(0)))
        .orElse(rate);
  }

  Effect expire(Command.SettleExpiry command) {
    OptionalInt contract = book.contractIndex(command.instrument());
    if (contract.isEmpty()) {
      return unknownInstrument(command.instrument());
    }
    LedgerResult result = ledger.settle(contract.getAsInt(), command.price());
    scale(contract.getAsInt());
    return effectOf(result);
  }

  /// Assesses every account and adds an effect for each whose status changed.
  void sweep(List<Effect> effects) {
    assessor.sweep(
        (account, from, to, equity, initial, maintenance) ->
            effects.add(
                new Effect.StatusChanged(
                    book.id(account), from.name(), to.name(), equity, initial, maintenance)));
  }

  /// Assesses one account and adds an effect when its status changed.
  void reassess(int account, List<Effect> effects) {
    if (book.mode(account) != AccountMode.VENUE
        && assessor.assess(account) instanceof MarginOutcome.Assessed found
        && found.status() != book.status(account)) {
      effects.add(
          new Effect.StatusChanged(
              book.id(account),
              book.status(account).name(),
              found.status().name(),
              found.equity(),
              found.initial(),
              found.maintenance()));
      book.recordStatus(account, found.status());
    }
  }

  void writeTo(DataOutput out) throws IOException {
    BookCodec.write(book, out);
  }

  /// A movement of money on an account that was found.
  interface Move {
    LedgerResult of(int account, int asset);
  }

  /// Moves money on an account under its id.
  Effect move(String account, Amount amount, Move move) {
    OptionalInt accountIndex = book.accountIndex(account);
    if (accountIndex.isEmpty()) {
      return unknownAccount(account);
    }
    OptionalInt asset = book.assetIndex(amount.asset().code());
    if (asset.isEmpty() || !book.asset(asset.getAsInt()).equals(amount.asset())) {
      return new Effect.Refused(
          Reason.ASSET_NOT_ELIGIBLE,
          "The venue does not take "
              + amount.asset()
              + " at "
              + amount.asset().scale()
              + " digits");
    }
    return effectOf(move.of(accountIndex.getAsInt(), asset.getAsInt()));
  }

  private static Effect unknownAccount(String id) {
    return new Effect.Refused(Reason.ACCOUNT_UNKNOWN, "No account " + id);
  }

  private static Effect unknownInstrument(String id) {
    return new Effect.Refused(Reason.INSTRUMENT_UNKNOWN, "No instrument " + id);
  }

  private static Effect effectOf(LedgerResult result) {
    return switch (result) {
      case LedgerResult.Applied _ -> new Effect.Applied();
      case LedgerResult.Refused refused -> new Effect.Refused(refused.reason(), refused.detail());
    };
  }
}
