package org.plimsoll.engine.quantity;

import java.math.BigInteger;

/// Arithmetic on scaled `long` values that is exact or fails: nothing wraps or is silently cut.
///
/// Every method throws {@link ArithmeticException} where the result does not fit a `long`; the
/// boundary that applies commands turns that into {@link Reason#AMOUNT_OVERFLOW}.
public final class Exact {
  private static final long MASK = 0xffffffffL;
  private static final long[] POWERS_OF_TEN = new long[Asset.MAX_SCALE + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  private Exact() {}

  /// Ten to the power `exponent`, for 0 to 18.
  public static long powerOfTen(int exponent) {
    return POWERS_OF_TEN[exponent];
  }

  /// `a × b ÷ divisor` with a 128-bit intermediate product, rounded once as `rounding` says.
  ///
  /// @param divisor not zero
  public static long multiplyDivide(long a, long b, long divisor, Rounding rounding) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == low >> 63 && !(low == Long.MIN_VALUE && divisor == -1)) {
      return divide(low, divisor, rounding);
    }
    boolean negative = (a ^ b ^ divisor) < 0;
    long size = Math.abs(a); // as unsigned, also of the smallest long
    long other = Math.abs(b);
    return wide(
        Math.unsignedMultiplyHigh(size, other),
        size * other,
        Math.abs(divisor),
        negative,
        rounding);
  }

  /// The 128-bit magnitude `high, low` divided by an unsigned divisor.
  private static long wide(long high, long low, long divisor, boolean negative, Rounding rounding) {
    if (Long.compareUnsigned(high, divisor) >= 0) {
      throw new ArithmeticException("long overflow");
    }
    long quotient = divideWide(high, low, divisor);
    long remainder = low - quotient * divisor;
    if (remainder != 0) {
      boolean away =
          switch (rounding) {
            case UP -> !negative;
            case DOWN -> negative;
            case HALF_EVEN -> isAway(quotient, remainder, divisor);
            case EXACT -> throw new ArithmeticException("Product is not divisible by " + divisor);
          };
      if (away && ++quotient == 0) {
        throw new ArithmeticException("long overflow");
      }
    }
    if (quotient < 0 && !(negative && quotient == Long.MIN_VALUE)) {
      throw new ArithmeticException("long overflow");
    }
    return negative ? -quotient : quotient;
  }

  /// The unsigned quotient of `high, low` by a divisor above `high`: Knuth, The Art of Computer
  /// Programming, volume 2, algorithm D, with two digits of 32 bits.
  private static long divideWide(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long v = divisor << shift;
    long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
    long bottom = low << shift;
    long first = digit(top, bottom >>> 32, v);
    long rest = (top << 32) + (bottom >>> 32) - first * v;
    long second = digit(rest, bottom & MASK, v);
    return (first << 32) + second;
  }

  /// One digit of 32 bits: `(top · 2^32 + next) ÷ v`, where `v` has its highest bit set.
  private static long digit(long top, long next, long v) {
    long vHigh = v >>> 32;
    long vLow = v & MASK;
    long guess = Long.divideUnsigned(top, vHigh);
    long left = top - guess * vHigh;
    while (guess > MASK || Long.compareUnsigned(guess * vLow, (left << 32) + next) > 0) {
      guess--;
      left += vHigh;
      if (left > MASK) {
        break;
      }
    }
    return guess;
  }

  private static boolean isAway(long quotient, long remainder, long divisor) {
    int half = Long.compareUnsigned(remainder, divisor - remainder);
    return half > 0 || (half == 0 && (quotient & 1) != 0);
  }

  /// `dividend ÷ divisor`, rounded as `rounding` says.
  ///
  /// @param divisor not zero
  public static long divide(long dividend, long divisor, Rounding rounding) {
    if (dividend == Long.MIN_VALUE && divisor == -1) {
      throw new ArithmeticException("long overflow");
    }
    long quotient = dividend / divisor;
    long remainder = dividend - quotient * divisor;
    if (remainder == 0) {
      return quotient;
    }
    boolean negative = (dividend ^ divisor) < 0;
    return switch (rounding) {
      case UP -> negative ? quotient : Math.addExact(quotient, 1);
      case DOWN -> negative ? Math.subtractExact(quotient, 1) : quotient;
      case HALF_EVEN -> quotient + halfEvenStep(quotient, remainder, divisor, negative);
      case EXACT -> throw inexact(dividend, divisor);
    };
  }

  /// `dividend ÷ divisor` on integers of any size, rounded as `rounding` says.
  public static BigInteger divide(BigInteger dividend, BigInteger divisor, Rounding rounding) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    BigInteger quotient = parts[0];
    BigInteger remainder = parts[1];
    if (remainder.signum() == 0) {
      return quotient;
    }
    boolean negative = dividend.signum() * divisor.signum() < 0;
    return switch (rounding) {
      case UP -> negative ? quotient : quotient.add(BigInteger.ONE);
      case DOWN -> negative ? quotient.subtract(BigInteger.ONE) : quotient;
      case HALF_EVEN -> {
        int half = remainder.abs().shiftLeft(1).compareTo(divisor.abs());
        boolean away = half > 0 || (half == 0 && quotient.testBit(0));
        BigInteger step = negative ? BigInteger.ONE.negate() : BigInteger.ONE;
        yield away ? quotient.add(step) : quotient;
      }
      case EXACT -> throw inexact(dividend, divisor);
    };
  }

  /// `value` at `fromScale` decimal digits, brought to `toScale` digits.
  public static long rescale(long value, int fromScale, int toScale, Rounding rounding) {
    if (toScale >= fromScale) {
      return Math.multiplyExact(value, powerOfTen(toScale - fromScale));
    }
    return divide(value, powerOfTen(fromScale - toScale), rounding);
  }

  /// `units × rate` for a non-negative finite rate, rounded once, exactly as if the rate's binary
  /// value were multiplied without error.
  public static long multiplyByRate(long units, double rate, Rounding rounding) {
    if (!(rate >= 0) || rate == Double.POSITIVE_INFINITY) {
      throw new ArithmeticException("Rate " + rate + " is not a non-negative finite number");
    }
    if (rate == 0 || units == 0) {
      return 0;
    }
    long bits = Double.doubleToRawLongBits(rate);
    int exponent = (int) (bits >>> 52);
    long mantissa =
        exponent == 0 ? bits & 0xfffffffffffffL : (bits & 0xfffffffffffffL) | 0x10000000000000L;
    int shift = 1075 - Math.max(exponent, 1);
    return shiftRight(units, mantissa, shift, rounding);
  }

  /// `units × mantissa ÷ 2^shift`, where the mantissa is below 2^53.
  private static long shiftRight(long units, long mantissa, int shift, Rounding rounding) {
    if (shift >= 1 && shift <= 63) {
      long high = Math.multiplyHigh(units, mantissa);
      long low = units * mantissa;
      long floorHigh = high >> shift;
      long floor = (high << (64 - shift)) | (low >>> shift);
      if (floorHigh != floor >> 63) {
        throw new ArithmeticException("long overflow");
      }
      boolean inexact = low << (64 - shift) != 0;
      if (!inexact || rounding == Rounding.DOWN) {
        return floor;
      }
      if (rounding == Rounding.UP) {
        return Math.addExact(floor, 1);
      }
    }
    BigInteger product = BigInteger.valueOf(units).multiply(BigInteger.valueOf(mantissa));
    BigInteger result =
        shift <= 0
            ? product.shiftLeft(-shift)
            : divide(product, BigInteger.ONE.shiftLeft(shift), rounding);
    return result.longValueExact();
  }

  private static long halfEvenStep(long quotient, long remainder, long divisor, boolean negative) {
    if (!isAway(quotient, Math.abs(remainder), Math.abs(divisor))) {
      return 0;
    }
    return negative ? -1 : 1;
  }

  private static ArithmeticException inexact(Object dividend, Object divisor) {
    return new ArithmeticException(dividend + " is not divisible by " + divisor);
  }
}
