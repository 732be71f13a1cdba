package org.plimsoll.engine.margin.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.margin.strategy.Strategy.Kind;
import org.plimsoll.engine.margin.strategy.StrategyOutcome.Assessed;
import org.plimsoll.engine.margin.strategy.StrategyOutcome.Unavailable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

class StrategyMarginTest {
  private static final long SEED = 20260105L;
  private static final StrategyTerms TERMS =
      new StrategyTerms(
          200_000_000L,
          150_000_000L,
          100_000_000L,
          750_000_000L,
          273,
          500_000_000L,
          1_500_000_000L,
          100,
          2,
          Rounding.HALF_EVEN);

  private static OptionLeg leg(char right, double strike, int day, double premium, long quantity) {
    return new OptionLeg(
        right == 'C' ? OptionRight.CALL : OptionRight.PUT,
        Math.round(strike * 100),
        day,
        Math.round(premium * 100),
        quantity);
  }

  private static StrategyBook book(double price, List<OptionLeg> legs) {
    return new StrategyBook(
        2, Math.round(price * 100), UnderlyingKind.EQUITY, 1_000_000_000L, 0, legs, List.of());
  }

  private static Assessed assess(StrategyBook book) {
    return assertInstanceOf(Assessed.class, StrategyMargin.assess(TERMS, book));
  }

  private static long dollars(StrategyBook book) {
    return assess(book).margin() / 100;
  }

  /// Five calls at 110 and three puts at 90 on 100: a call needs 10 + 3, a put 10 + 4, so three
  /// pairs need 14 + 3 each and two calls 13 each.
  @Test
  void strangleOfSeveralContractsRequiresTheGreaterSideOncePerPair() {
    StrategyBook book = book(100, List.of(leg('C', 110, 0, 3, -5), leg('P', 90, 0, 4, -3)));
    assertEquals(3 * 1700 + 2 * 1300, dollars(book));
    assertEquals(
        List.of(Kind.STRANGLE, Kind.NAKED),
        assess(book).strategies().stream().map(Strategy::kind).toList());
  }

  @Test
  void cashForSeveralNakedCallsGrowsWithTheirNumber() {
    assertEquals(
        5 * (10_000 - 300) * 100, assess(book(100, List.of(leg('C', 110, 0, 3, -5)))).cash());
  }

  /// A long box pays its debit and can lose nothing more; a short one can lose its width.
  @Test
  void boxRequiresItsDebitOrItsWidth() {
    List<OptionLeg> box =
        List.of(
            leg('C', 90, 0, 14, 1),
            leg('P', 90, 0, 3, -1),
            leg('C', 110, 0, 4, -1),
            leg('P', 110, 0, 12, 1));
    Assessed bought = assess(book(100, box));
    assertEquals(1900, bought.margin() / 100);
    assertEquals(Kind.BOX, bought.strategies().getFirst().kind());
    List<OptionLeg> sold = box.stream().map(leg -> leg.withQuantity(-leg.quantity())).toList();
    assertEquals(2000 - 1900, dollars(book(100, sold)));
  }

  /// The put at 495 covers its twin and not the put at 480, which saves 3,300 of what pairing by
  /// order would require.
  @Test
  void coverIsGivenToTheOptionThatSavesMost() {
    StrategyBook book =
        book(
            500,
            List.of(
                leg('C', 510, 0, 10, 2),
                leg('C', 505, 0, 13, -2),
                leg('P', 495, 1, 20, 1),
                leg('P', 495, 0, 15, -1),
                leg('C', 520, 0, 5, -3),
                leg('P', 480, 0, 6, -2),
                leg('C', 530, 0, 2, 1)));
    assertEquals(1600 + 2 * 9100, dollars(book));
  }

  @Test
  void wideSpreadRequiresNoMoreThanItsNakedLeg() {
    List<OptionLeg> legs = List.of(leg('P', 100, 0, 1, -1), leg('P', 10, 0, 0.01, 1));
    assertEquals(2100 + 1, dollars(book(200, legs)) + 1000);
  }

  @Test
  void soldOptionsOfDifferentExpiriesAreNotNetted() {
    List<OptionLeg> bear = List.of(leg('C', 105, 10, 2, -1), leg('C', 110, 10, 1, 1));
    List<OptionLeg> bull = List.of(leg('P', 95, 40, 2, -1), leg('P', 90, 40, 1, 1));
    List<OptionLeg> both = new ArrayList<>(bear);
    both.addAll(bull);
    assertEquals(dollars(book(100, bear)) + dollars(book(100, bull)), dollars(book(100, both)));
    List<OptionLeg> condor = new ArrayList<>(bear);
    condor.add(leg('P', 95, 10, 2, -1));
    condor.add(leg('P', 90, 10, 1, 1));
    assertEquals(500 - 200, dollars(book(100, condor)));
    assertEquals(Kind.IRON_CONDOR, assess(book(100, condor)).strategies().getFirst().kind());
  }

