package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.margin.WhatIf;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.Simulation;
import org.plimsoll.service.api.view.SimulationRequest;

/// What-if questions on copies. Not for use by several threads at once.
final class Simulations {
  private final Health health;
  private final VenueTerms terms;
  private final AccountCopies copies;
  private final AccountRows accounts;

  Simulations(Health health, VenueTerms terms, AccountCopies copies, AccountRows accounts) {
    this.health = health;
    this.terms = terms;
    this.copies = copies;
    this.accounts = accounts;
  }

  Found<Simulation> run(SimulationRequest request) {
    AccountBook book = copies.book();
    OptionalInt index = book.accountIndex(request.account());
    if (index.isEmpty()) {
      return new Found.Missing<>("ACCOUNT_UNKNOWN", "No account " + request.account());
    }
    int account = index.getAsInt();
    WhatIf whatIf = WhatIf.of(book, account, copies.marks(), copies.rates(), copies.policy());
    LedgerResult.Refused refused = refusal(whatIf, request);
    return new Found.Value<>(
        new Simulation(
            request.account(),
            health.time(),
            health.sequence(),
            refused == null,
            refused == null ? null : refused.reason().name(),
            refused == null ? null : refused.detail(),
            accounts.state(account),
            after(whatIf)));
  }

  private Simulation.State after(WhatIf whatIf) {
    AccountBook.Excerpt excerpt = whatIf.excerpt();
    return new AccountRows(terms, excerpt.book(), whatIf.marks(), whatIf.assessor())
        .state(excerpt.account());
  }

  private LedgerResult.@Nullable Refused refusal(WhatIf whatIf, SimulationRequest request) {
    try {
      return apply(whatIf, request);
    } catch (ArithmeticException e) {
      return new LedgerResult.Refused(Reason.NOT_ON_STEP, "" + e.getMessage());
    }
  }

  private LedgerResult.@Nullable Refused apply(WhatIf whatIf, SimulationRequest request) {
    LedgerResult.Refused first = null;
    for (SimulationRequest.PriceChange change : request.prices()) {
      first = firstOf(first, mark(whatIf, change));
    }
    for (SimulationRequest.TransferChange change : request.transfers()) {
      first = firstOf(first, transfer(whatIf, change));
    }
    for (SimulationRequest.TradeChange change : request.trades()) {
      first = firstOf(first, trade(whatIf, change));
    }
    return first;
  }

  private static LedgerResult.@Nullable Refused firstOf(
      LedgerResult.@Nullable Refused before, LedgerResult result) {
    if (before != null) {
      return before;
    }
    return result instanceof LedgerResult.Refused refused ? refused : null;
  }

  private LedgerResult mark(WhatIf whatIf, SimulationRequest.PriceChange change) {
    OptionalInt contract = copies.book().contractIndex(change.instrument());
    if (contract.isEmpty()) {
      return unknown(change.instrument());
    }
    int scale = contractTerms(contract.getAsInt()).priceScale();
    BigDecimal price = change.price();
    BigDecimal relative = change.change();
    if (price == null) {
      if (relative == null || !copies.marks().hasContract(contract.getAsInt())) {
        return new LedgerResult.Refused(
            Reason.PRICE_MISSING, "Give a price or a change for " + change.instrument());
      }
      price =
          BigDecimal.valueOf(copies.marks().contract(contract.getAsInt()), scale)
              .multiply(BigDecimal.ONE.add(relative));
    }
    long units = Units.nearest(price, scale);
    if (units <= 0) {
      return new LedgerResult.Refused(
          Reason.PRICE_NOT_POSITIVE, "A price of " + price.toPlainString());
    }
    whatIf.mark(contract.getAsInt(), units);
    return LedgerResult.applied();
  }

  private LedgerResult transfer(WhatIf whatIf, SimulationRequest.TransferChange change) {
    OptionalInt asset = copies.book().assetIndex(change.asset());
    if (asset.isEmpty()) {
      return new LedgerResult.Refused(Reason.ASSET_UNKNOWN, "No asset " + change.asset());
    }
    int scale = copies.book().asset(asset.getAsInt()).scale();
    long units = Units.exact(change.amount(), scale);
    return units >= 0
        ? whatIf.deposit(asset.getAsInt(), units)
        : whatIf.withdraw(asset.getAsInt(), -units);
  }

  private LedgerResult trade(WhatIf whatIf, SimulationRequest.TradeChange change) {
    OptionalInt contract = copies.book().contractIndex(change.instrument());
    if (contract.isEmpty()) {
      return unknown(change.instrument());
    }
    ContractTerms contractTerms = contractTerms(contract.getAsInt());
    BigDecimal price = change.price();
    if (price == null && !copies.marks().hasContract(contract.getAsInt())) {
      return new LedgerResult.Refused(
          Reason.PRICE_MISSING, change.instrument() + " has no mark price");
    }
    long priceUnits =
        price == null
            ? copies.marks().contract(contract.getAsInt())
            : Units.exact(price, contractTerms.priceScale());
    return whatIf.trade(
        contract.getAsInt(),
        Units.exact(change.quantity(), contractTerms.quantityScale()),
        priceUnits,
        0,
        true);
  }

  private ContractTerms contractTerms(int contract) {
    return terms.contracts().get(contract).contract().terms();
  }

  private static LedgerResult unknown(String instrument) {
    return new LedgerResult.Refused(Reason.INSTRUMENT_UNKNOWN, "No instrument " + instrument);
  }
}
