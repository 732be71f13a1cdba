package org.plimsoll.forecast.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResidualNetworkTest {
  private static final long SEED = 20_260_101;

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theFastNetworkAgreesWithTheSlowOne(Architecture architecture) {
    NetworkShape shape = NetworkShape.standard(architecture);
    SplittableRandom random = new SplittableRandom(SEED);
    double furthest = 0;
    for (int i = 0; i < 20; i++) {
      float[] weights = Made.weights(shape, random);
      float[] window = Made.numbers(random, shape.windowSize(), 3);
      float[] context = Made.numbers(random, shape.contextFeatures(), 2);
      double slow = new ReferenceNetwork(shape, weights).residual(window, context);
      double fast = ResidualNetwork.of(shape, weights).residual(window, context);
      furthest = Math.max(furthest, Math.abs(slow - fast));
      assertEquals(slow, fast, 2e-5, "seed " + SEED + ", network " + i);
    }
    assertTrue(furthest > 0, "floats that agree with doubles to the last bit are the same code");
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aNetworkDoesNotRememberTheWindowBefore(Architecture architecture) {
    NetworkShape shape = NetworkShape.standard(architecture);
    SplittableRandom random = new SplittableRandom(SEED);
    ResidualNetwork network = ResidualNetwork.of(shape, Made.weights(shape, random));
    float[] context = Made.numbers(random, shape.contextFeatures(), 2);
    float[] window = Made.numbers(random, shape.windowSize(), 3);
    double first = network.residual(window, context);
    double other = network.residual(Made.numbers(random, shape.windowSize(), 3), context);
    assertTrue(first != other);
    assertEquals(first, network.residual(window, context));
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void theResidualStaysWithinTheClip(Architecture architecture) {
    NetworkShape shape = NetworkShape.standard(architecture);
    SplittableRandom random = new SplittableRandom(SEED);
    float[] weights = Made.weights(shape, random);
    weights[weights.length - 1] = 100;
    float[] window = Made.numbers(random, shape.windowSize(), 3);
    float[] context = Made.numbers(random, shape.contextFeatures(), 2);
    assertEquals(3, ResidualNetwork.of(shape, weights).residual(window, context));
    weights[weights.length - 1] = -100;
    assertEquals(-3, ResidualNetwork.of(shape, weights).residual(window, context));
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void forecastingAllocatesNothing(Architecture architecture) {
    NetworkShape shape = NetworkShape.standard(architecture);
    SplittableRandom random = new SplittableRandom(SEED);
    ResidualNetwork network = ResidualNetwork.of(shape, Made.weights(shape, random));
    float[] window = Made.numbers(random, shape.windowSize(), 3);
    float[] context = Made.numbers(random, shape.contextFeatures(), 2);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = network.residual(window, context);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 200; i++) {
      sum += network.residual(window, context);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(Double.isFinite(sum));
    assertTrue(allocated < 2_000, allocated + " bytes in 200 forecasts");
  }

  @Test
  void wrongNumbersOfWeightsAreRefused() {
    NetworkShape shape = NetworkShape.standard(Architecture.LSTM);
    assertThrows(IllegalArgumentException.class, () -> ResidualNetwork.of(shape, new float[100]));
  }

  @Test
  void ownFunctionsAreWithinTheirBoundsOfTheStrictOnes() {
    float[] x = new float[4_001];
    float[] tanh = new float[x.length];
    float[] logistic = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 2_000) / 80f;
      tanh[i] = x[i];
      logistic[i] = x[i];
    }
    Arithmetic.tanh(tanh, 0, x.length);
    Arithmetic.logistic(logistic, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      assertEquals(StrictMath.tanh(x[i]), tanh[i], 1e-7, "tanh of " + x[i]);
      assertEquals(1 / (1 + StrictMath.exp(-x[i])), logistic[i], 1e-7, "logistic of " + x[i]);
      float negative = -Math.abs(x[i]) * 3;
      double exact = StrictMath.exp(negative);
      assertEquals(exact, Arithmetic.expOfNegative(negative), 3e-7 * exact, "exp of " + negative);
    }
    assertEquals(0, Arithmetic.expOfNegative(-200));
    assertEquals(0, Arithmetic.expOfNegative(Float.NEGATIVE_INFINITY));
    assertEquals(1, Arithmetic.expOfNegative(0));
  }
}
