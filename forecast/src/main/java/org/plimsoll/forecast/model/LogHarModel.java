package org.plimsoll.forecast.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.volatility.DailyVolatility;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;
import org.plimsoll.forecast.VolatilityModel;

/// A log-HAR model of the engine, exactly as the venue runs it: {@link DailyVolatility} is fed hour
/// by hour and asked at each midnight, its fallback included.
public final class LogHarModel implements VolatilityModel {
  private static final double PERCENT2 = 10_000;
  private static final int SECONDS_PER_HOUR = 3_600;

  private final LogHarOptions options;

  /// A model with these terms and this history.
  public LogHarModel(LogHarOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return options.name();
  }

  @Override
  public Walk start(List<String> symbols) {
    List<Feed> feeds = new ArrayList<>();
    symbols.forEach(symbol -> feeds.add(new Feed(symbol, new DailyVolatility(options))));
    return (past, variances) -> {
      for (int i = 0; i < variances.length; i++) {
        variances[i] = feeds.get(i).next(past);
      }
    };
  }

  /// One symbol's state, and up to which hour it has been fed.
  private static final class Feed {
    private final String symbol;
    private final DailyVolatility volatility;
    private long fedTo = Long.MIN_VALUE;

    Feed(String symbol, DailyVolatility volatility) {
      this.symbol = symbol;
      this.volatility = volatility;
    }

    double next(Past past) {
      PastSeries series = past.spot(symbol).orElse(null);
      if (series == null) {
        return Double.NaN;
      }
      long origin = past.originHour();
      int fresh = (int) Math.min(series.length(), fedTo < 0 ? Long.MAX_VALUE : origin - fedTo);
      for (int hoursAgo = fresh - 1; hoursAgo >= 0; hoursAgo--) {
        Candle candle = candle(series, hoursAgo, origin);
        if (candle != null) {
          volatility.push(candle);
        }
      }
      fedTo = origin;
      volatility.advanceTo(past.origin());
      return volatility
          .forecast()
          .filter(forecast -> forecast.origin().equals(past.origin()))
          .map(forecast -> forecast.variance() * PERCENT2)
          .orElse(Double.NaN);
    }

    private static @Nullable Candle candle(PastSeries series, int hoursAgo, long origin) {
      double open = series.open(hoursAgo);
      if (Double.isNaN(open)) {
        return null;
      }
      return new Candle(
          Instant.ofEpochSecond((origin - 1 - hoursAgo) * SECONDS_PER_HOUR),
          open,
          series.high(hoursAgo),
          series.low(hoursAgo),
          series.close(hoursAgo),
          series.volume(hoursAgo));
    }
  }
}
