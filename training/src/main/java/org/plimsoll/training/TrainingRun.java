package org.plimsoll.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.forecast.VolatilityModel;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.network.Architecture;
import org.plimsoll.forecast.network.FeatureRanges;
import org.plimsoll.forecast.network.ModelFile;
import org.plimsoll.forecast.network.NetworkModel;
import org.plimsoll.forecast.network.NetworkShape;

/// Trains architectures, generations and seeds one after another into a folder of models. Run again
/// with the same arguments it passes over what is done and goes on where it was.
///
/// The folder holds the models, and below `progress` a checkpoint per network in training and, once
/// it is done, a file that names its model.
final class TrainingRun {
  /// Fewer samples than this do not train a network.
  private static final int LEAST_SAMPLES = 500;

  /// What is to be trained.
  record Order(
      List<Architecture> architectures, List<Generation> generations, int seeds, int epochs) {
    int networks() {
      return architectures.size() * generations.size() * seeds;
    }
  }

  /// Makes the gradients of an architecture.
  interface Gradients {
    GradientSource of(NetworkShape shape, double knee);
  }

  private final Panel panel;
  private final Samples samples;
  private final VolatilityModel champion;
  private final Gradients gradients;
  private final Path folder;
  private final Progress progress;

  TrainingRun(
      Panel panel,
      Samples samples,
      VolatilityModel champion,
      Gradients gradients,
      Path folder,
      Progress progress) {
    this.panel = panel;
    this.samples = samples;
    this.champion = champion;
    this.gradients = gradients;
    this.folder = folder;
    this.progress = progress;
  }

  /// Trains all that was ordered and gives how many networks were trained, not counting those that
  /// were done before.
  int train(Order order) throws IOException {
    Files.createDirectories(folder.resolve("progress"));
    progress.planned(order.networks(), order.epochs());
    int trained = 0;
    for (Architecture architecture : order.architectures()) {
      NetworkShape shape = NetworkShape.standard(architecture);
      TrainingSettings settings = TrainingSettings.of(architecture, order.epochs());
      try (GradientSource source = gradients.of(shape, settings.knee())) {
        Trainer trainer = new Trainer(shape, settings, source);
        for (Generation generation : order.generations()) {
          trained += train(order.seeds(), shape, settings, trainer, generation);
        }
      }
    }
    progress.done();
    return trained;
  }

  private int train(
      int seeds,
      NetworkShape shape,
      TrainingSettings settings,
      Trainer trainer,
      Generation generation)
      throws IOException {
    Samples training = samples.between(Long.MIN_VALUE, generation.trainedTo());
    Samples validation = samples.between(generation.validatedFrom(), generation.validatedTo());
    if (training.size() < LEAST_SAMPLES || validation.size() == 0) {
      throw new IllegalArgumentException(
          "%d samples up to %s and %d to validate: a generation of %s needs %d. Begin later."
              .formatted(
                  training.size(),
                  Generation.midnight(generation.trainedTo()),
                  validation.size(),
                  Generation.midnight(generation.usable()),
                  LEAST_SAMPLES));
    }
    String dataHash = Provenance.dataHash(panel, generation.dataEndHour());
    FeatureRanges ranges = ranges(training, shape);
    int trained = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      var origin = origin(training, validation, generation, dataHash, settings, seed);
      Path done = folder.resolve("progress").resolve(job(shape, origin) + ".done");
      progress.next(shape.architecture().id(), generation, seed);
      if (isDone(done)) {
        continue;
      }
      Path checkpoint = folder.resolve("progress").resolve(job(shape, origin) + ".checkpoint");
      var result = trainer.train(training, validation, seed, checkpoint, progress);
      Path file = ModelFile.write(folder, model(shape, origin, result, training, ranges));
      Files.writeString(done, String.valueOf(file.getFileName()), StandardCharsets.UTF_8);
      Files.deleteIfExists(checkpoint);
      trained++;
    }
    return trained;
  }

  private boolean isDone(Path done) throws IOException {
    return Files.exists(done)
        && Files.exists(folder.resolve(Files.readString(done, StandardCharsets.UTF_8)));
  }

  private NetworkModel.Origin origin(
      Samples training,
      Samples validation,
      Generation generation,
      String dataHash,
      TrainingSettings settings,
      int seed)
      throws IOException {
    return new NetworkModel.Origin(
        training.symbols(),
        Generation.midnight(training.firstDay()),
        Generation.midnight(training.lastDay()),
        Generation.midnight(validation.firstDay()),
        Generation.midnight(validation.lastDay()),
        Generation.midnight(generation.usable()),
        dataHash,
        Provenance.codeHash(),
        settings.text(),
        champion.name(),
        seed,
        0);
  }

  /// A name for one network's training that changes with anything it depends on.
  private static String job(NetworkShape shape, NetworkModel.Origin origin) {
    return ModelFile.sha256((shape + " " + origin).getBytes(StandardCharsets.UTF_8));
  }

  private static NetworkModel model(
      NetworkShape shape,
      NetworkModel.Origin origin,
      Trainer.Result result,
      Samples training,
      FeatureRanges ranges) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("validation", result.validation());
    metrics.put("champion-validation", result.champion());
    metrics.put("train-loss", result.trainLoss());
    metrics.put("epochs", (double) result.epochs());
    metrics.put("samples", (double) training.size());
    var complete =
        new NetworkModel.Origin(
            origin.symbols(),
            origin.trainedFrom(),
            origin.trainedTo(),
            origin.validatedFrom(),
            origin.validatedTo(),
            origin.usableFrom(),
            origin.dataHash(),
            origin.codeHash(),
            origin.settings(),
            origin.champion(),
            origin.seed(),
            result.epoch());
    return new NetworkModel(shape, complete, metrics, ranges, result.weights());
  }

  /// The 0.1 % and 99.9 % quantiles of each feature.
  static FeatureRanges ranges(Samples training, NetworkShape shape) {
    int hourFeatures = shape.hourFeatures();
    int size = hourFeatures + shape.contextFeatures();
    float[] low = new float[size];
    float[] high = new float[size];
    for (int feature = 0; feature < size; feature++) {
      float[] values = values(training, shape, feature);
      Arrays.sort(values);
      low[feature] = values[(int) (0.001 * (values.length - 1))];
      high[feature] = values[(int) Math.ceil(0.999 * (values.length - 1))];
    }
    return new FeatureRanges(low, high);
  }

  private static float[] values(Samples training, NetworkShape shape, int feature) {
    int hourFeatures = shape.hourFeatures();
    if (feature >= hourFeatures) {
      float[] values = new float[training.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = training.get(i).context()[feature - hourFeatures];
      }
      return values;
    }
    // The last day of each window: the others are the last days of earlier windows.
    int hours = Math.min(24, shape.hours());
    float[] values = new float[training.size() * hours];
    for (int i = 0; i < training.size(); i++) {
      float[] window = training.get(i).window();
      for (int h = 0; h < hours; h++) {
        values[i * hours + h] = window[(shape.hours() - hours + h) * hourFeatures + feature];
      }
    }
    return values;
  }
}
