package org.plimsoll.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plimsoll.engine.liquidation.LiquidationVenue.UNIT;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

class LiquidationPlannerTest {
  private static final long SEED = 20251010L;
  private static final LiquidationTerms TERMS =
      LiquidationVenue.terms(1.2, 0.3, DisposalPace.unlimited());

  private static LiquidationPlanner planner(LiquidationVenue venue) {
    return new LiquidationPlanner(venue.venue.book, venue.rates, venue.reader.assets());
  }

  private static List<Cut> plan(LiquidationVenue venue, int account) {
    return planner(venue)
        .plan(venue.standing(account), TERMS, holding -> Math.abs(holding.quantity()));
  }

  /// By hand: 100 long at 100, equity 400 against 500 of maintenance. Closing x contracts frees 5x
  /// and costs 0.6x: 400 − 0.6x = 1.2 (500 − 5x), so x = 200 ÷ 5.4 = 37.03703…, rounded up at five
  /// digits.
  @Test
  void justEnoughIsClosedToStandAboveTheTarget() {
    var venue = new LiquidationVenue();
    int account = venue.open("long", AccountMode.CROSS, 400);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    venue.trade(account, other, venue.venue.linear, 100, 100);
    assertEquals(
        List.of(new Cut(venue.venue.linear, 3_703_704, 18_518_520_000L, 2_222_222_400L, false)),
        plan(venue, account));
  }

  @Test
  void theRiskThatIsCheapestToFreeGoesFirst() {
    var venue = new LiquidationVenue();
    venue.rates.set(0, venue.venue.ether, 0.4, 0.2);
    int account = venue.open("long", AccountMode.CROSS, 700);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    venue.trade(account, other, venue.venue.linear, 100, 100);
    venue.trade(account, other, venue.venue.ether, 100, 10);
    List<Cut> cuts = plan(venue, account);
    // Both cost 0.6 % of notional, but ether frees 20 % of it and bitcoin 5 %.
    assertEquals(venue.venue.ether, cuts.getFirst().contract());
    assertEquals(1, cuts.size());
  }

  @Test
  void anAccountAtItsTargetNeedsNothing() {
    var venue = new LiquidationVenue();
    int account = venue.open("long", AccountMode.CROSS, 600);
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    venue.trade(account, other, venue.venue.linear, 100, 100);
    assertEquals(List.of(), plan(venue, account));
  }

  /// The second route: the cuts are traded on the real ledger and assessed by the real assessor.
  @Test
  void oneUnitLessWouldNotSuffice() {
    var random = new SplittableRandom(SEED);
    int checked = 0;
    for (int round = 0; round < 1_500; round++) {
      long seed = random.nextLong();
      var venue = randomVenue(new SplittableRandom(seed));
      int account = venue.venue.book.accountIndex("a").orElseThrow();
      if (!venue.standing(account).isShort()) {
        continue;
      }
      List<Cut> cuts = plan(venue, account);
      if (cuts.isEmpty()) {
        continue;
      }
      boolean reached = gapAfter(seed, cuts, 0) <= 0;
      if (reached) {
        checked++;
        assertTrue(gapAfter(seed, cuts, 1) > 0, "one less suffices too, seed " + seed);
      } else {
        assertTrue(cuts.stream().allMatch(Cut::whole), "seed " + seed);
      }
    }
    assertTrue(checked > 100, "only " + checked + " plans reached their target");
  }

  private static long gapAfter(long seed, List<Cut> cuts, long less) {
    var venue = randomVenue(new SplittableRandom(seed));
    int account = venue.venue.book.accountIndex("a").orElseThrow();
    int other = venue.venue.book.accountIndex("venue:market").orElseThrow();
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      long quantity = cut.quantity() - (i == cuts.size() - 1 ? less : 0);
      if (quantity == 0) {
        continue;
      }
      boolean sells = venue.venue.book.position(account, cut.contract()).quantityUnits() > 0;
      long mark = venue.marks.contract(cut.contract());
      long notional =
          venue.venue.book.contract(cut.contract()).value().notional(quantity, mark, Rounding.UP);
      long fee = Billionths.times(notional, Billionths.ofRate(0.006), Rounding.UP);
      LiquidationVenue.applied(
          venue.venue.ledger.trade(
              new Trade(
                  sells ? other : account,
                  sells ? account : other,
                  cut.contract(),
                  quantity,
                  mark,
                  sells ? 0 : fee,
                  sells ? fee : 0),
              MarginTest.NONE));
    }
    if (!(venue.assessor.assess(account) instanceof MarginOutcome.Assessed found)) {
      throw new AssertionError("not assessed");
    }
    return Billionths.times(found.maintenance(), TERMS.targetFactor(), Rounding.UP)
        - found.equity();
  }

  private static LiquidationVenue randomVenue(SplittableRandom random) {
    var venue = new LiquidationVenue();
    int account = venue.open("a", AccountMode.CROSS, 300 + random.nextInt(2_000));
    int other = venue.open("venue:market", AccountMode.VENUE, 0);
    for (int contract : new int[] {venue.venue.linear, venue.venue.ether}) {
      venue.rates.setTiers(
          contract,
          MarginTiers.of(
              new long[] {0, 4_000 * UNIT, 9_000 * UNIT},
              new long[] {100_000_000, 200_000_000, 300_000_000},
              new long[] {20_000_000 + random.nextLong(10_000_000), 60_000_000, 100_000_000}));
      venue.rates.set(0, contract, 0.02, 0.01);
      double price = contract == venue.venue.linear ? 100 : 10;
      double contracts = (1 + random.nextInt(12_000)) / price;
      if (random.nextBoolean()) {
        venue.trade(account, other, contract, contracts, price);
      } else {
        venue.trade(other, account, contract, contracts, price);
      }
    }
    return venue;
  }
}
