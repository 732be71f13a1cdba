package org.plimsoll.engine.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// How the index of one market is formed.
///
/// @param market `BTC/USDT`
/// @param priceScale decimal digits of the index
/// @param gates one per source, kept in the order of the sources' names; 1 to 64
/// @param quorum how many independent origins must pass, at least 1
/// @param referenceLife how long the last good index may judge a lone source; see
///     {@link PriceIndex}
/// @param uplift how rates are raised while the quorum is lost
public record IndexPolicy(
    String market,
    int priceScale,
    List<SourceGate> gates,
    int quorum,
    Duration referenceLife,
    StalenessUplift uplift) {
  /// The largest number of sources of one index.
  public static final int MAX_SOURCES = 64;

  public IndexPolicy {
    var sorted = new ArrayList<>(gates);
    sorted.sort(Comparator.comparing(SourceGate::source));
    gates = List.copyOf(sorted);
    if (gates.isEmpty() || gates.size() > MAX_SOURCES) {
      throw new IllegalArgumentException(
          "Index of " + market + " has " + gates.size() + " sources, limit 1 to " + MAX_SOURCES);
    }
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> origins = new TreeSet<>();
    for (SourceGate gate : gates) {
      origins.add(gate.origin());
      if (!names.add(gate.source())) {
        throw new IllegalArgumentException(
            "Index of " + market + " names the source " + gate.source() + " twice");
      }
    }
    if (quorum < 1 || quorum > origins.size()) {
      throw new IllegalArgumentException(
          "Index of " + market + " needs " + quorum + " of " + origins.size() + " origins");
    }
    if (referenceLife.isNegative()) {
      throw new IllegalArgumentException("Index of " + market + ": reference life is negative");
    }
  }
}
