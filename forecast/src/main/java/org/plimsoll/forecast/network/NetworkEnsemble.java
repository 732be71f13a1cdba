package org.plimsoll.forecast.network;

import java.util.List;
import java.util.OptionalInt;

/// Networks trained alike from several seeds, whose residuals are averaged: the geometric mean of
/// their forecasts. For one thread; allocates nothing in use.
public final class NetworkEnsemble {
  private final List<NetworkModel> models;
  private final ResidualNetwork[] networks;

  /// The ensemble of at least one model.
  public NetworkEnsemble(List<NetworkModel> models) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("An ensemble needs a model");
    }
    this.models = List.copyOf(models);
    networks = models.stream().map(NetworkModel::network).toArray(ResidualNetwork[]::new);
  }

  /// The models, in the order of their seeds.
  public List<NetworkModel> models() {
    return models;
  }

  /// The mean residual: what to add to the logarithm of the champion's variance.
  public double residual(float[] window, float[] context) {
    double sum = 0;
    for (ResidualNetwork network : networks) {
      sum += network.residual(window, context);
    }
    return sum / networks.length;
  }

  /// The forecast that follows from the champion's; the very same for a residual of 0.
  public double variance(double champion, float[] window, float[] context) {
    double residual = residual(window, context);
    return residual == 0 ? champion : champion * StrictMath.exp(residual);
  }

  /// The first feature of symbol and day outside its range in training, where one is.
  public OptionalInt firstOutside(float[] context) {
    return models.getFirst().ranges().firstOutside(context);
  }
}
