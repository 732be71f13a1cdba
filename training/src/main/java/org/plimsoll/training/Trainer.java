package org.plimsoll.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.plimsoll.forecast.network.NetworkShape;
import org.plimsoll.forecast.network.ResidualNetwork;

/// Trains one network from one seed and stops early. What is kept are the weights of the epoch
/// whose running mean had the lowest robust loss in validation, the untrained network included.
///
/// The same samples, settings, seed and gradients give the same bits, interrupted or not.
final class Trainer {
  /// @param state whose best weights, and the metrics that led to them, are the result
  record Result(Checkpoint state) {
    float[] weights() {
      return state.best;
    }

    /// At which epoch the weights were found; 0 for the untrained network.
    int epoch() {
      return state.bestEpoch;
    }

    /// The mean robust loss of the weights in validation.
    double validation() {
      return state.bestMetric;
    }

    /// The champion's mean robust loss on the same samples.
    double champion() {
      return state.championMetric;
    }

    /// The mean loss of the last epoch's batches.
    double trainLoss() {
      return state.trainLoss;
    }

    /// How many epochs were run.
    int epochs() {
      return state.epoch;
    }
  }

  /// Told after each epoch.
  interface Listener {
    void epochDone(int epoch, double trainLoss, double validation, double champion, int best);
  }

  private final NetworkShape shape;
  private final TrainingSettings settings;
  private final GradientSource gradients;

  Trainer(NetworkShape shape, TrainingSettings settings, GradientSource gradients) {
    this.shape = shape;
    this.settings = settings;
    this.gradients = gradients;
  }

  /// Trains, going on from the checkpoint where there is one.
  Result train(Samples training, Samples validation, long seed, Path file, Listener listener)
      throws IOException {
    float[] start = InitialWeights.of(shape, seed);
    AdamW optimiser = new AdamW(start, InitialWeights.matrices(shape), settings);
    Checkpoint state = new Checkpoint(optimiser);
    if (!state.read(file)) {
      state.championMetric = metric(start, validation);
      state.bestMetric = state.championMetric;
    }
    while (state.epoch < settings.epochs() && state.epoch - state.bestEpoch < settings.patience()) {
      state.epoch++;
      state.trainLoss = epoch(optimiser, training, seed, state.epoch);
      double metric = metric(optimiser.average, validation);
      if (metric < state.bestMetric) {
        state.bestMetric = metric;
        state.bestEpoch = state.epoch;
        state.best = optimiser.average.clone();
      }
      state.write(file);
      listener.epochDone(
          state.epoch, state.trainLoss, metric, state.championMetric, state.bestEpoch);
    }
    return new Result(state);
  }

  private double epoch(AdamW optimiser, Samples training, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    int[] order = shuffled(training.size(), random);
    float[] gradient = new float[optimiser.weights.length];
    double rate = settings.learningRate() * StrictMath.pow(settings.rateDecay(), epoch - 1);
    double sum = 0;
    int batches = 0;
    for (int from = 0; from < order.length; from += settings.batch()) {
      int count = Math.min(settings.batch(), order.length - from);
      int[] chosen = java.util.Arrays.copyOfRange(order, from, from + count);
      Batch batch = Batch.blurred(training, chosen, settings.noise(), random);
      sum += gradients.gradient(optimiser.weights, batch, gradient);
      optimiser.step(gradient, rate);
      batches++;
    }
    return sum / batches;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /// The mean robust loss of the network as it will be served.
  double metric(float[] weights, Samples samples) {
    ResidualNetwork network = ResidualNetwork.of(shape, weights);
    double sum = 0;
    for (int i = 0; i < samples.size(); i++) {
      Samples.Sample sample = samples.get(i);
      double residual = network.residual(sample.window(), sample.context());
      sum += RobustQlike.loss(sample.target() - residual, settings.knee());
    }
    return sum / samples.size();
  }
}
