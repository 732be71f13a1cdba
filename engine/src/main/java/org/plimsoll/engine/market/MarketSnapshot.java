package org.plimsoll.engine.market;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The indices and marks of all markets at one instant. Immutable; any thread may read it.
///
/// @param asOf when it was taken, UTC
/// @param indices by market, `BTC/USDT`
/// @param marks by contract, `BTC-PERP`
public record MarketSnapshot(
    Instant asOf, SortedMap<String, IndexPrice> indices, SortedMap<String, MarkPrice> marks) {

  public MarketSnapshot {
    indices = Collections.unmodifiableSortedMap(new TreeMap<>(indices));
    marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
  }

  /// The index of `market`, unless the market is unknown.
  public Optional<IndexPrice> index(String market) {
    return Optional.ofNullable(indices.get(market));
  }

  /// The mark of `instrument`, unless its index was never formed.
  public Optional<MarkPrice> mark(String instrument) {
    return Optional.ofNullable(marks.get(instrument));
  }
}
