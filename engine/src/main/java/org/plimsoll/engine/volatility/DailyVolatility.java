package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;

/// The volatility of one market, followed hour by hour: takes hourly candles in the order of time
/// and gives a new forecast at every midnight UTC, refitted on the days up to then.
///
/// The forecast is that of the log-HAR model once {@link LogHarOptions#minObservations} days are
/// known. Before that, or when the regression cannot be solved, it is the exponentially weighted
/// mean of daily variances with weight 0.94 of the past, marked {@link Reason#HISTORY_TOO_SHORT} or
/// {@link Reason#MODEL_NOT_FITTED}; before the first day with half its hours there is none.
///
/// Missing hours never lower a forecast: when more than two of the last 24 hours are missing, the
/// new variance is not below the one before it, and the forecast is marked
/// {@link Reason#PRICE_MISSING}. Days of which an hour is missing are left out of the fit.
///
/// State of a single writer, of fixed size; not for use by several threads.
public final class DailyVolatility {
  /// The model id of the fallback.
  public static final String EWMA = "EWMA-0.94";

  /// The longest pause between two candles.
  public static final int MAX_GAP_HOURS = DailyCloses.MAX_DAYS * 24;

  private static final int DAY = 24;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final double PAST_WEIGHT = 0.94;
  private static final double RANGE_MARGIN = SigmaRules.STANDARD.rangeMargin();
  private static final int TOLERATED_MISSING_HOURS = 2;

  private final LogHarOptions options;
  private final HourlyBars bars = new HourlyBars();
  private final TrainingDays training;
  private boolean started;
  private long nextHour;
  private double @Nullable [] pending;
  private int leftOut;
  private int days;
  private double ewma;
  private @Nullable VolatilityForecast forecast;
  private boolean outOfRange;

  /// A market of which nothing is known yet.
  public DailyVolatility(LogHarOptions options) {
    this.options = options;
    this.training = new TrainingDays(options);
  }

  /// Whether {@link #push} takes this candle: it opens on the hour, not before the end of the last
  /// one, and not more than {@link #MAX_GAP_HOURS} after it.
  public boolean accepts(Candle candle) {
    Instant time = candle.openTime();
    long hour = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
    boolean onTheHour = time.getEpochSecond() == hour * SECONDS_PER_HOUR && time.getNano() == 0;
    boolean inOrder = !started || (hour >= nextHour && hour - nextHour <= MAX_GAP_HOURS);
    return onTheHour && hour >= 0 && inOrder;
  }

  /// Takes a candle that {@link #accepts} admits; hours between the last one and it are missing.
  ///
  /// @return the forecast of the last midnight that was reached, if one was and there is one
  public Optional<VolatilityForecast> push(Candle candle) {
    if (!accepts(candle)) {
      throw new IllegalArgumentException(
          "Candle at " + candle.openTime() + " does not follow hour " + nextHour);
    }
    long hour = candle.openTime().getEpochSecond() / SECONDS_PER_HOUR;
    if (!started) {
      started = true;
      nextHour = hour;
    }
    boolean midnight = skipTo(hour);
    bars.add(candle);
    midnight |= endHour();
    return midnight ? forecast() : Optional.empty();
  }

  /// Declares every hour that ended by `now` and was not pushed as missing; without effect before
  /// the first candle, and beyond {@link #MAX_GAP_HOURS}.
  ///
  /// @return the forecast of the last midnight that was reached, if one was and there is one
  public Optional<VolatilityForecast> advanceTo(Instant now) {
    long hour = Math.floorDiv(now.getEpochSecond(), SECONDS_PER_HOUR);
    if (!started || hour <= nextHour) {
      return Optional.empty();
    }
    return skipTo(Math.min(hour, nextHour + MAX_GAP_HOURS)) ? forecast() : Optional.empty();
  }

  /// The latest forecast, if there is one.
  public Optional<VolatilityForecast> forecast() {
    return Optional.ofNullable(forecast);
  }

  /// The deviation over one day of the exponentially weighted mean, whichever model is used; empty
  /// before the first day with half its hours.
  public OptionalDouble ewmaSigma() {
    return ewma > 0 ? OptionalDouble.of(Math.sqrt(ewma)) : OptionalDouble.empty();
  }

  /// Whether a volatility regressor of the last fit left the range of its history by more than half
  /// of that range.
  public boolean isOutOfRange() {
    return outOfRange;
  }

