package org.plimsoll.engine.margin.pricing;

import java.math.BigDecimal;
import java.math.MathContext;

/// The normal distribution in decimal arithmetic of eighty digits.
final class PreciseNormal {
  private static final MathContext DIGITS = new MathContext(80);
  private static final BigDecimal PI =
      new BigDecimal(
          "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private PreciseNormal() {}

  static BigDecimal density(double x) {
    BigDecimal exact = new BigDecimal(x);
    BigDecimal root = TWO.multiply(PI).sqrt(DIGITS);
    return exponential(exact.multiply(exact).divide(TWO, DIGITS).negate()).divide(root, DIGITS);
  }

  /// For small arguments by the series x + x³/3 + x⁵/(3·5) + …, in the tails by Laplace's continued
  /// fraction.
  static BigDecimal cumulative(double x) {
    if (Math.abs(x) > 7) {
      BigDecimal tail = tail(Math.abs(x));
      return x > 0 ? BigDecimal.ONE.subtract(tail) : tail;
    }
    BigDecimal exact = new BigDecimal(x);
    BigDecimal square = exact.multiply(exact, DIGITS);
    BigDecimal term = exact;
    BigDecimal sum = exact;
    for (int k = 3; k < 1200; k += 2) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return density(x).multiply(sum, DIGITS).add(new BigDecimal("0.5"));
  }

  private static BigDecimal tail(double size) {
    BigDecimal exact = new BigDecimal(size);
    BigDecimal fraction = exact;
    for (int k = 800; k > 0; k--) {
      fraction = exact.add(BigDecimal.valueOf(k).divide(fraction, DIGITS), DIGITS);
    }
    return density(size).divide(fraction, DIGITS);
  }

  private static BigDecimal exponential(BigDecimal x) {
    BigDecimal small = x.divide(TWO.pow(20), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < 20; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }
}
