package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Position;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.LiquidationPrice;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Rounding;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.BalanceRow;
import org.plimsoll.service.api.view.Margin;
import org.plimsoll.service.api.view.PositionRow;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.Simulation;

/// Accounts in the API's words. Not for use by several threads at once.
final class AccountRows {
  private static final int RATIO_DIGITS = 6;

  private final VenueTerms terms;
  private final AccountBook book;
  private final Marks marks;
  private final AccountAssessor assessor;

  AccountRows(VenueTerms terms, AccountBook book, Marks marks, AccountAssessor assessor) {
    this.terms = terms;
    this.book = book;
    this.marks = marks;
    this.assessor = assessor;
  }

  AccountRow row(int account, boolean synthetic) {
    RegimeKey regime = regime(account);
    int positions = book.endPosition(account) - book.firstPosition(account);
    return new AccountRow(
        book.id(account),
        book.mode(account).name(),
        regime.jurisdiction(),
        regime.clientClass(),
        margin(assessor.assess(account)),
        positions,
        synthetic);
  }

  /// An account's margin and holdings.
  Simulation.State state(int account) {
    return new Simulation.State(
        margin(assessor.assess(account)), balances(account), positions(account));
  }

  RegimeKey regime(int account) {
    return Regimes.keyOf(terms.rateClasses().get(book.rateClass(account)));
  }

  Margin margin(MarginOutcome outcome) {
    String asset = terms.valuation().code();
    return switch (outcome) {
      case MarginOutcome.Unavailable gone ->
          new Margin(
              asset, "UNAVAILABLE", gone.reason().name(), null, null, null, null, null, null);
      case MarginOutcome.Assessed found ->
          new Margin(
              asset,
              found.status().name(),
              null,
              money(found.equity()),
              money(found.collateral()),
              money(found.initial()),
              money(found.maintenance()),
              money(
                  found.maintenanceShortfall() > 0
                      ? found.maintenanceShortfall()
                      : found.initialShortfall()),
              ratio(found));
    };
  }

  private static @Nullable BigDecimal ratio(MarginOutcome.Assessed found) {
    return found.maintenance() == 0
        ? null
        : BigDecimal.valueOf(found.equity())
            .divide(BigDecimal.valueOf(found.maintenance()), RATIO_DIGITS, RoundingMode.FLOOR);
  }

  BigDecimal money(long units) {
    return BigDecimal.valueOf(units, terms.valuation().scale());
  }

  List<BalanceRow> balances(int account) {
    List<BalanceRow> rows = new ArrayList<>();
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      Asset asset = book.asset(book.assetAt(slot));
      BigDecimal amount = BigDecimal.valueOf(book.balanceAt(slot), asset.scale());
      if (amount.signum() != 0) {
        rows.add(new BalanceRow(asset.code(), amount, haircut(asset), null));
      }
    }
    return rows;
  }

  private @Nullable Double haircut(Asset asset) {
    return terms.collateral().stream()
        .filter(collateral -> collateral.asset().equals(asset))
        .map(VenueTerms.CollateralTerms::haircut)
        .findFirst()
        .orElse(null);
  }

  List<PositionRow> positions(int account) {
    List<PositionRow> rows = new ArrayList<>();
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      int contract = book.contractAt(slot);
      if (book.quantityAt(slot) != 0) {
        rows.add(position(account, contract, book.position(account, contract)));
      }
    }
    return rows;
  }

  private PositionRow position(int account, int contract, Position position) {
    ContractTerms contractTerms = book.contract(contract).contract().terms();
    int money = contractTerms.settlementAsset().scale();
    BigDecimal quantity =
        BigDecimal.valueOf(position.quantityUnits(), contractTerms.quantityScale());
    BigDecimal entry =
        BigDecimal.valueOf(position.costUnits(), money)
            .divide(quantity, contractTerms.priceScale(), RoundingMode.HALF_EVEN);
    boolean priced = marks.hasContract(contract);
    long value =
        priced
            ? book.contract(contract)
                .value()
                .signed(position.quantityUnits(), marks.contract(contract), Rounding.DOWN)
            : 0;
    return new PositionRow(
        book.contract(contract).id(),
        quantity,
        entry,
        priced ? BigDecimal.valueOf(marks.contract(contract), contractTerms.priceScale()) : null,
        priced ? BigDecimal.valueOf(Math.abs(value), money) : null,
        priced ? BigDecimal.valueOf(value - position.costUnits(), money) : null,
        null,
        null,
        null,
        liquidation(account, contract, contractTerms));
  }

  private PositionRow.Liquidation liquidation(
      int account, int contract, ContractTerms contractTerms) {
    return switch (assessor.liquidationPrice(account, contract)) {
      case LiquidationPrice.At at -> {
        BigDecimal price = BigDecimal.valueOf(at.priceUnits(), contractTerms.priceScale());
        List<String> assumptions = at.assumptions().stream().map(Enum::name).toList();
        yield new PositionRow.Liquidation(PositionRow.Kind.PRICE, price, price, null, assumptions);
      }
      case LiquidationPrice.Never _ ->
          new PositionRow.Liquidation(PositionRow.Kind.NONE, null, null, null, List.of());
      case LiquidationPrice.Always _ ->
          new PositionRow.Liquidation(
              PositionRow.Kind.UNAVAILABLE, null, null, "LIQUIDATABLE", List.of());
      case LiquidationPrice.Unavailable gone ->
          new PositionRow.Liquidation(
              PositionRow.Kind.UNAVAILABLE, null, null, gone.reason().name(), List.of());
    };
  }
}
