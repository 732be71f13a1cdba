package org.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.Position;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.FillOutcome;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

class DefaultManagementTest {
  private final DefaultVenue venue = new DefaultVenue(DisposalPace.unlimited());
  private final PoolAccounts pools = venue.management.accounts();
  private final int linear = venue.base.venue.linear;
  private final int loser = venue.base.open("loser", AccountMode.CROSS, 50);
  private final int winner = venue.base.open("winner", AccountMode.CROSS, 1_000);

  /// Ten long at 100 with 50 of collateral; at 40 the deficit is 550: the case that flox publishes.
  private List<DefaultEvent> crash() {
    venue.base.trade(loser, winner, linear, 10, 100);
    venue.base.mark(linear, 40);
    return venue.advance(1);
  }

  @Test
  void theBasePoolPaysTheDeficitAndTheDefaulterHasNothingLeft() {
    venue.fund(pools.base(), 1_000);
    List<DefaultEvent> events = crash();
    assertEquals(450 * UNIT, venue.money(pools.base()));
    assertEquals(0, venue.money(loser));
    assertEquals(Position.FLAT, venue.base.venue.book.position(loser, linear));
    var taken = DefaultVenue.of(events, DefaultEvent.TakenOver.class).getFirst();
    assertEquals(95 * 100, taken.position().price());
    var resolved = DefaultVenue.of(events, DefaultEvent.Resolved.class).getFirst();
    assertEquals(550 * UNIT, resolved.loss());
    assertEquals(550 * UNIT, resolved.paid());
    assertTrue(venue.base.venue.book.isConservedByScan());
  }

  @Test
  void layersPayInTheirOrderAndEachOnlyWhenTheOneBeforeIsEmpty() {
    venue.fund(pools.base(), 100);
    venue.fund(pools.ownCapital(), 200);
    venue.fund(pools.insurance(), 400);
    List<DefaultEvent.PoolMoved> moves =
        DefaultVenue.of(crash(), DefaultEvent.PoolMoved.class).stream()
            .filter(move -> move.cause() == DefaultEvent.Cause.LOSS)
            .toList();
    assertEquals(
        List.of(Layer.BASE_POOL, Layer.OWN_CAPITAL, Layer.INSURANCE_POOL),
        moves.stream().map(DefaultEvent.PoolMoved::pool).toList());
    assertEquals(
        List.of(-100 * UNIT, -200 * UNIT, -250 * UNIT),
        moves.stream().map(DefaultEvent.PoolMoved::units).toList());
    assertEquals(150 * UNIT, venue.money(pools.insurance()));
  }

  @Test
  void inAStressedMarketTheInsurancePoolPaysFirst() {
    venue.fund(pools.base(), 1_000);
    venue.fund(pools.insurance(), 1_000);
    venue.sigma = 0.07;
    crash();
    assertEquals(Regime.STRESSED, venue.management.regime());
    assertEquals(1_000 * UNIT, venue.money(pools.base()));
    assertEquals(450 * UNIT, venue.money(pools.insurance()));
  }

  /// Funds of 330 cover 6 of 10 contracts at 55 each, so 4 are closed against the winner at 95.
  @Test
  void whatNoLayerCoversIsDeleveragedAndNoMore() {
    venue.fund(pools.base(), 330);
    List<DefaultEvent> events = crash();
    var closed = DefaultVenue.of(events, DefaultEvent.Deleveraged.class);
    assertEquals(1, closed.size());
    assertEquals(4 * CONTRACT, closed.getFirst().closed().quantity());
    assertEquals(95 * 100, closed.getFirst().closed().price());
    assertEquals(0, venue.money(pools.base()));
    assertEquals(-6 * CONTRACT, venue.base.venue.book.position(winner, linear).quantityUnits());
    // Short from 100, bought back at 95: the winner keeps 5 a contract.
    assertEquals(1_020 * UNIT, venue.money(winner));
    assertTrue(venue.base.venue.book.isConservedByScan());
  }

