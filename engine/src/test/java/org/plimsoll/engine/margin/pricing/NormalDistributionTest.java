package org.plimsoll.engine.margin.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormalDistributionTest {
  private static final long SEED = 20260106L;

  /// NIST Handbook of Mathematical Functions: Φ(1) and Φ(−3) to sixteen digits.
  @Test
  void knownValuesAreMet() {
    assertEquals(0.5, NormalDistribution.cumulative(0));
    assertEquals(0.8413447460685429, NormalDistribution.cumulative(1), 1e-15);
    assertEquals(0.0013498980316300946, NormalDistribution.cumulative(-3), 1e-17);
    assertEquals(0.3989422804014327, NormalDistribution.density(0), 1e-16);
  }

  @Test
  void relativeErrorStaysBelowOneInATenthOfATrillionDownToThirtySeven() {
    var random = new SplittableRandom(SEED);
    double worst = 0;
    for (int i = 0; i < 250; i++) {
      double x = random.nextDouble(-37, 6);
      BigDecimal precise = PreciseNormal.cumulative(x);
      double found = NormalDistribution.cumulative(x);
      double error =
          new BigDecimal(found)
              .subtract(precise)
              .divide(precise, MathContext.DECIMAL64)
              .abs()
              .doubleValue();
      worst = Math.max(worst, error);
      assertTrue(error < 1e-14, "at %s: %s, seed %d".formatted(x, error, SEED));
    }
    System.out.println("Normal distribution, greatest relative error: " + worst);
  }

  @Test
  void densityIsWithinOneInATenthOfATrillion() {
    var random = new SplittableRandom(SEED + 1);
    for (int i = 0; i < 100; i++) {
      double x = random.nextDouble(-30, 30);
      double precise = PreciseNormal.density(x).doubleValue();
      assertEquals(precise, NormalDistribution.density(x), precise * 1e-14, "at " + x);
    }
  }

  @Test
  void extremesAreZeroAndOne() {
    for (double x : new double[] {40, 1e9, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      assertEquals(1, NormalDistribution.cumulative(x));
      assertEquals(0, NormalDistribution.cumulative(-x));
    }
    assertTrue(Double.isNaN(NormalDistribution.cumulative(Double.NaN)));
  }

  @Test
  void distributionRisesWithItsArgument() {
    double before = 0;
    for (double x = -38; x < 9; x += 0.001) {
      double at = NormalDistribution.cumulative(x);
      assertTrue(at >= before, "at " + x);
      before = at;
    }
  }
}
