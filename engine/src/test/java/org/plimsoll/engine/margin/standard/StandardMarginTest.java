package org.plimsoll.engine.margin.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;

class StandardMarginTest {
  private static final long SEED = 20260113L;
  private static final StandardTerms TERMS =
      new StandardTerms(
          new StandardTerms.Delta(0.1, 0.05),
          new StandardTerms.Option(0.15, 0.1, 0.075, 0.075, 0.075, 1),
          1.2,
          1.1,
          new StandardTerms.Base(0.8, 0.9),
          new StandardTerms.Peg(0.98, 1.2),
          new StandardTerms.Confidence(0.4, 0.4));

  private static OptionPosition option(OptionRight right, double strike, double quantity) {
    return new OptionPosition(right, strike, 0, quantity);
  }

  /// Options without volatility are worth their exercise, so every figure is plain arithmetic.
  private static UnderlyingBook book(Settlement settlement, OptionPosition... options) {
    return book(settlement, 1, 1, 0, 0, List.of(options));
  }

  private static UnderlyingBook book(
      Settlement settlement,
      double confidence,
      double peg,
      double base,
      double perpetuals,
      List<OptionPosition> options) {
    return new UnderlyingBook(
        "X",
        settlement,
        1000,
        confidence,
        peg,
        0,
        base,
        0,
        List.of(new PerpetualPosition(perpetuals, 1000, 1, 0)),
        List.of(new ExpiryBook(86_400, 1000, 0, 0, 1, List.of(), options)));
  }

  @Test
  void soldCallRequiresItsMarkAndARateLessTheAmountOutOfTheMoney() {
    MethodOutcome near =
        StandardMargin.assess(TERMS, book(Settlement.LINEAR, option(OptionRight.CALL, 1020, -2)));
    assertEquals(2 * 130, near.initial(), 1e-9);
    assertEquals(2 * 75, near.maintenance(), 1e-9);
    MethodOutcome far =
        StandardMargin.assess(TERMS, book(Settlement.LINEAR, option(OptionRight.CALL, 1500, -1)));
    assertEquals(100, far.initial(), 1e-9);
    MethodOutcome inside =
        StandardMargin.assess(TERMS, book(Settlement.LINEAR, option(OptionRight.CALL, 900, -1)));
    assertEquals(100 + 150, inside.initial(), 1e-9);
  }

  /// In the coin a call at 900 on 1,000 is worth a tenth of a coin.
  @Test
  void inverseOptionIsMarginedInTheCoin() {
    MethodOutcome found =
        StandardMargin.assess(TERMS, book(Settlement.INVERSE, option(OptionRight.CALL, 900, -1)));
    assertEquals(0.1 + 0.15, found.initial(), 1e-12);
    assertEquals(0.1 + 0.075, found.maintenance(), 1e-12);
  }

  @Test
  void spreadRequiresAtMostWhatItCanLose() {
    MethodOutcome narrow =
        StandardMargin.assess(
            TERMS,
            book(
                Settlement.LINEAR,
                option(OptionRight.CALL, 1000, -1),
                option(OptionRight.CALL, 1050, 1)));
    assertEquals(50, narrow.initial(), 1e-9);
    MethodOutcome wide =
        StandardMargin.assess(
            TERMS,
            book(
                Settlement.LINEAR,
                option(OptionRight.CALL, 1000, -1),
                option(OptionRight.CALL, 1500, 1)));
    assertEquals(150, wide.initial(), 1e-9);
  }

  @Test
  void chargesForPegAndConfidenceAreInitialOnly() {
    UnderlyingBook doubtful =
        book(Settlement.LINEAR, 0.3, 0.9, 2, 1, List.of(option(OptionRight.PUT, 500, -1)));
    MethodOutcome found = StandardMargin.assess(TERMS, doubtful);
    double confidence = 0.4 * 0.7 * 1000 * (1 + 1 + 2);
    double peg = 1.2 * 0.08 * 1000 * (1 + 1);
    double asset = 2 * 1000 * 0.8 * 0.1;
    assertEquals(100 + 100 + confidence + peg + asset, found.initial(), 1e-9);
    assertEquals(50 + 75, found.maintenance(), 1e-9);
    assertEquals(2 * 1000 * 0.8, found.value(), 1e-9);
  }

  @Test
  void initialIsAtLeastMaintenanceAndSellingMoreNeverLowersEither() {
    var random = new SplittableRandom(SEED);
    for (int run = 0; run < 300; run++) {
      List<OptionPosition> options = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        options.add(
            new OptionPosition(
                random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT,
                700 + 50 * random.nextInt(13),
                random.nextDouble(0.2, 1),
                random.nextInt(-4, 5)));
      }
      MethodOutcome before =
          StandardMargin.assess(TERMS, book(Settlement.LINEAR, 1, 1, 0, 1, options));
      assertTrue(before.initial() >= before.maintenance() && before.maintenance() >= 0);
      options.add(option(OptionRight.CALL, 1000, -1));
      MethodOutcome after =
          StandardMargin.assess(TERMS, book(Settlement.LINEAR, 1, 1, 0, 1, options));
      String what = "seed " + SEED + ", run " + run;
      assertTrue(after.initial() >= before.initial() - 1e-9, what);
      assertTrue(after.maintenance() >= before.maintenance() - 1e-9, what);
    }
  }
}
