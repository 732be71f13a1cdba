package org.plimsoll.engine.margin.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.CollateralTerms;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.portfolio.PortfolioOutcome.Assessed;
import org.plimsoll.engine.margin.portfolio.PortfolioTerms.PricedCollateral;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.scenario.Shock;
import org.plimsoll.engine.margin.scenario.VolatilityShock;
import org.plimsoll.engine.margin.standard.StandardTerms;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;

class PortfolioMarginTest {
  private static final long SEED = 20260111L;
  private static final Asset USD = new Asset("USD", 6);
  private static final Asset BTC = new Asset("BTC", 8);
  private static final double DAY = 86_400;

  /// Perpetuals and futures at 10 % and 5 %, options as Deribit's standard margin has them.
  private static final BookMethod STANDARD =
      BookMethod.standard(
          new StandardTerms(
              new StandardTerms.Delta(0.1, 0.05),
              new StandardTerms.Option(0.15, 0.1, 0.075, 0.075, 0.075, 1),
              1.2,
              1.1,
              new StandardTerms.Base(0.9, 1),
              new StandardTerms.Peg(0, 0),
              new StandardTerms.Confidence(0, 0)));

  private static PortfolioTerms terms(BookMethod method, OffsetFloor floor, long gainHaircut) {
    return new PortfolioTerms(
        USD,
        method,
        floor,
        List.of(
            new PricedCollateral(USD, CollateralTerms.of(0, 0), 1, ""),
            new PricedCollateral(
                BTC, new CollateralTerms(2, 100_000_000L, 200_000_000L), 5_000_000, "BTC/USD")),
        gainHaircut,
        1_200_000_000L);
  }

  private static final PortfolioTerms TERMS = terms(STANDARD, OffsetFloor.NONE, 0);

  private static UnderlyingBook book(
      String underlying,
      double spot,
      List<PerpetualPosition> perpetuals,
      List<ExpiryBook> expiries) {
    return new UnderlyingBook(
        underlying, Settlement.LINEAR, spot, 1, 1, 0, 0, 0, perpetuals, expiries);
  }

  private static UnderlyingBook perpetual(double quantity, double unrealised) {
    return book(
        "ETH/USD", 2000, List.of(new PerpetualPosition(quantity, 2000, 1, unrealised)), List.of());
  }

  private static PortfolioAccount account(long usd, UnderlyingBook... books) {
    return new PortfolioAccount(
        "a", List.of(new Amount(USD, usd * 1_000_000)), List.of(books), List.of());
  }

  private static Assessed assess(PortfolioTerms terms, PortfolioAccount account) {
    return assertInstanceOf(Assessed.class, PortfolioMargin.assess(terms, account));
  }

  private static long usd(double amount) {
    return Math.round(amount * 1e6);
  }

  @Test
  void equityAndRequirementsOfAPerpetualAreItsNotionalTimesTheRates() {
    Assessed found = assess(TERMS, account(1000, perpetual(1, -50)));
    assertEquals(usd(950), found.equity());
    assertEquals(usd(200), found.initial());
    assertEquals(usd(100), found.maintenance());
    assertEquals(AccountStatus.HEALTHY, found.status());
  }

  @Test
  void statusFollowsEquityDownwards() {
    AccountStatus[] expected = {
      AccountStatus.HEALTHY,
      AccountStatus.WARNING,
      AccountStatus.MARGIN_CALL,
      AccountStatus.LIQUIDATABLE,
      AccountStatus.BANKRUPT
    };
    long[] balances = {200, 199, 119, 99, -1};
    for (int i = 0; i < balances.length; i++) {
      assertEquals(
          expected[i], assess(TERMS, account(balances[i], perpetual(1, 0))).status(), "case " + i);
    }
  }

  /// Three coins at 50,000: two count, less a tenth. A debt counts in full.
  @Test
  void collateralCountsAfterHaircutUpToItsLimit() {
    var rich =
        new PortfolioAccount("a", List.of(new Amount(BTC, 300_000_000L)), List.of(), List.of());
    assertEquals(usd(90_000), assess(TERMS, rich).collateral());
    var indebted =
        new PortfolioAccount("a", List.of(new Amount(BTC, -100_000_000L)), List.of(), List.of());
    assertEquals(usd(-50_000), assess(TERMS, indebted).equity());
    assertEquals(AccountStatus.BANKRUPT, assess(TERMS, indebted).status());
  }

