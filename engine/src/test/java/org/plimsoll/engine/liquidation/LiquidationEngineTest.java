package org.plimsoll.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plimsoll.engine.liquidation.LiquidationVenue.CENT;
import static org.plimsoll.engine.liquidation.LiquidationVenue.CONTRACT;
import static org.plimsoll.engine.liquidation.LiquidationVenue.UNIT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

class LiquidationEngineTest {
  private final LiquidationVenue venue = new LiquidationVenue();
  private final int other = venue.open("venue:market", AccountMode.VENUE, 0);
  private final int account = venue.open("long", AccountMode.CROSS, 450);
  private final MarginGroup group = new MarginGroup.Cross(account);

  private LiquidationEngine engine(DisposalPace pace) {
    venue.trade(account, other, venue.venue.linear, 100, 100);
    LiquidationEngine engine = engineOn(pace);
    assertEquals(1, engine.open(account, 0));
    return engine;
  }

  private LiquidationEngine engineOn(DisposalPace pace) {
    return new LiquidationEngine(
        venue.venue.book,
        venue.venue.ledger,
        venue.reader,
        new LiquidationPlanner(venue.venue.book, venue.rates, venue.reader.assets()),
        LiquidationVenue.terms(1.1, 0.3, pace));
  }

  private Decision decide(LiquidationEngine engine, long now) {
    return engine.decide(group, now, PriceGate.OPEN, Billionths.ONE);
  }