  @Test
  void anAccountSeesItsRankInAdvance() {
    int second = venue.base.open("second", AccountMode.CROSS, 10_000);
    int hedged = venue.base.open("hedged", AccountMode.CROSS, 1_000);
    int market = venue.base.open("venue:market", AccountMode.VENUE, 0);
    venue.base.trade(market, winner, linear, 10, 100);
    venue.base.trade(market, second, linear, 10, 100);
    venue.base.trade(market, hedged, linear, 10, 100);
    venue.base.mark(linear, 90);
    List<Deleveraging.Rank> queue = venue.management.queue(linear, false);
    assertEquals(
        List.of(winner, hedged, second),
        queue.stream().map(rank -> rank.group().account()).toList());
    // 100 of profit on 1,000 of cost, 900 of notional on 1,100 of worth.
    assertEquals(0.1 * (900 / 1_100.0), queue.getFirst().score(), 1e-15);
  }

  @Test
  void hedgesAreBrokenLast() {
    int hedger = venue.base.open("hedger", AccountMode.CROSS, 0);
    venue.base.venue.ledger.deposit(hedger, venue.base.venue.btc, 100_000_000L);
    int market = venue.base.open("venue:market", AccountMode.VENUE, 0);
    // 500 short in the perpetual against 500 long in the inverse one, on the same underlying.
    venue.base.trade(market, hedger, linear, 5, 100);
    venue.base.trade(market, winner, linear, 1, 100);
    LiquidationVenueTrades.inverse(venue.base, hedger, market, 5);
    venue.base.mark(linear, 99);
    List<Deleveraging.Rank> queue = venue.management.queue(linear, false);
    var own = queue.stream().filter(rank -> rank.group().account() == hedger).findFirst();
    assertEquals(0, own.orElseThrow().outright());
    assertEquals(5 * CONTRACT, own.orElseThrow().size());
  }

  @Test
  void aPoolGivesOnlyWhatIsAboveItsTargetAndOnlyInCalm() {
    venue.base.trade(loser, winner, linear, 10, 100);
    venue.fund(pools.base(), 1_000);
    venue.advance(1);
    // Down 30 %: the loser lacks 250; up 30 %: nobody. So the target is 250.
    assertEquals(250 * UNIT, venue.management.pools().target().base());
    assertEquals("down", venue.management.pools().target().scenario());
    int usdt = venue.base.venue.usdt;
    assertEquals(200 * UNIT, venue.management.withdrawable(pools.base(), usdt));
    var refused =
        assertInstanceOf(
            LedgerResult.Refused.class,
            venue.management.withdraw(pools.base(), usdt, 200 * UNIT + 1));
    assertEquals(Reason.POOL_LOCKED, refused.reason());
    assertEquals(LedgerResult.applied(), venue.management.withdraw(pools.base(), usdt, 150 * UNIT));
    assertEquals(50 * UNIT, venue.management.withdrawable(pools.base(), usdt));
    venue.sigma = 0.2;
    venue.advance(1);
    assertEquals(Regime.EXTREME, venue.management.regime());
    assertEquals(0, venue.management.withdrawable(pools.base(), usdt));
  }

  @Test
  void theInsurancePoolsTargetIsTheUncoveredRisk() {
    venue.base.trade(loser, winner, linear, 10, 100);
    venue.gap = Billionths.ofRate(0.07);
    venue.advance(1);
    // Two positions of 1,000, each short of 7 %.
    assertEquals(140 * UNIT, venue.management.pools().target().insurance());
  }

  @Test
  void theLevyGrowsWithVolatilityAndWithAnEmptyPool() {
    long calm = venue.management.levy(linear, 10 * CONTRACT, 10_000, venue);
    // 0.00001 + 0.002 × 0.03 = 0.00007 of 1,000; the binary rate rounds up to the next billionth.
    assertEquals(7_000_100, calm);
    venue.sigma = 0.06;
    assertEquals(13_000_100, venue.management.levy(linear, 10 * CONTRACT, 10_000, venue));
    venue.sigma = Double.NaN;
    assertEquals(UNIT, venue.management.levy(linear, 10 * CONTRACT, 10_000, venue));
  }

  @Test
  void theBackstopSellsWhatItTookAndItsGainGoesToTheBasePool() {
    venue.fund(pools.base(), 1_000);
    List<DefaultEvent> events = crash();
    var order = DefaultVenue.of(events, DefaultEvent.Ordered.class).getFirst().placed().order();
    assertEquals(-10 * CONTRACT, order.quantity());
    assertEquals(Optional.empty(), venue.fill(order.id(), winner, 10 * CONTRACT, 4_500));
    venue.advance(1);
    // Sold 5 above the mark of the takeover.
    assertEquals(500 * UNIT, venue.money(pools.base()));
    assertEquals(0, venue.money(pools.backstop()));
    assertTrue(venue.management.isIdle());
  }

