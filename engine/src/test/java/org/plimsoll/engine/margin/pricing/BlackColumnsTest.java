package org.plimsoll.engine.margin.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlackColumnsTest {
  private static final long SEED = 20260115L;
  private static final int COUNT = 1003;

  private final double[] d1 = new double[COUNT];
  private final double[] d2 = new double[COUNT];
  private final double[] sign = new double[COUNT];
  private final double[] forward = new double[COUNT];
  private final double[] strike = new double[COUNT];
  private final double[] price = new double[COUNT];

  private void fill(SplittableRandom random) {
    for (int i = 0; i < COUNT; i++) {
      forward[i] = Math.exp(random.nextDouble(-5, 12));
      double total = Math.exp(random.nextDouble(-8, Math.log(BlackColumns.MAX_TOTAL)));
      double moneyness = random.nextDouble(-12, 12) * total * random.nextDouble();
      strike[i] = forward[i] * Math.exp(-moneyness);
      d1[i] = Math.log(forward[i] / strike[i]) / total + total / 2;
      d2[i] = d1[i] - total;
      sign[i] = random.nextBoolean() ? 1 : -1;
    }
  }

  /// The law with eighty digits at the same d1 and d2; what is left is the column's own error.
  @Test
  void pricesAreWithinATrillionthOfAThousandthOfTheExactLaw() {
    var random = new SplittableRandom(SEED);
    fill(random);
    new BlackColumns().price(d1, d2, sign, forward, strike, price, COUNT);
    double worst = 0;
    for (int i = 0; i < COUNT; i += 5) {
      BigDecimal first =
          new BigDecimal(forward[i]).multiply(PreciseNormal.cumulative(sign[i] * d1[i]));
      BigDecimal second =
          new BigDecimal(strike[i]).multiply(PreciseNormal.cumulative(sign[i] * d2[i]));
      double exact =
          Math.max(
              0,
              first
                  .subtract(second, MathContext.DECIMAL128)
                  .multiply(new BigDecimal(sign[i]))
                  .doubleValue());
      double error = Math.abs(price[i] - exact) / Math.max(forward[i], strike[i]);
      worst = Math.max(worst, error);
      assertTrue(error < 1e-15, "%s at d1 %s, d2 %s".formatted(error, d1[i], d2[i]));
    }
    System.out.println("Black by column, greatest error per forward or strike: " + worst);
  }

  @Test
  void rowsDoNotInfluenceEachOther() {
    var random = new SplittableRandom(SEED + 1);
    fill(random);
    new BlackColumns().price(d1, d2, sign, forward, strike, price, COUNT);
    double[] one = new double[1];
    var single = new BlackColumns();
    for (int i = 0; i < COUNT; i++) {
      single.price(
          new double[] {d1[i]},
          new double[] {d2[i]},
          new double[] {sign[i]},
          new double[] {forward[i]},
          new double[] {strike[i]},
          one,
          1);
      assertEquals(price[i], one[0], "seed %d, row %d".formatted(SEED + 1, i));
    }
  }

  /// Compiled code, whatever its vector width, gives the bits of the interpreter.
  @Test
  void bitsStayTheSameWhenTheLoopsAreCompiled() {
    var random = new SplittableRandom(SEED + 2);
    fill(random);
    var columns = new BlackColumns();
    columns.price(d1, d2, sign, forward, strike, price, COUNT);
    double[] first = price.clone();
    for (int run = 0; run < 3000; run++) {
      columns.price(d1, d2, sign, forward, strike, price, COUNT);
    }
    for (int i = 0; i < COUNT; i++) {
      assertEquals(first[i], price[i], "row " + i);
    }
  }
}
