package org.plimsoll.engine.formula.compile;

import static org.plimsoll.engine.formula.compile.VectorApi.DOUBLES;
import static org.plimsoll.engine.formula.compile.VectorApi.LONGS;
import static org.plimsoll.engine.formula.compile.VectorApi.OPERATORS;
import static org.plimsoll.engine.formula.compile.VectorApi.SPECIES;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// The exponential and the logarithm without branches, with the bits of
/// {@link org.plimsoll.engine.formula.Exponential} for every finite argument.
///
/// Where the scalar code branches, the branches of fdlibm are either the same formula with a zero
/// term, or both are calculated and one is chosen. Comparisons of high words are comparisons of the
/// numbers whose low word is zero. For arguments that are not finite the value does not matter.
///
/// fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft,
/// a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software
/// is freely granted, provided that this notice is preserved.
final class VectorExponential {
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double EXP_OVERFLOW = 0x1.62e42fefa39efp+9;
  private static final double EXP_UNDERFLOW = -0x1.74910d52d3051p+9;
  private static final double INVERSE_LN2 = 0x1.71547652b82fep+0;

  /// P5 to P1 of fdlibm, for the rule of Horner.
  private static final double[] P = {
    0x1.6376972bea4d0p-25,
    -0x1.bbd41c5d26bf1p-20,
    0x1.1566aaf25de2cp-14,
    -0x1.6c16c16bebd93p-9,
    0x1.555555555553ep-3
  };

  private static final double[] LOG_ODD = {
    0x1.2f112df3e5244p-3, 0x1.7466496cb03dep-3, 0x1.2492494229359p-2, 0x1.5555555555593p-1
  };
  private static final double[] LOG_EVEN = {
    0x1.39a09d078c69fp-3, 0x1.c71c51d8e78afp-3, 0x1.999999997fa04p-2
  };
  private static final double ONE_THIRD = 0x1.5555555555555p-2;
  private static final double TWO_TO_52 = 0x1.0p52;

  /// Added and taken away, it leaves the nearest whole number; its bits hold that number.
  private static final double WHOLE = 0x1.8p52;

  /// Beyond the last number with the high word 0x3fd62e42, half the logarithm of 2.
  private static final double HALF_LN2 = Double.longBitsToDouble(0x3fd62e43L << 32);

  private static final double THREE_HALVES_LN2 = Double.longBitsToDouble(0x3ff0a2b2L << 32);
  private static final double LOG_UPPER = Double.longBitsToDouble(0x3ff6147aL << 32);
  private static final double LOG_LOWER = Double.longBitsToDouble(0x3fe6b852L << 32);
  private static final double NEAR_ONE = 0x1.0p-20;
  private static final long MANTISSA = 0x000fffffffffffffL;
  private static final int MANTISSA_BITS = 52;
  private static final int BIAS = 1_023;
  private static final int SUBNORMAL_SHIFT = 54;

  private final CodeBuilder code;
  private final VectorLoop loop;

  VectorExponential(CodeBuilder code, VectorLoop loop) {
    this.code = code;
    this.loop = loop;
  }

  private int number(double value) {
    return loop.constant(value);
  }

  /// ((first · x + second) · x + …): the coefficients from the highest power down.
  private int polynomial(int x, double... coefficients) {
    int value = number(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      value = loop.add(number(coefficients[i]), loop.multiply(x, value));
    }
    return value;
  }

  int exponential(int x) {
    int k = multipleOfLn2(x);
    int upper = loop.subtract(x, loop.multiply(k, number(LN2_HIGH)));
    int lower = loop.multiply(k, number(LN2_LOW));
    int reduced = loop.subtract(upper, lower);
    int t = loop.multiply(reduced, reduced);
    int c = loop.subtract(reduced, loop.multiply(t, polynomial(t, P)));
    int quotient = loop.divide(loop.multiply(reduced, c), loop.subtract(number(2), c));
    int y = loop.subtract(number(1), loop.subtract(loop.subtract(lower, quotient), upper));
    int tiny = loop.compare("LT", loop.unary("abs", x), number(0x1.0p-28));
    int value = loop.select(tiny, loop.add(number(1), x), scaled(y, k));
    int overflows = loop.compare("GT", x, number(EXP_OVERFLOW));
    int vanishes = loop.compare("LT", x, number(EXP_UNDERFLOW));
    int bounded = loop.select(overflows, number(Double.POSITIVE_INFINITY), value);
    return loop.select(vanishes, number(0), bounded);
  }

  /// 0 up to half of ln 2, ±1 up to three halves, and else x / ln 2 ± ½ without its fraction.
  private int multipleOfLn2(int x) {
    int magnitude = loop.unary("abs", x);
    int positive = loop.compare("GT", x, number(0));
    int sign = loop.select(positive, number(1), number(-1));
    int half = loop.multiply(number(0.5), sign);
    int shifted = loop.add(loop.multiply(number(INVERSE_LN2), x), half);
    int nearest = loop.subtract(loop.add(shifted, number(WHOLE)), number(WHOLE));
    int beyond = loop.compare("GT", loop.unary("abs", nearest), loop.unary("abs", shifted));
    int whole = loop.select(beyond, loop.subtract(nearest, sign), nearest);
    int single = loop.compare("LT", magnitude, number(THREE_HALVES_LN2));
    int none = loop.compare("LT", magnitude, number(HALF_LN2));
    return loop.select(none, number(0), loop.select(single, sign, whole));
  }

