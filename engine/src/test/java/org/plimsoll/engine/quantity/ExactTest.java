package org.plimsoll.engine.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactTest {
  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final int ROUNDS = 200_000;

  @Test
  void productAndQuotientAgreeWithBigDecimal() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      long a = skewed(random);
      long b = skewed(random);
      long divisor = nonZero(skewed(random));
      Rounding rounding = Rounding.values()[random.nextInt(3)];
      BigInteger expected =
          new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
              .divide(BigDecimal.valueOf(divisor), 0, modeOf(rounding))
              .toBigIntegerExact();
      String where = a + " * " + b + " / " + divisor + " " + rounding;
      if (expected.bitLength() > 63) {
        assertThrows(
            ArithmeticException.class, () -> Exact.multiplyDivide(a, b, divisor, rounding), where);
      } else {
        assertEquals(
            expected.longValueExact(), Exact.multiplyDivide(a, b, divisor, rounding), where);
      }
    }
  }

  @Test
  void productWithARateIsTheExactProductRoundedOnce() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      long units = skewed(random);
      double rate =
          i % 2 == 0 ? random.nextDouble(0, 2) : StrictMath.exp(random.nextDouble(-60, 60));
      Rounding rounding = Rounding.values()[random.nextInt(3)];
      BigInteger expected =
          BigDecimal.valueOf(units)
              .multiply(new BigDecimal(rate))
              .setScale(0, modeOf(rounding))
              .toBigIntegerExact();
      String where = units + " * " + rate + " " + rounding;
      if (expected.bitLength() > 63) {
        assertThrows(
            ArithmeticException.class, () -> Exact.multiplyByRate(units, rate, rounding), where);
      } else {
        assertEquals(expected.longValueExact(), Exact.multiplyByRate(units, rate, rounding), where);
      }
    }
  }

  @Test
  void ratesThatAreNotNumbersAreRefused() {
    for (double rate : new double[] {Double.NaN, -1e-300, Double.POSITIVE_INFINITY}) {
      assertThrows(ArithmeticException.class, () -> Exact.multiplyByRate(1, rate, Rounding.UP));
    }
  }

  @Test
  void inexactQuotientIsRefusedWhereExactIsDeclared() {
    assertEquals(-4, Exact.divide(-12, 3, Rounding.EXACT));
    assertThrows(ArithmeticException.class, () -> Exact.divide(-13, 3, Rounding.EXACT));
  }

  private static RoundingMode modeOf(Rounding rounding) {
    return switch (rounding) {
      case UP -> RoundingMode.CEILING;
      case DOWN -> RoundingMode.FLOOR;
      case HALF_EVEN -> RoundingMode.HALF_EVEN;
      case EXACT -> RoundingMode.UNNECESSARY;
    };
  }

  private static long skewed(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static long nonZero(long value) {
    return value == 0 ? 1 : value;
  }
}
