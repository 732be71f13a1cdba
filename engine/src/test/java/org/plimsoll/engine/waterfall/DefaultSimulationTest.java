package org.plimsoll.engine.waterfall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.liquidation.LiquidationVenue;
import org.plimsoll.engine.liquidation.MarketDepth;
import org.plimsoll.engine.quantity.Billionths;

/// A hundred thousand random events on a venue with defaults: trades, crashes, fills, deposits.
class DefaultSimulationTest {
  private static final long SEED = 19_05_2021L;
  private static final int EVENTS = 100_000;
  private static final int ACCOUNTS = 40;

  @Test
  void moneyIsConservedAndEveryLayerWaitsForTheOneBefore() {
    Run run = new Run(SEED);
    run.play(EVENTS);
    System.out.printf("%d events: %s%n", EVENTS, run.counts);
    for (Class<?> type :
        List.of(
            DefaultEvent.Ordered.class,
            DefaultEvent.Filled.class,
            DefaultEvent.TakenOver.class,
            DefaultEvent.Deleveraged.class,
            DefaultEvent.Recovered.class,
            DefaultEvent.RegimeChanged.class,
            DefaultEvent.Deferred.class)) {
      assertTrue(
          run.counts.getOrDefault(type.getSimpleName(), 0) > 20,
          "hardly any " + type.getSimpleName() + ", seed " + SEED);
    }
  }

  @Test
  void theSameEventsGiveTheSameBytes() {
    Run one = new Run(SEED + 1);
    Run two = new Run(SEED + 1);
    one.play(10_000);
    two.play(10_000);
    assertArrayEquals(one.digest.digest(), two.digest.digest());
    assertArrayEquals(one.venue.bytes(), two.venue.bytes());
  }

  private static final class Run {
    final DefaultVenue venue =
        new DefaultVenue(
            new DisposalPace(Billionths.ONE / 2, 100_000, 3_000_000, 20_000_000, 60_000));
    final SplittableRandom random;
    final long seed;
    final TreeMap<String, Integer> counts = new TreeMap<>();
    final MessageDigest digest;
    final int first;
    final int market;
    final double[] price = {100, 10};

    Run(long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      market = venue.base.open("market", AccountMode.CROSS, 100_000_000);
      first = venue.base.venue.book.accountCount();
      for (int i = 0; i < ACCOUNTS; i++) {
        boolean isolated = i % 4 == 3;
        int account =
            venue.base.open("a" + i, isolated ? AccountMode.ISOLATED : AccountMode.CROSS, 1_000);
        if (i % 5 == 0) {
          venue.base.venue.ledger.deposit(account, venue.base.venue.btc, 1_000_000);
        }
      }
      PoolAccounts pools = venue.management.accounts();
      venue.fund(pools.base(), 500);
      venue.fund(pools.ownCapital(), 500);
      venue.fund(pools.insurance(), 500);
    }

    void play(int events) {
      for (int event = 0; event < events; event++) {
        perform(random.nextInt(100));
        assertTrue(venue.base.venue.book.isConserved(), () -> "seed " + seed);
        assertPoolsAreNotNegative();
        if (event % 5_000 == 0) {
          assertTrue(venue.base.venue.book.isConservedByScan(), "seed " + seed);
        }
      }
    }

    private void assertPoolsAreNotNegative() {
      PoolAccounts pools = venue.management.accounts();
      for (int pool : new int[] {pools.base(), pools.ownCapital(), pools.insurance()}) {
        for (int asset = 0; asset < 2; asset++) {
          assertTrue(venue.base.venue.book.balance(pool, asset) >= 0, "seed " + seed);
        }
      }
    }

    private void perform(int kind) {
      int account = first + random.nextInt(ACCOUNTS);
      if (kind < 45) {
        trade(account);
      } else if (kind < 60) {
        venue.base.venue.ledger.deposit(
            account, venue.base.venue.usdt, 1 + random.nextLong(50 * LiquidationVenue.UNIT));
      } else if (kind < 61 && random.nextInt(4) == 0) {
        PoolAccounts pools = venue.management.accounts();
        int[] all = {pools.base(), pools.ownCapital(), pools.insurance()};
        venue.fund(all[random.nextInt(3)], 1 + random.nextInt(100));
      } else {
        move();
      }
    }