  /// y · 2^k, in two steps where the result is subnormal.
  private int scaled(int y, int k) {
    int small = loop.compare("LT", k, number(-1_021));
    int exponent = loop.select(small, loop.add(k, number(1_000)), k);
    int factor = loop.select(small, number(0x1.0p-1000), number(1));
    int bits = longs(loop.add(exponent, number(WHOLE)));
    int shift = shift("LSHL", bits, MANTISSA_BITS);
    return loop.multiply(doubles(binary("add", longs(y), shift)), factor);
  }

  int logarithm(int x) {
    int subnormal = loop.compare("LT", x, number(Double.MIN_NORMAL));
    int enlarged = loop.multiply(x, number(0x1.0p54));
    int bits = longs(loop.select(subnormal, enlarged, x));
    int mantissa = binary("and", bits, whole(MANTISSA));
    int rounded = binary("add", mantissa, whole(0x95f64L << 32));
    int carry = binary("and", rounded, whole(0x100000L << 32));
    int exponents =
        binary("add", shift("LSHR", bits, MANTISSA_BITS), shift("LSHR", carry, MANTISSA_BITS));
    int biased =
        loop.select(
            subnormal, number(TWO_TO_52 + BIAS + SUBNORMAL_SHIFT), number(TWO_TO_52 + BIAS));
    int asNumber = doubles(binary("or", exponents, whole(Double.doubleToLongBits(TWO_TO_52))));
    int k = loop.subtract(asNumber, biased);
    int one = binary("or", mantissa, binary("xor", carry, whole(0x3ff00000L << 32)));
    int normal = doubles(one);
    int value = logarithm(normal, loop.subtract(normal, number(1)), k);
    int defined = loop.compare("GT", x, number(0));
    return loop.select(defined, value, number(Double.NaN));
  }

  /// The logarithm of `normal` · 2^k, where `normal` is 1 + f.
  private int logarithm(int normal, int f, int k) {
    int low = loop.multiply(k, number(LN2_LOW));
    int s = loop.divide(f, loop.add(number(2), f));
    int z = loop.multiply(s, s);
    int w = loop.multiply(z, z);
    int even = loop.multiply(w, polynomial(w, LOG_EVEN));
    int r = loop.add(loop.multiply(z, polynomial(w, LOG_ODD)), even);
    int half = loop.multiply(loop.multiply(number(0.5), f), f);
    int plain = loop.subtract(loop.multiply(s, loop.subtract(f, r)), low);
    int halved = loop.subtract(half, loop.add(loop.multiply(s, loop.add(half, r)), low));
    int above = loop.compare("GE", normal, number(LOG_UPPER));
    int below = loop.compare("LT", normal, number(LOG_LOWER));
    int inner = loop.select(loop.mask("or", above, below), halved, plain);
    int third = loop.subtract(number(0.5), loop.multiply(number(ONE_THIRD), f));
    int nearOne = loop.subtract(loop.multiply(loop.multiply(f, f), third), low);
    int near =
        loop.mask(
            "and",
            loop.compare("GE", f, number(-NEAR_ONE)),
            loop.compare("LT", f, number(NEAR_ONE)));
    int chosen = loop.select(near, nearOne, inner);
    return loop.subtract(loop.multiply(k, number(LN2_HIGH)), loop.subtract(chosen, f));
  }

  private int longs(int doubles) {
    return loop.call(DOUBLES, "reinterpretAsLongs", VectorApi.AS_LONGS, doubles);
  }

  private int doubles(int longs) {
    return loop.call(LONGS, "reinterpretAsDoubles", VectorApi.UNARY_DOUBLES, longs);
  }

  private int whole(long value) {
    code.getstatic(LONGS, VectorApi.PREFERRED, SPECIES).loadConstant(value);
    code.invokestatic(LONGS, "broadcast", VectorApi.BROADCAST_LONG);
    return keep();
  }

  private int binary(String name, int left, int right) {
    if (!name.equals("xor")) {
      return loop.call(LONGS, name, VectorApi.BINARY_LONGS, left, right);
    }
    code.aload(left).getstatic(OPERATORS, "XOR", VectorApi.ASSOCIATIVE).aload(right);
    code.invokevirtual(LONGS, "lanewise", VectorApi.LANEWISE_VECTOR);
    return keep();
  }

  private int shift(String direction, int operand, int by) {
    code.aload(operand).getstatic(OPERATORS, direction, VectorApi.BINARY).loadConstant((long) by);
    code.invokevirtual(LONGS, "lanewise", VectorApi.LANEWISE_LONGS);
    return keep();
  }

  private int keep() {
    int kept = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(kept);
    return kept;
  }
}