  @Test
  void theBackstopsOwnLossIsPaidByTheLayersToo() {
    venue.fund(pools.base(), 1_000);
    crash();
    venue.base.mark(linear, 30);
    venue.advance(1);
    assertEquals(350 * UNIT, venue.money(pools.base()));
  }

  @Test
  void nobodyIsLiquidatedOnAHeldPriceAndItIsSaidOnce() {
    venue.fund(pools.base(), 1_000);
    venue.held = true;
    List<DefaultEvent> events = crash();
    assertEquals(1, DefaultVenue.of(events, DefaultEvent.Deferred.class).size());
    assertEquals(List.of(), DefaultVenue.of(venue.advance(1), DefaultEvent.Deferred.class));
    assertEquals(10 * CONTRACT, venue.base.venue.book.position(loser, linear).quantityUnits());
    venue.held = false;
    assertEquals(1, DefaultVenue.of(venue.advance(1), DefaultEvent.TakenOver.class).size());
  }

  @Test
  void anIsolatedPositionIsTakenOverAloneAndTheRestOfTheAccountIsSafe() {
    int isolated = venue.base.open("isolated", AccountMode.ISOLATED, 500);
    LiquidationVenueTrades.allocate(venue.base, isolated, linear, 50);
    venue.base.trade(isolated, winner, linear, 10, 100);
    venue.fund(pools.base(), 1_000);
    venue.base.mark(linear, 40);
    venue.advance(1);
    assertEquals(450 * UNIT, venue.money(isolated));
    assertEquals(Position.FLAT, venue.base.venue.book.position(isolated, linear));
    assertEquals(450 * UNIT, venue.money(pools.base()));
    assertTrue(venue.base.venue.book.isConservedByScan());
  }

  @Test
  void aRegimeIsLeftOnlyAfterItsDwell() {
    venue.base.trade(loser, winner, linear, 1, 100);
    venue.sigma = 0.07;
    venue.advance(1);
    assertEquals(Regime.STRESSED, venue.management.regime());
    venue.sigma = 0.055;
    venue.advance(7_200_000);
    assertEquals(Regime.STRESSED, venue.management.regime(), "still above the lower mark");
    venue.sigma = 0.04;
    venue.advance(1);
    venue.advance(3_599_999);
    assertEquals(Regime.STRESSED, venue.management.regime());
    venue.advance(1);
    assertEquals(Regime.CALM, venue.management.regime());
  }

  @Test
  void depletionIsForecastFromTheFlowsOfTheDays() {
    var history = new PoolHistory();
    history.at(0, 1_000);
    history.received(100);
    history.at(86_400_000L, 1_100);
    history.paid(300);
    DepletionForecast found = history.forecast(800);
    // Net +100 and −300: mean −100, deviation 200.
    assertEquals(2, found.days());
    assertEquals(-100, found.netPerDay());
    assertEquals(-300, found.badPerDay());
    assertEquals(8, found.lastsDays());
    assertEquals(800 / 300.0, found.lastsBadDays());
    assertEquals(300 / 1_100.0, history.drawdown());
  }

  @Test
  void theStateComesBackFromItsBytes() throws IOException {
    venue.fund(pools.base(), 1_000);
    crash();
    var bytes = new ByteArrayOutputStream();
    venue.management.writeTo(new DataOutputStream(bytes));
    var copy = new DefaultVenue(DisposalPace.unlimited());
    copy.management.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    var again = new ByteArrayOutputStream();
    copy.management.writeTo(new DataOutputStream(again));
    assertArrayEquals(bytes.toByteArray(), again.toByteArray());
  }

  @Test
  void anUnknownOrderIsRefused() {
    Optional<FillOutcome.Refused> refused = venue.fill(7, winner, 1, 1);
    assertEquals(Reason.ORDER_UNKNOWN, refused.orElseThrow().reason());
    assertEquals(Reason.ORDER_UNKNOWN, venue.management.end(7, 0, venue).orElseThrow().reason());
  }
}
