package org.plimsoll.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ResidualNetwork;

class TrainerTest {
  private static final TrainingSettings SETTINGS =
      new TrainingSettings(6, 6, 16, 0.02, 0.95, 0.01, 0.9, 1, 1.5, 0.05);
  private static final NetworkShape SHAPE = MadeSamples.TINY_LSTM;

  private final Samples training = MadeSamples.of(SHAPE, 80, 1);
  private final Samples validation = MadeSamples.of(SHAPE, 40, 2);

  private Trainer.Result train(TrainingSettings settings, Path file, Trainer.Listener listener)
      throws IOException {
    var gradients = new DifferenceGradient(SHAPE, settings.knee());
    return new Trainer(SHAPE, settings, gradients).train(training, validation, 9, file, listener);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void trainingKilledAndTakenUpAgainGivesTheSameBits(@TempDir Path folder) throws IOException {
    Trainer.Result whole = train(SETTINGS, folder.resolve("whole"), (_, _, _, _, _) -> {});
    Path file = folder.resolve("killed");
    for (int kill : new int[] {1, 3}) {
      assertThrows(
          Killed.class,
          () ->
              train(
                  SETTINGS,
                  file,
                  (epoch, _, _, _, _) -> {
                    if (epoch == kill) {
                      throw new Killed();
                    }
                  }));
    }
    Trainer.Result resumed = train(SETTINGS, file, (_, _, _, _, _) -> {});
    assertArrayEquals(whole.weights(), resumed.weights());
    assertEquals(whole.epoch(), resumed.epoch());
    assertEquals(whole.validation(), resumed.validation());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole")), Files.readAllBytes(file), "the checkpoints");
  }

  @Test
  void trainingLearnsWhatIsThere(@TempDir Path folder) throws IOException {
    Trainer.Result result = train(SETTINGS, folder.resolve("a"), (_, _, _, _, _) -> {});
    assertTrue(result.epoch() > 0);
    assertTrue(
        result.validation() < 0.9 * result.champion(),
        result.validation() + " against the champion's " + result.champion());
  }

  @Test
  void theUntrainedNetworkIsTheChampion() {
    for (NetworkShape shape :
        new NetworkShape[] {MadeSamples.TINY_LSTM, MadeSamples.TINY_TRANSFORMER}) {
      ResidualNetwork network = ResidualNetwork.of(shape, InitialWeights.of(shape, 4));
      Samples samples = MadeSamples.of(shape, 20, 5);
      for (int i = 0; i < samples.size(); i++) {
        assertEquals(0, network.residual(samples.get(i).window(), samples.get(i).context()));
      }
    }
  }

  @Test
  void whereTrainingOnlyHarmsTheUntrainedNetworkIsKept(@TempDir Path folder) throws IOException {
    // The validation's targets are 0: the champion is exact.
    Samples exact =
        new Samples(
            java.util.stream.IntStream.range(0, 10)
                .mapToObj(validation::get)
                .map(s -> new Samples.Sample(s.day(), s.symbol(), s.window(), s.context(), 0))
                .toList());
    var gradients = new DifferenceGradient(SHAPE, SETTINGS.knee());
    Trainer.Result result =
        new Trainer(SHAPE, SETTINGS, gradients)
            .train(training, exact, 9, folder.resolve("a"), (_, _, _, _, _) -> {});
    assertEquals(0, result.epoch());
    assertEquals(0, result.champion());
    assertArrayEquals(InitialWeights.of(SHAPE, 9), result.weights());
  }

  @Test
  void aDamagedCheckpointIsNotTakenUp(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a");
    Trainer.Result whole = train(SETTINGS, file, (_, _, _, _, _) -> {});
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    int[] first = new int[1];
    Trainer.Result again =
        train(SETTINGS, file, (epoch, _, _, _, _) -> first[0] = first[0] == 0 ? epoch : first[0]);
    assertEquals(1, first[0]);
    assertArrayEquals(whole.weights(), again.weights());
  }

  @Test
  void beyondTheKneeTheLossGoesOnStraight() {
    double atKnee = StrictMath.exp(1.5) - 2.5;
    assertEquals(atKnee, RobustQlike.loss(1.5, 1.5), 1e-12);
    assertEquals(atKnee + 2 * (StrictMath.exp(1.5) - 1), RobustQlike.loss(3.5, 1.5), 1e-12);
    assertEquals(0, RobustQlike.loss(0, 1.5));
    assertEquals(StrictMath.exp(-2) + 1, RobustQlike.loss(-2, 1.5), 1e-12);
  }

  @Test
  void aGenerationLeavesTheEmbargoOnBothSides() {
    Generation generation = new Generation(20_000);
    // The outcome of the last validated origin ends a day before use.
    assertEquals(19_998, generation.validatedTo());
    assertEquals(180, generation.validatedTo() - generation.validatedFrom() + 1);
    assertEquals(2, generation.validatedFrom() - generation.trainedTo());
    assertEquals(19_999 * 24, generation.dataEndHour());
  }
}
