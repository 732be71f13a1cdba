package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private static final long SEED = 0x1d872b41a3c0f5e7L;
  private static final int ROUNDS = 250_000;
  private static final int NEIGHBOURS = 2_000;

  private static final double[] EDGES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0x1p-28,
    -0x1p-28,
    0.5 * StrictMath.log(2),
    -0.5 * StrictMath.log(2),
    1.5 * StrictMath.log(2),
    -1.5 * StrictMath.log(2),
    709.782712893384,
    -708.3964185322641,
    -745.1332191019411,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    StrictMath.sqrt(2),
    StrictMath.sqrt(0.5)
  };

  private static void requireSameBits(double x) {
    requireSame(StrictMath.exp(x), Exponential.exp(x), "exp", x);
    requireSame(StrictMath.log(x), Exponential.log(x), "log", x);
  }

  private static void requireSame(double expected, double actual, String function, double x) {
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
      assertEquals(expected, actual, function + "(" + x + "), seed " + SEED);
    }
  }

  @Test
  void bitsAreThoseOfStrictMathInEveryRange() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      requireSameBits(random.nextDouble(-1, 1));
      requireSameBits(random.nextDouble(-750, 715));
      requireSameBits(1 + random.nextDouble(-1, 1) * 0x1p-16);
      requireSameBits(random.nextDouble(-1, 1) * 0x1p-26);
      requireSameBits(random.nextDouble(-746, -700));
      requireSameBits(random.nextDouble() * Double.MIN_NORMAL);
      requireSameBits(random.nextDouble(0, 1e9));
      requireSameBits(Double.longBitsToDouble(random.nextLong()));
    }
  }

  @Test
  void bitsAreThoseOfStrictMathAroundEveryEdge() {
    for (double edge : EDGES) {
      double below = edge;
      double above = edge;
      for (int i = 0; i < NEIGHBOURS; i++) {
        requireSameBits(below);
        requireSameBits(above);
        below = Math.nextDown(below);
        above = Math.nextUp(above);
      }
    }
    for (double x : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE}) {
      requireSameBits(x);
    }
  }
}
