package org.plimsoll.training;

import org.plimsoll.forecast.network.Architecture;

/// What governs the training of one network; part of a model's origin.
///
/// @param epochs at most
/// @param patience epochs without a better validation after which training ends
/// @param batch samples in a step
/// @param learningRate of the first epoch
/// @param rateDecay factor of the learning rate from epoch to epoch
/// @param weightDecay by which a matrix shrinks per step and unit of learning rate
/// @param averaging weight of the past in the running mean of weights, which is what is judged
/// @param gradientNorm to which a longer gradient is cut
/// @param knee of {@link RobustQlike}
/// @param noise standard deviation of the noise on features, see {@link Batch}
record TrainingSettings(
    int epochs,
    int patience,
    int batch,
    double learningRate,
    double rateDecay,
    double weightDecay,
    double averaging,
    double gradientNorm,
    double knee,
    double noise) {

  /// The settings of an architecture, chosen on forecasts of 2022 alone.
  ///
  /// @param epochs at most
  static TrainingSettings of(Architecture architecture, int epochs) {
    double rate =
        switch (architecture) {
          case LSTM -> 3e-4;
          case PATCH_TRANSFORMER -> 2e-4;
        };
    return new TrainingSettings(epochs, 4, 256, rate, 0.95, 2, 0.99, 1, 1.5, 1.5);
  }

  /// One line, the same for the same settings.
  String text() {
    return ("epochs %d, patience %d, batch %d, rate %s x %s, weight decay %s, averaging %s, "
            + "gradient norm %s, knee %s, noise %s, AdamW")
        .formatted(
            epochs,
            patience,
            batch,
            learningRate,
            rateDecay,
            weightDecay,
            averaging,
            gradientNorm,
            knee,
            noise);
  }
}
