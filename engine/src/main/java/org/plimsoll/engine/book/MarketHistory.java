package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.DailyCloses;
import org.plimsoll.engine.volatility.DailyVolatility;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.engine.volatility.ReturnStatistics;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// What one market's past says of its future: the forecast, and statistics of daily closes.
final class MarketHistory {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final double DAYS_PER_YEAR = 365;

  private final DailyVolatility volatility = new DailyVolatility(LogHarOptions.SX_W);
  private final DailyCloses closes = new DailyCloses();
  private final ReturnStatistics statistics = new ReturnStatistics(closes);
  private final SortedMap<String, Estimate> today = new TreeMap<>();
  private double lastClose;
  private long lastDay = -1;

  /// Takes a bar, or refuses it when it does not follow the last one.
  void take(Command.MarketBar marketBar, List<Effect> effects) {
    Candle bar = marketBar.bar();
    if (!volatility.accepts(bar)) {
      effects.add(
          new Effect.PriceRefused(
              marketBar.market(),
              "bars",
              Reason.TIME_REVERSED,
              "The bar of " + bar.openTime() + " is not an hour after the last one"));
      return;
    }
    long day = Math.floorDiv(bar.openTime().getEpochSecond(), SECONDS_PER_DAY);
    if (lastDay >= 0 && day > lastDay) {
      endDay();
    }
    lastDay = day;
    lastClose = bar.close();
    volatility.push(bar).ifPresent(forecast -> effects.add(forecastMade(marketBar, forecast)));
    if (bar.openTime().getEpochSecond() % SECONDS_PER_DAY == SECONDS_PER_DAY - 3600) {
      endDay();
      lastDay = -1;
    }
  }

  private void endDay() {
    closes.push(lastDay, lastClose);
    today.clear();
  }

  /// The deviation of the last 24 hours belongs to the forecast only when they end at its origin.
  private Effect forecastMade(Command.MarketBar last, VolatilityForecast forecast) {
    boolean endsThere = last.bar().openTime().plusSeconds(3600).equals(forecast.origin());
    Double realised =
        endsThere && realisedSigma() instanceof Estimate.Value value ? value.value() : null;
    return new Effect.ForecastMade(last.market(), forecast, realised);
  }

  Optional<VolatilityForecast> forecast() {
    return volatility.forecast();
  }

  /// The realised deviation of the last 24 hours.
  Estimate realisedSigma() {
    return switch (volatility.realisedVariance()) {
      case Estimate.Value value ->
          new Estimate.Value(Math.sqrt(value.value()), value.observations());
      case Estimate.Unavailable gone -> gone;
    };
  }

  /// The observation called `name`, or empty when a market supplies none of that name.
  ///
  /// `sigma_day` is the larger of the forecast and what was realised over the last 24 hours, so
  /// that a move counts in the hour in which it happens.
  Optional<Estimate> observe(String name) {
    return switch (name) {
      case "sigma_day" -> Optional.of(sigmaDay());
      case "sigma_annual" -> Optional.of(scaled(sigmaDay(), Math.sqrt(DAYS_PER_YEAR)));
      default -> statistic(name);
    };
  }

  private Estimate sigmaDay() {
    Estimate realised = realisedSigma();
    double least = realised instanceof Estimate.Value value ? value.value() : 0;
    Optional<VolatilityForecast> forecast = volatility.forecast();
    if (forecast.isEmpty()) {
      return realised;
    }
    return new Estimate.Value(
        Math.max(least, forecast.get().sigmaDay()), forecast.get().observations());
  }

  private Optional<Estimate> statistic(String name) {
    Estimate known = today.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Estimate> found = statistics.evaluate(name);
    found.ifPresent(estimate -> today.put(name, estimate));
    return found;
  }

  private static Estimate scaled(Estimate estimate, double factor) {
    return switch (estimate) {
      case Estimate.Value value -> new Estimate.Value(value.value() * factor, value.observations());
      case Estimate.Unavailable gone -> gone;
    };
  }

  void writeTo(DataOutput out) throws IOException {
    volatility.writeTo(out);
    closes.writeTo(out);
    out.writeDouble(lastClose);
    out.writeLong(lastDay);
  }

  void readFrom(DataInput in) throws IOException {
    volatility.readFrom(in);
    closes.readFrom(in);
    lastClose = in.readDouble();
    lastDay = in.readLong();
    today.clear();
  }
}
