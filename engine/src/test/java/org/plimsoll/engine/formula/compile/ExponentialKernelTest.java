package org.plimsoll.engine.formula.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.quantity.Reason;

/// The branch-free exponential and logarithm against {@link StrictMath}, bit by bit.
class ExponentialKernelTest {
  private static final long SEED = 0x3c6ef372fe94f82bL;
  private static final int ROWS = 4_096;
  private static final int ROUNDS = 150;

  private static double argument(int round, SplittableRandom random) {
    return switch (round % 8) {
      case 0 -> random.nextDouble(-1, 1);
      case 1 -> random.nextDouble(-750, 715);
      case 2 -> 1 + random.nextDouble(-1, 1) * 0x1p-16;
      case 3 -> random.nextDouble(-1, 1) * 0x1p-26;
      case 4 -> random.nextDouble(-746, -700);
      case 5 -> random.nextDouble() * Double.MIN_NORMAL;
      case 6 -> random.nextDouble(0, 1e9);
      default -> edge(random);
    };
  }

  /// A neighbour of a place where fdlibm changes its formula, or any double at all.
  private static double edge(SplittableRandom random) {
    double[] edges = {
      0x1p-28,
      0.5 * StrictMath.log(2),
      1.5 * StrictMath.log(2),
      709.782712893384,
      -708.3964185322641,
      -745.1332191019411,
      Double.MIN_NORMAL,
      StrictMath.sqrt(2),
      StrictMath.sqrt(0.5),
      Double.longBitsToDouble(0x3ff6147aL << 32),
      Double.longBitsToDouble(0x3fe6b852L << 32),
      1 - 0x1p-20,
      1 + 0x1p-20
    };
    int choice = random.nextInt(edges.length + 3);
    if (choice >= edges.length) {
      return Double.longBitsToDouble(random.nextLong());
    }
    long bits = Double.doubleToRawLongBits(edges[choice]) + random.nextInt(-9, 10);
    return Double.longBitsToDouble(bits) * (random.nextBoolean() ? 1 : -1);
  }

  private static void requireBits(String function, DoubleUnaryOperator expected, double undefined) {
    var random = new SplittableRandom(SEED);
    Kernel kernel =
        Kernel.compiled(Program.of(Checked.formula(function + "(x) - 0 * y", "x:rate y:rate")));
    var answers = new Answers(ROWS);
    var workspace = new Workspace();
    double[] x = new double[ROWS];
    Batch batch = Batch.of(kernel.program(), ROWS).set("x", x).set("y", new double[ROWS]);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < ROWS; i++) {
        x[i] = argument(round, random);
      }
      kernel.evaluate(batch, workspace, answers);
      for (int i = 0; i < ROWS; i++) {
        double value = Double.isFinite(x[i]) ? expected.applyAsDouble(x[i]) + 0.0 : undefined;
        if (Double.isFinite(value)) {
          requireSame(function, x[i], value, answers.values()[i]);
        } else {
          assertEquals(false, answers.isAvailable(i), function + "(" + x[i] + ")");
        }
      }
    }
  }

  private static void requireSame(String function, double x, double expected, double actual) {
    if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(actual)) {
      assertEquals(expected, actual, function + "(" + x + "), seed " + SEED);
    }
  }

  @Test
  void exponentialHasTheBitsOfStrictMath() {
    requireBits("exp", StrictMath::exp, Double.NaN);
  }

  @Test
  void logarithmHasTheBitsOfStrictMath() {
    requireBits("log", StrictMath::log, Double.NaN);
  }

  @Test
  void logarithmOfZeroHasItsReason() {
    Kernel kernel = Kernel.compiled(Program.of(Checked.formula("log(x)", "x:rate")));
    var answers = new Answers(9);
    Batch batch = Batch.of(kernel.program(), 9).set("x", new double[] {1, 2, 3, 0, 5, 6, 7, 8, -1});
    assertEquals(2, kernel.evaluate(batch, new Workspace(), answers));
    assertEquals(Reason.LOGARITHM_NOT_POSITIVE, answers.reason(3).orElseThrow());
    assertEquals(Reason.LOGARITHM_NOT_POSITIVE, answers.reason(8).orElseThrow());
    assertEquals(0.0, answers.values()[0]);
  }
}
