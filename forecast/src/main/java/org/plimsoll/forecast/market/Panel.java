package org.plimsoll.forecast.market;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Markets side by side: spot series by symbol and, where recorded, the perpetual's mark price and
/// funding under the same symbol. Immutable.
///
/// @param spot by symbol, at least one
/// @param mark the mark price of the perpetual on the symbol
/// @param funding of the perpetual on the symbol
public record Panel(
    SortedMap<String, HourlySeries> spot,
    SortedMap<String, HourlySeries> mark,
    SortedMap<String, FundingSeries> funding) {
  private static final int HOUR_SECONDS = 3_600;

  public Panel {
    spot = Collections.unmodifiableSortedMap(new TreeMap<>(spot));
    mark = Collections.unmodifiableSortedMap(new TreeMap<>(mark));
    funding = Collections.unmodifiableSortedMap(new TreeMap<>(funding));
    if (spot.isEmpty()) {
      throw new IllegalArgumentException("A panel needs at least one spot series");
    }
  }

  /// A panel of spot series alone.
  public static Panel of(List<HourlySeries> series) {
    TreeMap<String, HourlySeries> spot = new TreeMap<>();
    series.forEach(each -> spot.put(each.symbol(), each));
    return new Panel(spot, new TreeMap<>(), new TreeMap<>());
  }

  /// The symbols with a spot series, ascending.
  public List<String> symbols() {
    return List.copyOf(spot.keySet());
  }

  /// The spot series of a symbol.
  public Optional<HourlySeries> series(String symbol) {
    return Optional.ofNullable(spot.get(symbol));
  }

  /// The first hour of any spot series.
  public long firstHour() {
    return spot.values().stream().mapToLong(HourlySeries::firstHour).min().orElseThrow();
  }

  /// The end of the last spot series.
  public long endHour() {
    return spot.values().stream().mapToLong(HourlySeries::endHour).max().orElseThrow();
  }

  /// What is known at the beginning of an hour: bars that closed and settlements before it. Symbols
  /// without any bar by then are not in it.
  ///
  /// @throws IllegalArgumentException when there is no bar at all by then
  public Panel before(long hour) {
    TreeMap<String, HourlySeries> spotBefore = new TreeMap<>();
    spot.forEach((symbol, series) -> cut(spotBefore, symbol, series, hour));
    TreeMap<String, HourlySeries> markBefore = new TreeMap<>();
    mark.forEach((symbol, series) -> cut(markBefore, symbol, series, hour));
    TreeMap<String, FundingSeries> fundingBefore = new TreeMap<>();
    funding.forEach(
        (symbol, series) -> fundingBefore.put(symbol, series.before(hour * HOUR_SECONDS)));
    return new Panel(spotBefore, markBefore, fundingBefore);
  }

  private static void cut(
      SortedMap<String, HourlySeries> into, String symbol, HourlySeries series, long hour) {
    if (series.firstHour() < hour) {
      into.put(symbol, series.before(hour));
    }
  }
}
