package org.plimsoll.forecast.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;
import org.plimsoll.forecast.VolatilityModel;

/// A log-HAR regression for every market of a panel, on its own hours, those of all markets, traded
/// value, funding, the distance of mark from spot, and the calendar.
///
/// Days weigh less with age. One regression is fitted to all markets together, each standardised by
/// itself; a second one per market is pulled towards it by a ridge. The forecast is the geometric
/// mean of the two, for half-lives of one and of two years: what a market has in common with others
/// is learnt from all, and what is its own from itself.
public final class PanelHar implements VolatilityModel {
  private static final int DAY = 24;
  private static final int MIN_OBSERVATIONS = 180;
  private static final double POOL_RIDGE = 0.01;
  private static final double OWN_RIDGE = 0.1;
  private static final int[] HALF_LIVES = {365, 730};

  private final String name;
  private final Set<FeatureGroup> groups;
  private final boolean pooled;

  private PanelHar(String name, Set<FeatureGroup> groups, boolean pooled) {
    this.name = name;
    this.groups = Collections.unmodifiableSet(EnumSet.copyOf(groups));
    this.pooled = pooled;
  }

  /// The model with all groups of regressors.
  public static PanelHar full() {
    return new PanelHar("panel-HAR", EnumSet.allOf(FeatureGroup.class), true);
  }

  /// The full model without the pool, for ablations.
  public static PanelHar apart() {
    return new PanelHar("panel-HAR-no-pool", EnumSet.allOf(FeatureGroup.class), false);
  }

  /// The full model without a group of regressors, for ablations: `panel-HAR-no-funding`.
  public static PanelHar without(FeatureGroup group) {
    EnumSet<FeatureGroup> groups = EnumSet.allOf(FeatureGroup.class);
    groups.remove(group);
    return new PanelHar("panel-HAR-no-" + group.name().toLowerCase(Locale.ROOT), groups, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Walk start(List<String> symbols) {
    var progress = new Progress();
    return (past, variances) -> {
      progress.reach(past);
      for (int i = 0; i < variances.length; i++) {
        variances[i] = progress.forecast(symbols.get(i));
      }
    };
  }

  /// A walk that can be asked for the fitted coefficients, for serving between midnights.
  public Progress progress() {
    return new Progress();
  }

  /// The model on its way through time. For one thread.
  public final class Progress {
    private final SortedMap<String, Market> markets = new TreeMap<>();
    private final List<double[]> pools = new ArrayList<>();

    private Progress() {}

    /// Learns what became known since the last midnight and fits anew.
    public void reach(Past past) {
      PanelFeatures features = new PanelFeatures(past, groups);
      for (String symbol : past.symbols()) {
        PastSeries series = past.spot(symbol).orElseThrow();
        markets
            .computeIfAbsent(symbol, _ -> new Market())
            .reach(past.day(), series, features.row(symbol).orElse(null));
      }
      pools.clear();
      for (int h = 0; h < HALF_LIVES.length; h++) {
        pools.add(pool(h));
      }
    }

    private double[] pool(int h) {
      int p = PanelFeatures.size(groups);
      double[][] left = new double[p][p];
      double[] right = new double[p];
      double weight = 0;
      for (Market market : markets.values()) {
        NormalEquations own = market.prepare(h);
        if (own != null && pooled) {
          own.addTo(left, right);
          weight += own.weight();
        }
      }
      if (weight == 0) {
        return right;
      }
      for (int j = 0; j < p; j++) {
        right[j] /= weight;
        for (int k = 0; k <= j; k++) {
          left[j][k] /= weight;
        }
        left[j][j] += POOL_RIDGE;
      }
      return Cholesky.solve(left, right);
    }

    /// The coefficients of a symbol by now, once it has enough history.
    public Optional<FittedHar> fitted(String symbol) {
      Market market = markets.get(symbol);
      return market == null ? Optional.empty() : Optional.ofNullable(market.fit(pools));
    }

    private double forecast(String symbol) {
      Market market = markets.get(symbol);
      double[] row = market == null ? null : market.pending;
      if (row == null) {
        return Double.NaN;
      }
      return fitted(symbol).map(model -> model.variance(row)).orElse(Double.NaN);
    }
  }

  /// One symbol's histories, one for each half-life.
  private final class Market {
    private final Regression[] histories = new Regression[HALF_LIVES.length];
    private final @Nullable NormalEquations[] equations = new NormalEquations[HALF_LIVES.length];
    private double @Nullable [] pending;

    Market() {
      for (int h = 0; h < HALF_LIVES.length; h++) {
        histories[h] = new Regression(PanelFeatures.size(groups), HALF_LIVES[h]);
      }
    }

    void reach(long day, PastSeries series, double @Nullable [] row) {
      double outcome = series.sum(0, DAY);
      if (pending != null && series.count(0, DAY) == DAY && outcome > 0) {
        double logOutcome = StrictMath.log(outcome);
        for (Regression history : histories) {
          history.add(day - 1, pending, logOutcome);
        }
      }
      pending = row;
    }

    @Nullable NormalEquations prepare(int h) {
      boolean enough = histories[h].size() >= MIN_OBSERVATIONS;
      equations[h] = enough ? histories[h].equations() : null;
      return equations[h];
    }

    @Nullable FittedHar fit(List<double[]> pools) {
      List<FittedHar> members = new ArrayList<>();
      for (int h = 0; h < HALF_LIVES.length; h++) {
        NormalEquations own = equations[h];
        if (own == null) {
          return null;
        }
        double[] pool = pools.get(h);
        if (pooled) {
          members.add(member(h, own, pool));
        }
        members.add(member(h, own, own.towards(pool, OWN_RIDGE)));
      }
      return FittedHar.together(members);
    }

    private FittedHar member(int h, NormalEquations own, double[] standardised) {
      double[] raw = own.raw(standardised);
      double smearing = histories[h].smearing(own.constant(raw), raw);
      return FittedHar.of(own.outcomeMean() + smearing, own, standardised);
    }
  }
}