  @Test
  void netUnrealisedGainCountsLessItsHaircutAndALossInFull() {
    PortfolioTerms half = terms(STANDARD, OffsetFloor.NONE, 500_000_000L);
    UnderlyingBook gain = perpetual(1, 100);
    assertEquals(usd(1050), assess(half, account(1000, gain)).equity());
    assertEquals(usd(900), assess(half, account(1000, perpetual(1, -100))).equity());
    UnderlyingBook other =
        book("BTC/USD", 50_000, List.of(new PerpetualPosition(0.1, 50_000, 1, -100)), List.of());
    assertEquals(usd(1000), assess(half, account(1000, gain, other)).equity());
  }

  @Test
  void openOrdersCountOnTheirWorstSide() {
    PortfolioAccount base = account(1000, perpetual(1, 0));
    PortfolioAccount both =
        base.withOrder(new PositionChange.OfPerpetual("ETH/USD", 0, 2, 2000))
            .withOrder(new PositionChange.OfPerpetual("ETH/USD", 0, -1, 2000));
    assertEquals(usd(600), assess(TERMS, both).initial());
    PortfolioAccount sells = base.withOrder(new PositionChange.OfPerpetual("ETH/USD", 0, -4, 2000));
    assertEquals(usd(600), assess(TERMS, sells).initial());
    PortfolioAccount reducing =
        base.withOrder(new PositionChange.OfPerpetual("ETH/USD", 0, -1, 2000));
    assertEquals(usd(200), assess(TERMS, reducing).initial());
    PortfolioAccount dear = base.withOrder(new PositionChange.OfPerpetual("ETH/USD", 0, 1, 2100));
    assertEquals(usd(500), assess(TERMS, dear).initial());
    assertEquals(usd(100), assess(TERMS, dear).maintenance());
  }

  @Test
  void withdrawableIsWhatIsFreeToTheLastUnit() {
    PortfolioAccount account = account(1000, perpetual(1, 0));
    Amount most = PortfolioMargin.withdrawable(TERMS, account, new Amount(USD, usd(1000)));
    assertEquals(usd(800), most.units());
    Amount more = new Amount(USD, most.units() + 1);
    assertEquals(
        Reason.MARGIN_INSUFFICIENT,
        PortfolioMargin.withdrawalRefusal(TERMS, account, more).orElseThrow().reason());
    assertEquals(
        Reason.BALANCE_INSUFFICIENT,
        PortfolioMargin.withdrawalRefusal(TERMS, account, new Amount(BTC, 1))
            .orElseThrow()
            .reason());
    assertEquals(
        Reason.AMOUNT_NOT_POSITIVE,
        PortfolioMargin.withdrawalRefusal(TERMS, account, new Amount(USD, 0))
            .orElseThrow()
            .reason());
  }

  @Test
  void tradeIsRefusedWhenThePortfolioAfterItIsNotCovered() {
    PortfolioAccount account = account(300, perpetual(1, 0));
    var fits = new PositionChange.OfPerpetual("ETH/USD", 0, 0.5, 2000);
    var tooMuch = new PositionChange.OfPerpetual("ETH/USD", 0, 0.6, 2000);
    assertTrue(PortfolioMargin.tradeRefusal(TERMS, account, fits).isEmpty());
    assertEquals(
        Reason.MARGIN_INSUFFICIENT,
        PortfolioMargin.tradeRefusal(TERMS, account, tooMuch).orElseThrow().reason());
  }

  @Test
  void accountThatIsShortMayStillReduceItsRisk() {
    PortfolioAccount account = account(150, perpetual(1, 0));
    assertTrue(
        PortfolioMargin.tradeRefusal(
                TERMS, account, new PositionChange.OfPerpetual("ETH/USD", 0, -0.1, 2000))
            .isEmpty());
    assertTrue(
        PortfolioMargin.tradeRefusal(
                TERMS, account, new PositionChange.OfPerpetual("ETH/USD", 0, 0.1, 2000))
            .isPresent());
  }

  @Test
  void boughtOptionIsPaidFromTheBalance() {
    var expiry = new ExpiryBook(30 * DAY, 2000, 0, 0, 1, List.of(), List.of());
    PortfolioAccount account = account(1000, book("ETH/USD", 2000, List.of(), List.of(expiry)));
    var bought = new PositionChange.OfOption("ETH/USD", 0, OptionRight.CALL, 2200, 0.5, 2, 40);
    Assessed after = assess(TERMS, account.after(bought));
    assertEquals(usd(920), after.equity());
    assertEquals(0, after.initial());
    var dear = new PositionChange.OfOption("ETH/USD", 0, OptionRight.CALL, 2200, 0.5, 30, 40);
    assertTrue(PortfolioMargin.tradeRefusal(TERMS, account, dear).isPresent());
  }

