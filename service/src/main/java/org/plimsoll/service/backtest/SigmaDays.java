package org.plimsoll.service.backtest;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.volatility.SigmaDecision;

/// The volatility for margin of one market at every midnight, and the model in charge of it.
public final class SigmaDays {
  private final double[] sigmas;
  private final @Nullable SigmaDecision[] decisions;

  SigmaDays(int days) {
    sigmas = new double[days];
    decisions = new SigmaDecision[days];
    Arrays.fill(sigmas, Double.NaN);
  }

  void take(int i, double sigma, @Nullable SigmaDecision decision) {
    sigmas[i] = sigma;
    decisions[i] = decision;
  }

  /// `sigma_day` at the midnights, in order, a copy; NaN where there was none.
  public double[] sigmas() {
    return sigmas.clone();
  }

  /// The rung in charge at the midnight number `i`; empty where none was.
  public String inCharge(int i) {
    SigmaDecision decision = decisions[i];
    return decision == null ? "" : decision.inCharge().name();
  }

  /// What had taken the wanted model out of charge; empty when nothing had.
  public String reason(int i) {
    SigmaDecision decision = decisions[i];
    return decision == null ? "" : decision.reason().map(Enum::name).orElse("");
  }

  /// On how many midnights each rung was in charge, by its name.
  public Map<String, Integer> rungs() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < decisions.length; i++) {
      if (decisions[i] != null) {
        counts.merge(inCharge(i), 1, Integer::sum);
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  /// On how many midnights each reason had taken the wanted model out of charge.
  public Map<String, Integer> reasons() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < decisions.length; i++) {
      if (!reason(i).isEmpty()) {
        counts.merge(reason(i), 1, Integer::sum);
      }
    }
    return Collections.unmodifiableMap(counts);
  }
}
