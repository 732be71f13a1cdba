package org.plimsoll.forecast.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.forecast.VolatilityModel;

/// The list of classical models.
public final class Models {
  /// The model that challengers must beat.
  public static final String CHAMPION = LogHarOptions.SX_W.name();

  private Models() {}

  /// All of them, from the simplest up.
  public static List<VolatilityModel> classical() {
    return List.of(
        new Ewma(0.94),
        new GarchModel(Garch.Errors.NORMAL),
        new GarchModel(Garch.Errors.STUDENT_T),
        new HarRv(),
        new LogHarModel(LogHarOptions.PLAIN),
        new LogHarModel(LogHarOptions.SX),
        new LogHarModel(LogHarOptions.SX_W),
        PanelHar.full());
  }

  /// The panel model without its pool, and with each group of regressors left out once.
  public static List<VolatilityModel> ablations() {
    List<VolatilityModel> models = new ArrayList<>();
    models.add(PanelHar.apart());
    for (FeatureGroup group : FeatureGroup.values()) {
      models.add(PanelHar.without(group));
    }
    return models;
  }

  /// The model of a name, among the classical ones and the ablations.
  public static Optional<VolatilityModel> named(String name) {
    List<VolatilityModel> all = new ArrayList<>(classical());
    all.addAll(ablations());
    return all.stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