  @Test
  void assetThatIsNotCollateralIsUnavailable() {
    var account =
        new PortfolioAccount(
            "a", List.of(new Amount(new Asset("XYZ", 2), 1)), List.of(), List.of());
    assertEquals(
        Reason.ASSET_NOT_ELIGIBLE,
        assertInstanceOf(PortfolioOutcome.Unavailable.class, PortfolioMargin.assess(TERMS, account))
            .reason());
  }

  private static BookMethod scenario() {
    List<Shock> shocks = new ArrayList<>();
    for (double spot : new double[] {-0.15, -0.05, 0, 0.05, 0.15}) {
      for (Shock.Move move : Shock.Move.values()) {
        shocks.add(new Shock(spot, move));
      }
    }
    return BookMethod.scenario(
        new ScenarioTerms(
            shocks,
            new VolatilityShock(0.45, 0.3, 30 * DAY, DAY, 0.3, 0.13),
            new ScenarioTerms.Basis(0, 0, 0, 0),
            new ScenarioTerms.GainDiscount(1, 0, 0),
            new ScenarioTerms.Contingencies(0, 0, 0, 0),
            new ScenarioTerms.Peg(0, 0),
            new ScenarioTerms.Confidence(0, 0),
            1,
            1.2,
            1));
  }

  /// A perpetual against a future: 300 each alone (15 % of 2,000), times 1.2; together nothing.
  private static UnderlyingBook hedged() {
    var future =
        new ExpiryBook(30 * DAY, 2000, 0, 0, 1, List.of(new FuturePosition(-1, 0)), List.of());
    return book("ETH/USD", 2000, List.of(new PerpetualPosition(1, 2000, 1, 0)), List.of(future));
  }

  @Test
  void offsetTakesOffAtMostItsLawfulShare() {
    PortfolioTerms free = terms(scenario(), OffsetFloor.NONE, 0);
    assertEquals(0, assess(free, account(1000, hedged())).initial());
    PortfolioTerms limited = terms(scenario(), new OffsetFloor(0.8, 0, 0), 0);
    Assessed found = assess(limited, account(1000, hedged()));
    assertEquals(0.2 * 720, found.initial() / 1e6, 2e-6);
    assertEquals(0.2 * 600, found.maintenance() / 1e6, 2e-6);
    assertEquals(OffsetFloor.Binding.OFFSET, found.books().getFirst().floored().binding());
  }

  @Test
  void offsetNeverUndercutsTheRateOfEachPosition() {
    PortfolioTerms retail = terms(scenario(), new OffsetFloor(1, 0.5, 0), 0);
    Assessed found = assess(retail, account(5000, hedged()));
    assertEquals(usd(2000), found.initial());
    assertEquals(OffsetFloor.Binding.NOTIONAL, found.books().getFirst().floored().binding());
    PortfolioTerms perContract = terms(scenario(), new OffsetFloor(1, 0, 0.375), 0);
    assertEquals(375_000, assess(perContract, account(5000, hedged())).initial());
  }

  @Test
  void requirementIsAtLeastEveryFloorWhateverTheBook() {
    var random = new SplittableRandom(SEED);
    var floor = new OffsetFloor(0.8, 0.02, 0.375);
    PortfolioTerms with = terms(scenario(), floor, 0);
    PortfolioTerms without = terms(scenario(), OffsetFloor.NONE, 0);
    for (int run = 0; run < 100; run++) {
      PortfolioAccount account = account(1000, randomBook(random));
      assertTrue(
          assess(with, account).initial() >= assess(without, account).initial(),
          "seed " + SEED + ", run " + run);
    }
  }

