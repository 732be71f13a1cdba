package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.liquidation.BankruptcyPrice;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.margin.LiquidationPrice;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;
import org.plimsoll.engine.margin.MarginOutcome.Unavailable;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.PositionMargin;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.waterfall.DefaultResolution;
import org.plimsoll.engine.waterfall.DefaultWaterfall;
import org.plimsoll.engine.waterfall.Deleveraging;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.PoolAccounts;
import org.plimsoll.engine.waterfall.Resolution;

/// One account trading linear perpetuals in decimals, on Plimsoll's own book and assessor.
final class VectorVenue {
  private final Asset quote;
  private final int quantityScale;
  private final int priceScale;
  private final AccountBook book = new AccountBook();
  private final Ledger ledger = new Ledger(book);
  private final Marks marks = new Marks();
  private final RateTable rates = new RateTable();
  private final int asset;
  private final int account;
  private final int counterparty;
  private BigDecimal warningFactor = BigDecimal.ONE;

  VectorVenue(AccountMode mode, int quantityScale, int priceScale) {
    quote = new Asset("USD", Math.max(8, quantityScale + priceScale));
    this.quantityScale = quantityScale;
    this.priceScale = priceScale;
    asset = book.addAsset(quote);
    account = book.openAccount("account", mode, 0);
    counterparty = book.openAccount("venue:market", AccountMode.VENUE, 0);
  }

  int list(String id) {
    return book.listContract(
        new Perpetual(
            id, new ContractTerms(id, Settlement.LINEAR, quote, 1, 0, quantityScale, priceScale)));
  }

  void setTiers(int contract, MarginTiers tiers) {
    rates.set(0, contract, tiers);
  }

  /// Tiers with one rate above a floor that makes the deduction what it is said to be.
  MarginTiers tiersWith(BigDecimal rate, BigDecimal deduction) {
    long billionths = rate.movePointRight(9).longValueExact();
    long floor =
        units(deduction.divide(rate, quote.scale(), RoundingMode.UNNECESSARY), quote.scale());
    return MarginTiers.of(
        new long[] {0, floor}, new long[] {0, billionths}, new long[] {0, billionths});
  }

  void deposit(BigDecimal amount) {
    if (amount.signum() > 0) {
      apply(ledger.deposit(account, asset, units(amount, quote.scale())));
    }
  }

  void allocate(int contract, BigDecimal amount) {
    apply(ledger.allocate(account, contract, units(amount, quote.scale())));
  }

  void trade(int contract, BigDecimal signedQuantity, BigDecimal price) {
    boolean buys = signedQuantity.signum() > 0;
    apply(
        ledger.trade(
            new Trade(
                buys ? account : counterparty,
                buys ? counterparty : account,
                contract,
                units(signedQuantity.abs(), quantityScale),
                units(price, priceScale),
                0,
                0),
            MarginTest.NONE));
  }

  void mark(int contract, BigDecimal price) {
    marks.setContract(contract, units(price, priceScale));
  }

  void warnAt(BigDecimal factor) {
    warningFactor = factor;
  }

  AccountAssessor assessor() {
    return new AccountAssessor(
        book,
        marks,
        rates,
        new MarginPolicy(
            quote,
            List.of(CollateralTerms.of(0, 0)),
            Billionths.ofRate(warningFactor.doubleValue()),
            0));
  }

  Assessed assess() {
    return switch (assessor().assess(account)) {
      case Assessed found -> found;
      case Unavailable gone -> throw new AssertionError(gone.toString());
    };
  }

  BigDecimal maintenance(int contract) {
    return money(position(contract).maintenance());
  }

  BigDecimal gain(int contract) {
    return money(position(contract).gain());
  }

  BigDecimal money(long units) {
    return BigDecimal.valueOf(units, quote.scale());
  }

  BigDecimal liquidationPrice(int contract) {
    return price(assessor().liquidationPrice(account, contract));
  }

  BigDecimal bankruptcyPrice(int contract) {
    return price(assessor().bankruptcyPrice(account, contract));
  }

  /// The signed value of a position at which closing it uses up its share of the account's worth.
  BigDecimal bankruptcyValue(int contract) {
    Standing.Known standing = standing();
    Standing.Holding holding =
        standing.holdings().stream()
            .filter(one -> one.contract() == contract)
            .findFirst()
            .orElseThrow();
    return money(BankruptcyPrice.value(book, reader().assets(), standing, holding));
  }

  /// Takes the account over with a base pool that holds `fund`, and returns what it holds then.
  BigDecimal fundAfterTakeover(BigDecimal fund) {
    DefaultWaterfall waterfall = new DefaultWaterfall(book, ledger, PoolAccounts.in(book));
    int base = waterfall.pools().base();
    apply(ledger.deposit(base, asset, units(fund, quote.scale())));
    var deleveraging = new Deleveraging(book, ledger, reader());
    Resolution found =
        new DefaultResolution(book, ledger, reader(), waterfall, deleveraging)
            .resolve(standing(), List.of(LayerLimit.whole(Layer.BASE_POOL)));
    assertEquals(fund.subtract(money(found.loss())), money(book.balance(base, asset)));
    return money(book.balance(base, asset));
  }

  private StandingReader reader() {
    MarginPolicy policy = MarginPolicy.of(quote, List.of(CollateralTerms.of(0, 0)));
    return new StandingReader(book, marks, assessor(), policy);
  }

  private Standing.Known standing() {
    return switch (reader().read(new MarginGroup.Cross(account))) {
      case Standing.Known known -> known;
      case Standing.Unknown gone -> throw new AssertionError(gone.toString());
    };
  }

  private PositionMargin position(int contract) {
    return assessor().positions(account).stream()
        .filter(position -> position.contract() == contract)
        .findFirst()
        .orElseThrow();
  }

  private BigDecimal price(LiquidationPrice price) {
    return switch (price) {
      case LiquidationPrice.At at -> BigDecimal.valueOf(at.priceUnits(), priceScale);
      case LiquidationPrice.Never _, LiquidationPrice.Always _, LiquidationPrice.Unavailable _ ->
          throw new AssertionError(price.toString());
    };
  }

  private static long units(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  private static void apply(LedgerResult result) {
    assertEquals(LedgerResult.applied(), result);
  }
}