  @Test
  void longLifeLowersWhatABoughtOptionMustBePaidWith() {
    assertEquals(900, dollars(book(78, List.of(leg('C', 80, 540, 12, 1)))));
    assertEquals(1200, dollars(book(78, List.of(leg('C', 80, 273, 12, 1)))));
  }

  @Test
  void amountThatDoesNotFitIsUnavailable() {
    var huge = new OptionLeg(OptionRight.CALL, Long.MAX_VALUE / 4, 0, Long.MAX_VALUE / 8, 1000);
    var book =
        new StrategyBook(
            2, 10_000, UnderlyingKind.EQUITY, 1_000_000_000L, 0, List.of(huge), List.of());
    assertEquals(
        Reason.AMOUNT_OVERFLOW,
        assertInstanceOf(Unavailable.class, StrategyMargin.assess(TERMS, book)).reason());
  }

  @Test
  void pricesCoarserThanTheRoundingAreRefused() {
    var book =
        new StrategyBook(0, 100, UnderlyingKind.EQUITY, 1_000_000_000L, 0, List.of(), List.of());
    assertEquals(
        Reason.NOT_ON_STEP,
        assertInstanceOf(Unavailable.class, StrategyMargin.assess(TERMS, book)).reason());
  }

  @Test
  void resultDoesNotDependOnTheOrderOfLegs() {
    var random = new SplittableRandom(SEED);
    for (int run = 0; run < 60; run++) {
      StrategyBook book = randomBook(random, 5, 2);
      List<OptionLeg> legs = new ArrayList<>(book.options());
      Collections.shuffle(legs, new Random(run));
      assertEquals(assess(book), assess(book(100, legs)), "seed " + SEED + ", run " + run);
    }
  }

  @Test
  void wholeNeverRequiresMoreThanItsParts() {
    var random = new SplittableRandom(SEED + 1);
    for (int run = 0; run < 100; run++) {
      StrategyBook one = randomBook(random, 3, 1);
      StrategyBook two = randomBook(random, 3, 1);
      List<OptionLeg> all = new ArrayList<>(one.options());
      all.addAll(two.options());
      Assessed both = assess(book(100, all));
      long parts = assess(one).margin() + assess(two).margin();
      assertTrue(
          both.margin() <= parts,
          "seed %d, run %d: %s requires more than %d".formatted(SEED + 1, run, both, parts));
    }
  }

  @Test
  void descentNeverGoesBelowTheLeastAndIsMostlyThere() {
    var random = new SplittableRandom(SEED + 2);
    int equal = 0;
    int runs = 120;
    for (int run = 0; run < runs; run++) {
      StrategyBook book = randomBook(random, 5, 2);
      long least = assess(book).margin();
      var found = assertInstanceOf(Assessed.class, StrategyMargin.assess(TERMS, book, 0));
      assertTrue(found.margin() >= least, "seed " + (SEED + 2) + ", run " + run);
      equal += found.margin() == least ? 1 : 0;
    }
    assertTrue(equal >= runs * 95 / 100, "only " + equal + " of " + runs);
  }

  @Test
  void strategiesAddUpToTheTotalAndHoldEveryContract() {
    var random = new SplittableRandom(SEED + 3);
    for (int run = 0; run < 100; run++) {
      StrategyBook book = randomBook(random, 5, 2);
      Assessed found = assess(book);
      assertEquals(found.margin(), found.strategies().stream().mapToLong(Strategy::margin).sum());
      long sold =
          found.strategies().stream()
              .flatMap(strategy -> strategy.legs().stream())
              .mapToLong(OptionLeg::quantity)
              .sum();
      assertEquals(book.options().stream().mapToLong(OptionLeg::quantity).sum(), sold);
    }
  }

  private static StrategyBook randomBook(SplittableRandom random, int legs, long most) {
    List<OptionLeg> found = new ArrayList<>();
    for (int i = 0; i < legs; i++) {
      boolean call = random.nextBoolean();
      int strike = 80 + 5 * random.nextInt(9);
      int day = 30 * random.nextInt(2);
      double intrinsic = Math.max(0, call ? 100 - strike : strike - 100);
      long quantity = 1 + random.nextLong(most);
      found.add(
          leg(
              call ? 'C' : 'P',
              strike,
              day,
              intrinsic + 2 + day / 20.0,
              random.nextBoolean() ? quantity : -quantity));
    }
    return book(100, found);
  }
}