  private static UnderlyingBook randomBook(SplittableRandom random) {
    List<OptionPosition> options = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      options.add(
          new OptionPosition(
              random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT,
              1600 + 100 * random.nextInt(9),
              random.nextDouble(0.3, 1),
              random.nextInt(-4, 5)));
    }
    var expiry =
        new ExpiryBook(
            random.nextDouble(1, 90) * DAY,
            2005,
            0,
            0.03,
            1,
            List.of(new FuturePosition(random.nextInt(-3, 4), 0)),
            options);
    return book(
        "ETH/USD",
        2000,
        List.of(new PerpetualPosition(random.nextInt(-3, 4), 2001, 1, 0)),
        List.of(expiry));
  }

  private static LiquidationRange.Found range(PortfolioTerms terms, PortfolioAccount account) {
    return assertInstanceOf(
        LiquidationRange.Found.class, LiquidationSearch.find(terms, account, "ETH/USD", 0.2));
  }

  /// 300 + (P − 2,000) = 0.05 P at 1,789.47; a rise never hurts.
  @Test
  void liquidationPriceOfAPerpetualIsThatOfTheClosedForm() {
    LiquidationRange.Found found = range(TERMS, account(300, perpetual(1, 0)));
    var fall = assertInstanceOf(LiquidationRange.Side.Between.class, found.fall());
    assertEquals(1700 / 0.95, fall.nearest(), 1e-4);
    assertEquals(fall.nearest(), fall.farthest());
    assertTrue(fall.certain());
    assertInstanceOf(LiquidationRange.Side.Never.class, found.rise());
    LiquidationRange.Found other = range(TERMS, account(300, perpetual(-1, 0)));
    var rise = assertInstanceOf(LiquidationRange.Side.Between.class, other.rise());
    assertEquals(2300 / 1.05, rise.nearest(), 1e-4);
  }

  @Test
  void soldStrangleCanBeLiquidatedEitherWayAndSoonerWhenVolatilityRises() {
    var options =
        List.of(
            new OptionPosition(OptionRight.CALL, 2400, 0.6, -5),
            new OptionPosition(OptionRight.PUT, 1600, 0.6, -5));
    var expiry = new ExpiryBook(30 * DAY, 2000, 0, 0, 1, List.of(), options);
    PortfolioTerms terms = terms(scenario(), OffsetFloor.NONE, 0);
    LiquidationRange.Found found =
        range(terms, account(2500, book("ETH/USD", 2000, List.of(), List.of(expiry))));
    var fall = assertInstanceOf(LiquidationRange.Side.Between.class, found.fall());
    var rise = assertInstanceOf(LiquidationRange.Side.Between.class, found.rise());
    assertTrue(fall.farthest() < fall.nearest() && fall.nearest() < 2000, fall.toString());
    assertTrue(rise.farthest() > rise.nearest() && rise.nearest() > 2000, rise.toString());
  }

  @Test
  void boughtOptionPaidInFullIsNeverLiquidated() {
    var option = new OptionPosition(OptionRight.CALL, 2400, 0.6, 5);
    var expiry = new ExpiryBook(30 * DAY, 2000, 0, 0, 1, List.of(), List.of(option));
    LiquidationRange.Found found =
        range(TERMS, account(1, book("ETH/USD", 2000, List.of(), List.of(expiry))));
    assertInstanceOf(LiquidationRange.Side.Never.class, found.fall());
    assertInstanceOf(LiquidationRange.Side.Never.class, found.rise());
  }

  /// At the nearest price the margin function itself says liquidatable, a hair before it does not.
  @Test
  void crossingIsWhereTheMarginFunctionCrosses() {
    var random = new SplittableRandom(SEED + 1);
    PortfolioTerms terms = terms(STANDARD, OffsetFloor.NONE, 0);
    for (int run = 0; run < 40; run++) {
      double quantity = random.nextDouble(-3, 3);
      double balance = random.nextDouble(0.11, 0.8) * Math.abs(quantity) * 2000;
      var account =
          new PortfolioAccount(
              "a",
              List.of(new Amount(USD, usd(balance))),
              List.of(perpetual(quantity, 0)),
              List.of());
      LiquidationRange.Found found = range(terms, account);
      var side = quantity > 0 ? found.fall() : found.rise();
      var at = assertInstanceOf(LiquidationRange.Side.Between.class, side);
      double expected = (2000 * quantity - balance) / (quantity - 0.05 * Math.abs(quantity));
      assertEquals(expected, at.nearest(), 1e-5 * expected, "seed " + (SEED + 1) + ", run " + run);
    }
  }

  @Test
  void underlyingWithoutBookHasNoRange() {
    assertEquals(
        Reason.INSTRUMENT_UNKNOWN,
        assertInstanceOf(
                LiquidationRange.Unavailable.class,
                LiquidationSearch.find(TERMS, account(1), "ETH/USD", 0))
            .reason());
  }
}