  @Test
  void aPartIsSoldAtALimitNoWorseThanTheBankruptcyPrice() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    var ordered = assertInstanceOf(Decision.Ordered.class, decide(engine, 0));
    Decision.Placed placed = ordered.placed().getFirst();
    assertTrue(placed.order().quantity() < 0, "a long position is sold");
    assertTrue(-placed.order().quantity() < 100 * CONTRACT, "only a part");
    // Worth 450 on 100 contracts: bankrupt at 95.50. The widest limit, 3 % off, is nearer.
    assertEquals(9_550, placed.bankruptcyPrice());
    assertEquals(97 * CENT, placed.order().limit());
    assertInstanceOf(Decision.Waiting.class, decide(engine, 1));
  }

  @Test
  void afterTheFillTheAccountStandsAboveItsTarget() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    var ordered = assertInstanceOf(Decision.Ordered.class, decide(engine, 0));
    LiquidationOrder order = ordered.placed().getFirst().order();
    var booked =
        assertInstanceOf(
            FillOutcome.Booked.class, engine.fill(order.id(), other, -order.quantity(), 9_995, 0));
    assertTrue(booked.feeUnits() > 0);
    assertEquals(0, booked.drawUnits());
    Standing.Known after = venue.standing(account);
    assertTrue(after.equity() >= after.maintenance() * 11 / 10, after.toString());
    assertInstanceOf(Decision.Recovered.class, decide(engine, 1));
    assertTrue(engine.cases().isEmpty());
    assertTrue(venue.venue.book.isConservedByScan());
  }

  @Test
  void aPriceThatFailedItsGatesLiquidatesNobody() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    var stale =
        new PriceGate() {
          @Override
          public Optional<Problem> ofContract(int contract) {
            return Optional.of(new Problem(Reason.QUORUM_LOST, "held"));
          }

          @Override
          public Optional<Problem> ofAsset(int asset) {
            return Optional.empty();
          }
        };
    venue.mark(venue.venue.linear, 1);
    Decision decision = engine.decide(group, 0, stale, Billionths.ONE);
    assertEquals(new Decision.Deferred(Reason.QUORUM_LOST, "held"), decision);
    assertEquals(1, engine.cases().size());
    assertEquals(Reason.QUORUM_LOST, engine.cases().iterator().next().deferred());
  }

  @Test
  void thePaceOfOneContractHoldsForAllAccountsTogether() {
    var pace = new DisposalPace(Billionths.ONE, 0, 20 * CONTRACT, 20 * CONTRACT, 1_000);
    LiquidationEngine engine = engine(pace);
    var ordered = assertInstanceOf(Decision.Ordered.class, decide(engine, 0));
    LiquidationOrder order = ordered.placed().getFirst().order();
    engine.fill(order.id(), other, CONTRACT, 100 * CENT, 0);
    assertTrue(engine.end(order.id()).isPresent());
    Decision decision = decide(engine, 999);
    assertEquals(
        Reason.LIMIT_REACHED, assertInstanceOf(Decision.Deferred.class, decision).reason());
    assertInstanceOf(Decision.Ordered.class, decide(engine, 1_000));
  }

  @Test
  void anOrderThatIsNotAnsweredEnds() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    decide(engine, 0);
    assertEquals(List.of(), engine.expire(9_999));
    assertEquals(1, engine.expire(10_000).size());
    assertInstanceOf(Decision.Ordered.class, decide(engine, 10_000));
  }

  @Test
  void aFillBeyondTheOrderOrItsLimitIsRefused() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    var ordered = assertInstanceOf(Decision.Ordered.class, decide(engine, 0));
    LiquidationOrder order = ordered.placed().getFirst().order();
    assertEquals(
        Reason.ORDER_UNKNOWN, refusal(engine.fill(order.id() + 1, other, 1, 100 * CENT, 0)));
    assertEquals(
        Reason.AMOUNT_NOT_POSITIVE,
        refusal(engine.fill(order.id(), other, 1 - order.quantity(), 100 * CENT, 0)));
    assertEquals(
        Reason.PRICE_OUT_OF_BOUNDS,
        refusal(engine.fill(order.id(), other, 1, order.limit() - 1, 0)));
    venue.trade(other, account, venue.venue.linear, 100, 100);
    assertEquals(Reason.NOT_REDUCING, refusal(engine.fill(order.id(), other, 1, 100 * CENT, 0)));
  }

  private static Reason refusal(FillOutcome outcome) {
    return assertInstanceOf(FillOutcome.Refused.class, outcome).reason();
  }

  @Test
  void tooLittleEquityIsTakenOverAtOnce() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    venue.mark(venue.venue.linear, 96.5);
    var taken = assertInstanceOf(Decision.TakeOver.class, decide(engine, 0));
    assertEquals(false, taken.bankrupt());
    assertEquals(100 * UNIT, taken.standing().worth());
  }

  @Test
  void aFillWorseThanBankruptcyIsOwedByThePools() {
    LiquidationEngine engine = engine(DisposalPace.unlimited());
    var ordered = assertInstanceOf(Decision.Ordered.class, decide(engine, 0));
    LiquidationOrder order = ordered.placed().getFirst().order();
    venue.mark(venue.venue.linear, 94);
    // Worth −150 now on 100 contracts: bankrupt at 95.50 still; one contract at 97 is better.
    var booked =
        assertInstanceOf(
            FillOutcome.Booked.class, engine.fill(order.id(), other, CONTRACT, 97 * CENT, 0));
    assertEquals(Math.round(0.485 * UNIT), booked.feeUnits());
    assertEquals(0, booked.drawUnits());
  }

  @Test
  void theStateComesBackFromItsBytes() throws IOException {
    LiquidationEngine engine = engine(new DisposalPace(Billionths.ONE, 0, 7, 9, 1_000));
    decide(engine, 5);
    byte[] bytes = bytes(engine);
    LiquidationEngine copy = engineOn(DisposalPace.unlimited());
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertArrayEquals(bytes, bytes(copy));
    assertEquals(List.copyOf(engine.orders()), List.copyOf(copy.orders()));
    assertEquals(List.copyOf(engine.cases()), List.copyOf(copy.cases()));
  }

  private static byte[] bytes(LiquidationEngine engine) throws IOException {
    var bytes = new ByteArrayOutputStream();
    engine.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /// The fund deltas that dYdX v4 publishes, in millionths.
  @Test
  void feesAndDrawsFollowThePublishedRule() {
    long fee = 5_000_000;
    assertEquals(
        new FillSettlement(5_100_000, 0), FillSettlement.of(5_105_100_000L, 5_100_000_000L, fee));
    assertEquals(
        new FillSettlement(22_050_000, 0),
        FillSettlement.of(-4_410_000_000L, -4_900_000_000L, fee));
    assertEquals(
        new FillSettlement(0, 49_000_000),
        FillSettlement.of(-4_949_000_000L, -4_900_000_000L, fee));
  }

  @Test
  void aRestIsDisposedOfInTheStepsThatVegaPublishes() {
    var pace = new DisposalPace(Billionths.ONE / 2, 50, 100, Long.MAX_VALUE, 1_000);
    long rest = 280;
    for (long expected : new long[] {100, 90, 45, 45}) {
      long step = pace.step(rest);
      assertEquals(expected, step);
      rest -= step;
    }
    assertEquals(0, rest);
  }

  @Test
  void aSimulatedMarketFillsLevelByLevelUpToTheLimit() {
    var depth = new MarketDepth(1_000_000, 1_000_000, 10, 5);
    assertEquals(
        List.of(
            new MarketDepth.Fill(5, 9_990),
            new MarketDepth.Fill(10, 9_980),
            new MarketDepth.Fill(1, 9_970)),
        depth.fill(-16, 10_000, 9_000, 5));
    assertEquals(List.of(new MarketDepth.Fill(10, 10_010)), depth.fill(30, 10_000, 10_015, 0));
  }
}
