package org.plimsoll.engine.margin.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;

class ScenarioMarginTest {
  private static final long SEED = 20260108L;
  private static final ScenarioTerms TERMS = Books.terms();

  @Test
  void everyScenarioIsWhatTheReferenceSays() {
    var random = new SplittableRandom(SEED);
    var margin = new ScenarioMargin(TERMS);
    for (int run = 0; run < 300; run++) {
      Settlement settlement = run % 3 == 0 ? Settlement.INVERSE : Settlement.LINEAR;
      UnderlyingBook book = Books.random(random, settlement);
      ScenarioOutcome found = margin.assess(book);
      List<Double> expected = ReferenceScenario.profits(TERMS, book);
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(
            expected.get(i),
            found.profits().get(i),
            1e-9,
            "seed %d, run %d, scenario %d".formatted(SEED, run, i));
      }
      double worst = expected.stream().mapToDouble(x -> x).min().orElseThrow();
      assertEquals(Math.max(found.basis(), Math.max(0, -worst)), found.span(), 1e-9);
    }
  }

  @Test
  void sameBookGivesTheSameBitsWhateverWasAssessedBefore() {
    var random = new SplittableRandom(SEED + 1);
    var shared = new ScenarioMargin(TERMS);
    for (int run = 0; run < 50; run++) {
      UnderlyingBook book = Books.random(random, Settlement.LINEAR);
      assertEquals(ScenarioMargin.assess(TERMS, book), shared.assess(book));
    }
  }

  @Test
  void wholeIsNeverRiskierThanItsParts() {
    var random = new SplittableRandom(SEED + 2);
    for (int run = 0; run < 300; run++) {
      Settlement settlement = run % 3 == 0 ? Settlement.INVERSE : Settlement.LINEAR;
      UnderlyingBook one = Books.random(random, settlement);
      UnderlyingBook two = Books.random(random, settlement);
      double whole = ScenarioMargin.assess(TERMS, Books.sum(one, two)).initial();
      double parts =
          ScenarioMargin.assess(TERMS, one).initial() + ScenarioMargin.assess(TERMS, two).initial();
      assertTrue(whole <= parts + 1e-9 * (1 + parts), "seed " + (SEED + 2) + ", run " + run);
    }
  }

  @Test
  void requirementGrowsInProportionToTheBook() {
    var random = new SplittableRandom(SEED + 3);
    for (int run = 0; run < 100; run++) {
      UnderlyingBook book = Books.random(random, Settlement.LINEAR);
      double once = ScenarioMargin.assess(TERMS, book).initial();
      double tenfold = ScenarioMargin.assess(TERMS, Books.scaled(book, 10)).initial();
      assertEquals(10 * once, tenfold, 1e-9 * (1 + tenfold));
    }
  }

  @Test
  void moreScenariosNeverLowerTheRequirement() {
    var random = new SplittableRandom(SEED + 4);
    List<Shock> more = new ArrayList<>(TERMS.shocks());
    more.add(new Shock(-0.4, Shock.Move.UP));
    more.add(new Shock(0.6, Shock.Move.NONE));
    for (int run = 0; run < 100; run++) {
      UnderlyingBook book = Books.random(random, Settlement.LINEAR);
      double few = ScenarioMargin.assess(TERMS, book).initial();
      assertTrue(ScenarioMargin.assess(Books.with(more, 1), book).initial() >= few);
    }
  }

  @Test
  void initialIsAtLeastMaintenanceAndNeitherIsNegative() {
    var random = new SplittableRandom(SEED + 5);
    for (int run = 0; run < 200; run++) {
      ScenarioOutcome found = ScenarioMargin.assess(TERMS, Books.random(random, Settlement.LINEAR));
      assertTrue(found.initial() >= found.maintenance() && found.maintenance() >= 0);
    }
  }

  @Test
  void emptyBookRequiresNothing() {
    UnderlyingBook empty = Books.book(Settlement.LINEAR, 0, List.of(), List.of());
    ScenarioOutcome found = ScenarioMargin.assess(TERMS, empty);
    assertEquals(0, found.initial());
    assertEquals(1000, found.value());
  }

  /// A bought put takes more off the loss of a long position than it adds, whatever it is worth.
  @Test
  void protectivePutLowersTheRequirement() {
    var perpetual = new PerpetualPosition(1, 2000, 1, 0);
    var put = new OptionPosition(OptionRight.PUT, 2000, 0.6, 1);
    var expiry = new ExpiryBook(30 * 86_400.0, 2000, 0, 0, 1, List.of(), List.of(put));
    double alone =
        ScenarioMargin.assess(
                TERMS, Books.book(Settlement.LINEAR, 0, List.of(perpetual), List.of()))
            .initial();
    double hedged =
        ScenarioMargin.assess(
                TERMS, Books.book(Settlement.LINEAR, 0, List.of(perpetual), List.of(expiry)))
            .initial();
    assertTrue(hedged < alone, hedged + " against " + alone);
  }

  @Test
  void movementOfTheAverageStopsWhenTheForwardIsFixed() {
    var option = new OptionPosition(OptionRight.CALL, 1500, 0, -1);
    var fixed = new ExpiryBook(60, 2000, 2000, 0, 1, List.of(), List.of(option));
    ScenarioOutcome found =
        ScenarioMargin.assess(TERMS, Books.book(Settlement.LINEAR, 0, List.of(), List.of(fixed)));
    assertEquals(0, found.span());
  }

  @Test
  void priceMoveOfMinusOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Shock(-1, Shock.Move.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Shock(Double.NaN, Shock.Move.UP));
  }
}
