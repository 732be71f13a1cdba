package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.DailyCloses;
import org.plimsoll.engine.volatility.DailyVolatility;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.engine.volatility.ForecastOffer;
import org.plimsoll.engine.volatility.LogHarOptions;
import org.plimsoll.engine.volatility.MarginSigma;
import org.plimsoll.engine.volatility.ReturnStatistics;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.engine.volatility.SigmaRules;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// What one market's past says of its future: the forecast, and statistics of daily closes.
final class MarketHistory {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int HOURS_PER_DAY = 24;
  private static final double DAYS_PER_YEAR = 365;

  private final DailyVolatility volatility = new DailyVolatility(LogHarOptions.SX_W);
  private final DailyCloses closes = new DailyCloses();
  private final ReturnStatistics statistics = new ReturnStatistics(closes);
  private final SortedMap<String, Estimate> today = new TreeMap<>();
  private final MarginSigma sigma = new MarginSigma(SigmaRules.STANDARD);
  private double lastClose;
  private long lastDay = -1;
  private long lastEnd;

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
    Optional<VolatilityForecast> made = volatility.push(bar);
    made.ifPresent(forecast -> midnight(marketBar, forecast, effects));
    long end = bar.openTime().getEpochSecond() + SECONDS_PER_HOUR;
    long hours = lastEnd == 0 ? 1 : (end - lastEnd) / SECONDS_PER_HOUR;
    lastEnd = end;
    sigma.hours((int) Math.min(hours, DailyVolatility.MAX_GAP_HOURS), realisedSigma());
    if (bar.openTime().getEpochSecond() % SECONDS_PER_DAY == SECONDS_PER_DAY - 3600) {
      endDay();
      lastDay = -1;
    }
  }

  private void endDay() {
    closes.push(lastDay, lastClose);
    today.clear();
  }

  private void midnight(Command.MarketBar last, VolatilityForecast forecast, List<Effect> effects) {
    effects.add(forecastMade(last, forecast));
    boolean endsThere =
        last.bar().openTime().plusSeconds(SECONDS_PER_HOUR).equals(forecast.origin());
    Estimate day =
        endsThere
            ? realisedSigma()
            : new Estimate.Unavailable(Reason.PRICE_MISSING, "the day did not end with a bar");
    sigma.midnight(forecast, volatility.ewmaSigma(), volatility.isOutOfRange(), day);
    sigma.decision().ifPresent(made -> effects.add(new Effect.SigmaDecided(last.market(), made)));
  }

  /// Looks at the clock: tells of a model that goes out of charge because nothing comes any more.
  void age(String market, Instant now, List<Effect> effects) {
    if (lastEnd > 0) {
      tell(market, effects, () -> sigma.age(Instant.ofEpochSecond(lastEnd), now));
    }
  }

  /// Takes a challenger's forecast, or refuses one that is not for the last midnight.
  boolean offer(String market, ForecastOffer offer, Instant now, List<Effect> effects) {
    boolean[] taken = new boolean[1];
    tell(market, effects, () -> taken[0] = sigma.offer(offer, now));
    return taken[0];
  }

  private void tell(String market, List<Effect> effects, Runnable change) {
    SigmaDecision before = sigma.decision().orElse(null);
    change.run();
    SigmaDecision after = sigma.decision().orElse(null);
    if (after != null && (before == null || !after.agreesWith(before))) {
      effects.add(new Effect.SigmaDecided(market, after));
    }
  }

  /// Which model sets the volatility for margin, and why.
  Optional<SigmaDecision> decision() {
    return sigma.decision();
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
  /// `sigma_day` is that of {@link MarginSigma}: a move counts in the hour in which it happens, and
  /// is let go of slowly.
  Optional<Estimate> observe(String name) {
    return switch (name) {
      case "sigma_day" -> Optional.of(sigmaDay());
      case "sigma_annual" -> Optional.of(scaled(sigmaDay(), Math.sqrt(DAYS_PER_YEAR)));
      default -> statistic(name);
    };
  }

  private Estimate sigmaDay() {
    OptionalDouble inForce = sigma.sigmaDay();
    int observations =
        volatility.forecast().map(VolatilityForecast::observations).orElse(HOURS_PER_DAY);
    return inForce.isPresent()
        ? new Estimate.Value(inForce.getAsDouble(), observations)
        : realisedSigma();
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
    out.writeLong(lastEnd);
    sigma.writeTo(out);
  }

  void readFrom(DataInput in) throws IOException {
    volatility.readFrom(in);
    closes.readFrom(in);
    lastClose = in.readDouble();
    lastDay = in.readLong();
    lastEnd = in.readLong();
    sigma.readFrom(in);
    today.clear();
  }
}
