package org.plimsoll.forecast.network;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A trained network with all that says where it comes from: what a model file holds. Immutable.
public final class NetworkModel {
  private final NetworkShape shape;
  private final Origin origin;
  private final SortedMap<String, Double> metrics;
  private final FeatureRanges ranges;
  private final float[] weights;

  /// How a network was trained.
  ///
  /// @param symbols whose history it learnt from, ascending
  /// @param trainedFrom first origin it learnt from
  /// @param trainedTo last origin it learnt from
  /// @param validatedFrom first origin at which training was judged
  /// @param validatedTo last origin at which training was judged
  /// @param usableFrom first origin it may forecast: an embargo after the last outcome it saw
  /// @param dataHash SHA-256, hex, of the bars up to the last outcome it saw
  /// @param codeHash SHA-256, hex, of the code that trained it
  /// @param settings what governed training, one line
  /// @param champion the model whose residual it learnt
  /// @param seed of initial weights and order of samples
  /// @param epoch at which its weights were the best; 0 for the untrained network
  public record Origin(
      List<String> symbols,
      Instant trainedFrom,
      Instant trainedTo,
      Instant validatedFrom,
      Instant validatedTo,
      Instant usableFrom,
      String dataHash,
      String codeHash,
      String settings,
      String champion,
      long seed,
      int epoch) {
    public Origin {
      symbols = List.copyOf(symbols);
      if (trainedTo.isBefore(trainedFrom)
          || !validatedFrom.isAfter(trainedTo)
          || validatedTo.isBefore(validatedFrom)
          || !usableFrom.isAfter(validatedTo)) {
        throw new IllegalArgumentException(
            "Training %s to %s, validation %s to %s, use from %s must follow one another"
                .formatted(trainedFrom, trainedTo, validatedFrom, validatedTo, usableFrom));
      }
    }
  }

  /// A trained network.
  ///
  /// @param shape its sizes
  /// @param origin how it was trained
  /// @param metrics figures of its training and validation by name
  /// @param ranges of its features in training
  /// @param weights in the order of {@link ParameterLayout}, finite
  public NetworkModel(
      NetworkShape shape,
      Origin origin,
      SortedMap<String, Double> metrics,
      FeatureRanges ranges,
      float[] weights) {
    this.shape = shape;
    this.origin = origin;
    this.metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    this.ranges = ranges;
    this.weights = weights.clone();
    int size = ParameterLayout.of(shape).size();
    if (weights.length != size) {
      throw new IllegalArgumentException(
          "The shape has %d weights, %d were given".formatted(size, weights.length));
    }
    for (float weight : weights) {
      if (!Float.isFinite(weight)) {
        throw new IllegalArgumentException("A weight is " + weight);
      }
    }
    if (ranges.size() != shape.hourFeatures() + shape.contextFeatures()) {
      throw new IllegalArgumentException("Ranges of " + ranges.size() + " features");
    }
  }

  /// Its sizes.
  public NetworkShape shape() {
    return shape;
  }

  /// How it was trained.
  public Origin origin() {
    return origin;
  }

  /// Figures of its training and validation by name.
  public SortedMap<String, Double> metrics() {
    return metrics;
  }

  /// The ranges of its features in training.
  public FeatureRanges ranges() {
    return ranges;
  }

  /// A copy of its weights, in the order of {@link ParameterLayout}.
  public float[] weights() {
    return weights.clone();
  }

  /// The network, ready to forecast.
  public ResidualNetwork network() {
    return ResidualNetwork.of(shape, weights);
  }
}
