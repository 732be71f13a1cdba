package org.plimsoll.engine.margin.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.quantity.Reason;

class BlackTest {
  private static final long SEED = 20260107L;
  private static final double YEAR = Black.SECONDS_PER_YEAR;

  /// J. C. Hull, Options, Futures, and Other Derivatives: S 42, K 40, r 10 %, σ 20 %, half a year
  /// gives 4.76 and 0.81; the Black example with F 20, K 20, r 9 %, σ 25 %, four months gives 1.12.
  @Test
  void textbookExamplesAreMet() {
    assertEquals(4.76, Black.spotPrice(OptionRight.CALL, 42, 40, 0.2, 0.1, 0, YEAR / 2), 0.005);
    assertEquals(0.81, Black.spotPrice(OptionRight.PUT, 42, 40, 0.2, 0.1, 0, YEAR / 2), 0.005);
    double total = Black.totalVolatility(0.25, YEAR / 3);
    assertEquals(1.12, Math.exp(-0.09 / 3) * Black.price(OptionRight.PUT, 20, 20, total), 0.005);
  }

  @Test
  void callLessPutIsForwardLessStrike() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      double forward = Math.exp(random.nextDouble(-5, 12));
      double strike = forward * Math.exp(random.nextDouble(-3, 3));
      double total = Math.exp(random.nextDouble(-9, 1.5));
      double call = Black.price(OptionRight.CALL, forward, strike, total);
      double put = Black.price(OptionRight.PUT, forward, strike, total);
      double tolerance = 1e-14 * Math.max(forward, strike);
      assertEquals(forward - strike, call - put, tolerance, "seed " + SEED + ", run " + i);
      assertTrue(call >= 0 && call <= forward && put >= 0 && put <= strike);
    }
  }

  @Test
  void priceRisesWithVolatilityAndCallFallsWithStrike() {
    var random = new SplittableRandom(SEED + 1);
    for (int i = 0; i < 20_000; i++) {
      double forward = random.nextDouble(10, 1000);
      double strike = random.nextDouble(10, 1000);
      double total = random.nextDouble(0.001, 2);
      double tolerance = 1e-13 * Math.max(forward, strike);
      for (OptionRight right : OptionRight.values()) {
        double price = Black.price(right, forward, strike, total);
        assertTrue(Black.price(right, forward, strike, total * 1.01) >= price - tolerance);
        assertTrue(price >= right.payoff(forward, strike) - tolerance);
        double higher = Black.price(right, forward, strike * 1.01, total);
        boolean call = right == OptionRight.CALL;
        assertTrue(call ? higher <= price + tolerance : higher >= price - tolerance);
      }
    }
  }

  @Test
  void deltaAndVegaAreTheSlopesOfThePrice() {
    var random = new SplittableRandom(SEED + 2);
    for (int i = 0; i < 2000; i++) {
      double forward = random.nextDouble(50, 150);
      double strike = random.nextDouble(50, 150);
      double total = random.nextDouble(0.05, 1);
      double h = 1e-4;
      for (OptionRight right : OptionRight.values()) {
        double slope =
            (Black.price(right, forward + h, strike, total)
                    - Black.price(right, forward - h, strike, total))
                / (2 * h);
        assertEquals(slope, Black.delta(right, forward, strike, total), 1e-7);
        double rise =
            (Black.price(right, forward, strike, total + h)
                    - Black.price(right, forward, strike, total - h))
                / (2 * h);
        assertEquals(rise, Black.vega(forward, strike, total), 1e-4);
      }
    }
  }

  @Test
  void expiredOptionIsWorthItsExercise() {
    assertEquals(20, Black.price(OptionRight.CALL, 120, 100, 0));
    assertEquals(0, Black.price(OptionRight.PUT, 120, 100, 0));
    assertEquals(120, Black.price(OptionRight.CALL, 120, 0, 0.5));
    assertEquals(0.2 / 1.2, Black.inversePrice(OptionRight.CALL, 120, 100, 0), 1e-16);
  }

  @Test
  void impliedVolatilityGivesThePriceBack() {
    var random = new SplittableRandom(SEED + 3);
    int most = 0;
    for (int i = 0; i < 20_000; i++) {
      double forward = Math.exp(random.nextDouble(-2, 11));
      double total = Math.exp(random.nextDouble(-7, 1));
      double strike = forward * Math.exp(random.nextDouble(-4, 4) * Math.min(1, total));
      OptionRight right = random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT;
      double price = Black.price(right, forward, strike, total);
      var found =
          assertInstanceOf(
              ImpliedVolatility.Found.class,
              ImpliedVolatility.of(right, forward, strike, price),
              "seed " + (SEED + 3) + ", run " + i);
      most = Math.max(most, found.steps());
      assertEquals(
          price,
          Black.price(right, forward, strike, found.total()),
          4e-15 * Math.max(forward, strike),
          "seed " + (SEED + 3) + ", run " + i);
    }
    assertTrue(most <= 200, "steps " + most);
    System.out.println("Implied volatility, most evaluations: " + most);
  }

  @Test
  void priceOutsideOfTheBoundsHasNoVolatility() {
    for (double price : new double[] {-1, 19.9, 120, 500, Double.NaN}) {
      assertEquals(
          Reason.PRICE_OUT_OF_BOUNDS,
          assertInstanceOf(
                  ImpliedVolatility.Unavailable.class,
                  ImpliedVolatility.of(OptionRight.CALL, 120, 100, price))
              .reason());
    }
    var zero = ImpliedVolatility.of(OptionRight.CALL, 120, 100, 20);
    assertEquals(0, assertInstanceOf(ImpliedVolatility.Found.class, zero).total());
  }
}
