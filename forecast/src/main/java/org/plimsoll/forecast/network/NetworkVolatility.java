package org.plimsoll.forecast.network;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.VolatilityModel;

/// The forecast of trained networks: the champion's, corrected by the newest models that may be
/// used at the origin. It is the champion's own before the first may, and where a window is
/// incomplete.
///
/// The networks also see the mean of the symbols of the walk, so their figures depend on which
/// symbols are walked together.
public final class NetworkVolatility implements VolatilityModel {
  private final Architecture architecture;
  private final VolatilityModel champion;
  private final ModelFolder folder;

  /// The model of an architecture over its champion.
  public NetworkVolatility(
      Architecture architecture, VolatilityModel champion, ModelFolder folder) {
    this.architecture = architecture;
    this.champion = champion;
    this.folder = folder;
  }

  @Override
  public String name() {
    return architecture.id();
  }

  @Override
  public Walk start(List<String> symbols) {
    return new NetworkWalk(champion.start(symbols), symbols);
  }

  private final class NetworkWalk implements Walk {
    private final Walk championWalk;
    private final DayFeatures features;
    private @Nullable NetworkEnsemble ensemble;
    private @Nullable Instant generation;

    NetworkWalk(Walk championWalk, List<String> symbols) {
      this.championWalk = championWalk;
      features = new DayFeatures(symbols);
    }

    @Override
    public void next(Past past, double[] variancesPct2) {
      championWalk.next(past, variancesPct2);
      features.next(past, variancesPct2);
      NetworkEnsemble now = ensembleAt(past.origin());
      if (now == null) {
        return;
      }
      for (int s = 0; s < variancesPct2.length; s++) {
        if (features.isComplete(s)) {
          variancesPct2[s] =
              now.variance(variancesPct2[s], features.window(s), features.context(s));
        }
      }
    }

    private @Nullable NetworkEnsemble ensembleAt(Instant origin) {
      Optional<Instant> newest = folder.newest(origin);
      if (newest.isPresent() && !newest.get().equals(generation)) {
        generation = newest.get();
        ensemble = folder.at(origin).orElse(null);
      }
      return ensemble;
    }
  }
}
