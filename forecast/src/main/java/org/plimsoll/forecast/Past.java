package org.plimsoll.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.forecast.market.FundingSeries;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

/// What is known of a panel at an origin: bars that closed and settlements that were made by then.
/// A model gets nothing else, so that it cannot look ahead.
public final class Past {
  private static final int HOUR_SECONDS = 3_600;
  private static final int DAY = 24;

  private final Panel panel;
  private final long originHour;

  private Past(Panel panel, long originHour) {
    this.panel = panel;
    this.originHour = originHour;
  }

  /// The past of an hour, counted from 1970-01-01 UTC.
  public static Past of(Panel panel, long originHour) {
    return new Past(panel, originHour);
  }

  /// The past of a midnight, counted in days from 1970-01-01 UTC.
  public static Past ofDay(Panel panel, long day) {
    return new Past(panel, day * DAY);
  }

  /// The instant after which everything is unknown.
  public Instant origin() {
    return Instant.ofEpochSecond(originHour * HOUR_SECONDS);
  }

  /// The origin in hours from 1970-01-01 UTC.
  public long originHour() {
    return originHour;
  }

  /// The day that begins at the origin or holds it, counted from 1970-01-01 UTC.
  public long day() {
    return Math.floorDiv(originHour, DAY);
  }

  /// The spot bars of a symbol, where it has a bar by now.
  public Optional<PastSeries> spot(String symbol) {
    return past(panel.spot().get(symbol));
  }

  /// The bars of the mark price of the perpetual on a symbol, where it has one by now.
  public Optional<PastSeries> mark(String symbol) {
    return past(panel.mark().get(symbol));
  }

  /// The symbols that have a spot bar by now, ascending.
  public List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    panel
        .spot()
        .forEach(
            (symbol, series) -> {
              if (series.firstHour() < originHour) {
                symbols.add(symbol);
              }
            });
    return symbols;
  }

  /// The mean funding rate of the perpetual on a symbol over the settlements of the last hours,
  /// that of the origin itself left out; NaN when there were none.
  public double meanFunding(String symbol, int hours) {
    FundingSeries series = panel.funding().get(symbol);
    long now = originHour * HOUR_SECONDS;
    return series == null
        ? Double.NaN
        : series.mean(now - (long) hours * HOUR_SECONDS - 1, now - 1);
  }

  private Optional<PastSeries> past(@Nullable HourlySeries series) {
    return series == null || series.firstHour() >= originHour
        ? Optional.empty()
        : Optional.of(new PastSeries(series, originHour));
  }
}
