package org.plimsoll.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.forecast.network.Architecture;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ResidualNetwork;

class TorchGradientTest {
  private static final double KNEE = 1.5;

  @BeforeAll
  static void torchIsThere() {
    Optional<String> missing = Torch.missing();
    if (missing.isPresent()) {
      System.out.println("skipped: " + missing.get() + ". " + Torch.REMEDY);
      Assumptions.abort(missing.get());
    }
  }

  static Stream<NetworkShape> tiny() {
    return Stream.of(MadeSamples.TINY_LSTM, MadeSamples.TINY_TRANSFORMER);
  }

  static Stream<NetworkShape> standard() {
    return Stream.of(Architecture.values()).map(NetworkShape::standard);
  }

  private static float[] weights(NetworkShape shape, long seed) {
    float[] weights = InitialWeights.of(shape, seed);
    SplittableRandom random = new SplittableRandom(seed + 100);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.3 * (random.nextDouble() - 0.5));
    }
    return weights;
  }

  private static Batch all(Samples samples) {
    return Batch.of(samples, IntStream.range(0, samples.size()).toArray());
  }

  @ParameterizedTest
  @MethodSource("standard")
  void plainJavaAndPyTorchGiveTheSameResiduals(NetworkShape shape) {
    Samples samples = MadeSamples.of(shape, 64, 3);
    float[] weights = weights(shape, 6);
    ResidualNetwork network = ResidualNetwork.of(shape, weights);
    try (TorchGradient torch = new TorchGradient(shape, KNEE)) {
      float[] residuals = torch.residuals(weights, all(samples));
      for (int i = 0; i < residuals.length; i++) {
        Samples.Sample sample = samples.get(i);
        assertEquals(residuals[i], network.residual(sample.window(), sample.context()), 5e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tiny")
  void thePyTorchGradientIsThatOfTheServedNetwork(NetworkShape shape) {
    Samples samples = MadeSamples.of(shape, 24, 3);
    Batch all = all(samples);
    float[] weights = weights(shape, 8);
    float[] fast = new float[weights.length];
    float[] slow = new float[weights.length];
    try (TorchGradient torch = new TorchGradient(shape, KNEE)) {
      double loss = torch.gradient(weights, all, fast);
      assertEquals(new DifferenceGradient(shape, KNEE).gradient(weights, all, slow), loss, 1e-5);
    }
    assertArrayEquals(slow, fast, 3e-3f);
  }

  @ParameterizedTest
  @MethodSource("standard")
  void theSameGradientTwiceIsTheSameToTheBit(NetworkShape shape) {
    Samples samples = MadeSamples.of(shape, 64, 3);
    Batch all = all(samples);
    float[] weights = weights(shape, 6);
    float[] first = new float[weights.length];
    float[] second = new float[weights.length];
    try (TorchGradient torch = new TorchGradient(shape, KNEE)) {
      assertEquals(torch.gradient(weights, all, first), torch.gradient(weights, all, second));
    }
    assertArrayEquals(first, second);
  }
}