    private void trade(int account) {
      int other = first + random.nextInt(ACCOUNTS);
      int contract = random.nextInt(2);
      long quantity = 1 + random.nextLong(contract == 0 ? 2_000_000 : 20_000_000);
      for (int side : new int[] {account, other}) {
        if (venue.base.venue.book.mode(side) == AccountMode.ISOLATED) {
          venue.base.venue.ledger.allocate(side, contract, 200 * LiquidationVenue.UNIT);
        }
      }
      venue.base.venue.ledger.trade(
          new Trade(
              account,
              other,
              contract,
              quantity,
              venue.base.marks.contract(contract),
              random.nextLong(100_000),
              random.nextLong(100_000)),
          random.nextInt(10) == 0 ? MarginTest.NONE : venue.base.assessor);
    }

    private void move() {
      double size = random.nextInt(30) == 0 ? 0.35 : 0.01;
      for (int contract = 0; contract < 2; contract++) {
        double pull = 0.01 * StrictMath.log((contract == 0 ? 100 : 10) / price[contract]);
        price[contract] *= 1 + pull + size * (random.nextDouble() * 2 - 1);
        price[contract] = Math.max(0.5, price[contract]);
        venue.base.mark(contract, price[contract]);
      }
      venue.held = random.nextInt(20) == 0;
      venue.sigma = Math.clamp(venue.sigma * (0.9 + 0.2 * random.nextDouble()), 0.01, 0.2);
      take(venue.advance(random.nextLong(300_000)));
      answer();
    }

    private void take(List<DefaultEvent> events) {
      for (DefaultEvent event : events) {
        counts.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        digest.update(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (event instanceof DefaultEvent.PoolMoved moved
            && moved.cause() == DefaultEvent.Cause.LOSS) {
          assertLayersBeforeAreEmpty(moved, events);
        }
      }
    }

    /// A layer that paid all it had is at zero when the next one is asked.
    private void assertLayersBeforeAreEmpty(
        DefaultEvent.PoolMoved moved, List<DefaultEvent> events) {
      int place = events.indexOf(moved);
      List<Layer> calm = List.of(Layer.BASE_POOL, Layer.OWN_CAPITAL, Layer.INSURANCE_POOL);
      List<Layer> stressed = List.of(Layer.INSURANCE_POOL, Layer.BASE_POOL, Layer.OWN_CAPITAL);
      List<Layer> order = venue.management.regime() == Regime.CALM ? calm : stressed;
      for (Layer before : order.subList(0, order.indexOf(moved.pool()))) {
        long balance = balanceAt(before, moved.asset(), events, place);
        assertEquals(0, balance, before + " was not empty, seed " + seed);
      }
    }

    /// What a pool held at a place in the events: what its last move before it says, or else what
    /// its first move after it says, that move undone, or else what it holds now.
    private long balanceAt(Layer pool, int asset, List<DefaultEvent> events, int place) {
      for (int i = place - 1; i >= 0; i--) {
        if (events.get(i) instanceof DefaultEvent.PoolMoved one
            && one.pool() == pool
            && one.asset() == asset) {
          return one.balance();
        }
      }
      for (int i = place + 1; i < events.size(); i++) {
        if (events.get(i) instanceof DefaultEvent.PoolMoved one
            && one.pool() == pool
            && one.asset() == asset) {
          return one.balance() - one.units();
        }
      }
      return venue.management.pools().balance(pool, asset);
    }

    private void answer() {
      var depth = new MarketDepth(500_000, 1_000_000, 400_000, 20);
      for (LiquidationOrder order : new ArrayList<>(venue.management.engine().orders())) {
        long mark = venue.base.marks.contract(order.contract());
        for (MarketDepth.Fill fill : depth.fill(order.quantity(), mark, order.limit(), 0)) {
          venue.fill(order.id(), market, fill.quantity(), fill.price());
        }
        if (random.nextInt(10) > 0) {
          venue.management.end(order.id(), venue.now, venue);
        }
      }
      take(venue.management.drain());
    }
  }
}
