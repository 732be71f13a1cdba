package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.plimsoll.conformance.vectors.ClosedFormTest.assertNear;
import static org.plimsoll.conformance.vectors.ClosedFormTest.scaled;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.conformance.vectors.ClosedFormTest.Case;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.FillSettlement;
import org.plimsoll.engine.liquidation.LiabilityTransfer;
import org.plimsoll.engine.liquidation.LiquidationPlanner;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;

/// The closed-form cases of liquidation, bankruptcy and pools.
final class LiquidationVectors {
  private LiquidationVectors() {}

  /// The planner must find the quantity on a real account that lacks `shortage`.
  static void baseToCover(Case test) {
    Asset dollar = new Asset("USD", 9);
    Asset quote = new Asset("QUOTE", 9);
    var book = new AccountBook();
    int money = book.addAsset(dollar);
    book.addAsset(quote);
    int contract =
        book.listContract(
            new Perpetual("X", new ContractTerms("X", Settlement.LINEAR, quote, 1, 0, 9, 0)));
    var marks = new Marks();
    long price = test.input("price").longValueExact();
    marks.setContract(contract, price);
    marks.setAsset(1, scaled(test.inputs().get("quote_price"), 2));
    var rates = new RateTable();
    double rate = test.input("margin_ratio").doubleValue();
    rates.set(0, contract, MarginTiers.flat(rate, rate));
    var policy =
        MarginPolicy.of(dollar, List.of(CollateralTerms.of(0, 0), CollateralTerms.of(2, 0)));
    int account = book.openAccount("a", AccountMode.CROSS, 0);
    int other = book.openAccount("venue:market", AccountMode.VENUE, 0);
    BigDecimal maintenance =
        BigDecimal.TEN
            .multiply(test.input("price"))
            .multiply(test.input("quote_price"))
            .multiply(test.input("margin_ratio"));
    long equity =
        maintenance
            .subtract(test.input("shortage"))
            .movePointRight(9)
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact();
    var ledger = new Ledger(book);
    assertEquals(LedgerResult.applied(), ledger.deposit(account, money, equity));
    long quantity = 10 * Exact.powerOfTen(9);
    assertEquals(
        LedgerResult.applied(),
        ledger.trade(new Trade(account, other, contract, quantity, price, 0, 0), MarginTest.NONE));
    var assessor = new AccountAssessor(book, marks, rates, policy);
    var reader = new StandingReader(book, marks, assessor, policy);
    if (!(reader.read(new MarginGroup.Cross(account)) instanceof Standing.Known standing)) {
      throw new AssertionError("The account cannot be assessed");
    }
    var terms =
        new LiquidationTerms(
            Billionths.ONE,
            0,
            scaled(test.inputs().get("liq_fee"), 9),
            1,
            1,
            List.of(
                new LiquidationTerms.MarketTerms(
                    scaled(test.inputs().get("if_fee"), 9), 0, DisposalPace.unlimited())));
    long cut =
        new LiquidationPlanner(book, rates, reader.assets())
            .plan(standing, terms, _ -> quantity)
            .getFirst()
            .quantity();
    assertNear(test.expected("base"), BigDecimal.valueOf(cut, 9), test.tolerance());
  }

  /// The exact value, to nine digits; the published one carries its own rounding.
  static void liabilityTransfer(Case test) {
    var transfer =
        new LiabilityTransfer(
            scaled(test.inputs().get("asset_w"), 9),
            scaled(test.inputs().get("asset_mult"), 9),
            scaled(test.inputs().get("liab_w"), 9),
            scaled(test.inputs().get("liab_mult"), 9),
            scaled(test.inputs().get("if_fee"), 9));
    BigDecimal value =
        BigDecimal.valueOf(transfer.value(scaled(test.inputs().get("shortage"), 12)), 12);
    BigDecimal units = value.divide(test.input("price"), 12, RoundingMode.HALF_EVEN);
    assertNear(test.expected("exact"), units, new BigDecimal("0.000000001"));
  }

  static void disposalSteps(Case test) {
    var pace =
        new DisposalPace(
            scaled(test.inputs().get("disposal_fraction"), 9),
            test.input("full_disposal_size").longValueExact(),
            test.input("max_per_step").longValueExact(),
            Long.MAX_VALUE,
            1);
    List<Long> expected = new ArrayList<>();
    test.expected().get("steps").forEach(step -> expected.add(step.asLong()));
    List<Long> steps = new ArrayList<>();
    for (long rest = test.input("volume").longValueExact(); rest > 0; ) {
      long step = pace.step(rest);
      steps.add(step);
      rest -= step;
    }
    assertEquals(expected, steps);
  }

  static void fundDelta(Case test) {
    BigDecimal fill = test.input("size_btc").multiply(test.input("fill_price"));
    boolean sells = test.inputs().get("side").asString().equals("sell");
    FillSettlement settlement =
        FillSettlement.of(
            units(sells ? fill : fill.negate()),
            units(test.input("bankruptcy_quote")),
            scaled(test.inputs().get("max_fee"), 9));
    assertEquals(
        units(test.expected("insurance_fund_delta_usd")),
        settlement.feeUnits() - settlement.drawUnits());
  }

  private static long units(BigDecimal money) {
    return money.movePointRight(6).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
  }

  /// One of two positions is closed: its share of what the account is worth is used up.
  static void bankruptcyShare(Case test) {
    BigDecimal closed = test.input("closed_position_notional");
    BigDecimal other = test.inputs().get("other_positions_notional").get(0).decimalValue();
    BigDecimal worth = test.input("usdc").add(closed).add(other);
    var venue = new VectorVenue(AccountMode.CROSS, 3, 2);
    venue.deposit(worth);
    double rate = test.input("mmr_rate").doubleValue();
    int ether = venue.list("ETH");
    int bitcoin = venue.list("BTC");
    for (int contract : new int[] {ether, bitcoin}) {
      BigDecimal notional = contract == ether ? closed : other;
      BigDecimal size = new BigDecimal(contract == ether ? "0.1" : "0.004");
      BigDecimal price = notional.abs().divide(size, 2, RoundingMode.UNNECESSARY);
      venue.setTiers(contract, MarginTiers.flat(rate, rate));
      venue.trade(contract, size.multiply(BigDecimal.valueOf(notional.signum())), price);
      venue.mark(contract, price);
    }
    BigDecimal whole = venue.bankruptcyValue(ether).multiply(test.input("portion"));
    assertEquals(0, test.expected("bankruptcy_quote_usd").compareTo(whole));
  }

  static void deficitFromFund(Case test) {
    var venue = new VectorVenue(AccountMode.CROSS, 0, 0);
    int contract = venue.list("X");
    venue.setTiers(contract, MarginTiers.flat(0.005, 0.005));
    venue.deposit(test.input("equity"));
    venue.trade(contract, test.input("qty"), test.input("entry"));
    venue.mark(contract, test.input("mark"));
    BigDecimal after = venue.fundAfterTakeover(test.input("fund"));
    assertEquals(0, test.expected("fund_after").compareTo(after));
    assertEquals(0, test.expected("deficit").compareTo(test.input("fund").subtract(after)));
  }
}