  /// The Parkinson variance of the last 24 hours: the sum over them, brought to 24 where up to half
  /// are missing.
  public Estimate realisedVariance() {
    int count = bars.count(DAY);
    if (2 * count < DAY) {
      return new Estimate.Unavailable(
          Reason.HISTORY_TOO_SHORT, count + " of the last 24 hours, at least 12 are needed");
    }
    return new Estimate.Value(bars.sum(DAY) * DAY / count, count);
  }

  private boolean skipTo(long hour) {
    boolean midnight = false;
    while (nextHour < hour) {
      bars.addMissing();
      midnight |= endHour();
    }
    return midnight;
  }

  private boolean endHour() {
    nextHour++;
    if (nextHour % DAY != 0) {
      return false;
    }
    endDay(nextHour / DAY);
    return true;
  }

  private void endDay(long day) {
    if (pending != null) {
      double outcome = bars.sum(DAY);
      if (bars.count(DAY) == DAY && outcome > 0) {
        training.add(day - 1, pending, StrictMath.log(outcome));
      } else {
        leftOut++;
      }
    }
    training.forgetBefore(day - options.historyDays());
    switch (realisedVariance()) {
      case Estimate.Value realised -> average(realised.value());
      case Estimate.Unavailable _ -> {}
    }
    pending = HarFeatures.at(bars, day, options).orElse(null);
    forecast = hold(day, fit(day));
  }

  private void average(double realised) {
    ewma = days == 0 ? realised : PAST_WEIGHT * ewma + (1 - PAST_WEIGHT) * realised;
    days++;
  }

  private @Nullable VolatilityForecast fit(long day) {
    outOfRange = false;
    if (training.size() < options.minObservations()) {
      return fallBack(day, Reason.HISTORY_TOO_SHORT);
    }
    if (pending == null) {
      return fallBack(day, Reason.PRICE_MISSING);
    }
    LogHar model = LogHar.fit(training, options).orElse(null);
    double variance = model == null ? Double.NaN : model.variance(pending);
    if (model == null || !(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      return fallBack(day, Reason.MODEL_NOT_FITTED);
    }
    outOfRange = training.leaves(pending, 1, options.windows().size(), RANGE_MARGIN);
    var bands = ForecastBands.of(model, variance);
    return forecast(day, options.name(), variance, bands, training.size(), null);
  }

  private @Nullable VolatilityForecast fallBack(long day, Reason reason) {
    return ewma > 0 ? forecast(day, EWMA, ewma, null, days, reason) : null;
  }

  /// The new forecast, or with its date the one before it where missing hours would let it fall.
  private @Nullable VolatilityForecast hold(long day, @Nullable VolatilityForecast next) {
    VolatilityForecast last = forecast;
    if (last == null
        || DAY - bars.count(DAY) <= TOLERATED_MISSING_HOURS
        || (next != null && next.variance() >= last.variance())) {
      return next;
    }
    return forecast(
        day,
        last.model(),
        last.variance(),
        last.bands(),
        last.observations(),
        Reason.PRICE_MISSING);
  }

  private VolatilityForecast forecast(
      long day,
      String model,
      double variance,
      @Nullable ForecastBands bands,
      int observations,
      @Nullable Reason fallback) {
    return new VolatilityForecast(
        Instant.ofEpochSecond(day * DAY * SECONDS_PER_HOUR),
        model,
        variance,
        bands,
        observations,
        leftOut,
        DAY - bars.count(DAY),
        fallback);
  }

  /// Writes the state, without the options: up to 100 kB for two years of the largest model.
  public void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(started);
    out.writeLong(nextHour);
    bars.writeTo(out);
    training.writeTo(out);
    out.writeBoolean(pending != null);
    if (pending != null) {
      for (double feature : pending) {
        out.writeDouble(feature);
      }
    }
    out.writeInt(leftOut);
    out.writeInt(days);
    out.writeDouble(ewma);
    out.writeBoolean(outOfRange);
    out.writeBoolean(forecast != null);
    if (forecast != null) {
      forecast.writeTo(out);
    }
  }

  /// Replaces the state by one that {@link #writeTo} wrote under the same options.
  public void readFrom(DataInput in) throws IOException {
    started = in.readBoolean();
    nextHour = in.readLong();
    bars.readFrom(in);
    training.readFrom(in);
    pending = null;
    if (in.readBoolean()) {
      double[] features = new double[options.regressors()];
      for (int i = 0; i < features.length; i++) {
        features[i] = in.readDouble();
      }
      pending = features;
    }
    leftOut = in.readInt();
    days = in.readInt();
    ewma = in.readDouble();
    outOfRange = in.readBoolean();
    forecast = in.readBoolean() ? VolatilityForecast.read(in) : null;
  }
}
