package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.SigmaDecision.Candidate;
import org.plimsoll.engine.volatility.SigmaDecision.Rung;

/// The volatility of one market that margin formulas read as `sigma_day`:
///
///     σ = max(model in charge, long-run floor, realised over the last 24 hours, kept)
///
/// where `kept` is σ an hour ago less the fall that {@link SigmaRules#dailyFall} allows, nothing
/// while the data themselves are in doubt. Which model is in charge is the ladder's answer: a
/// challenger that was offered, else the champion. When something speaks against it, the largest
/// figure of the models below it that nothing speaks against; the stress floor takes part once the
/// champion is out. When something speaks against all, the largest figure of all.
///
/// State of a single writer.
public final class MarginSigma {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration EXPECTED = Duration.ofDays(7);
  private static final String STRESS = "long-run quantile";

  private final SigmaRules rules;
  private final DailyDeviations history;
  private final CoverageWatch championWatch;
  private final CoverageWatch challengerWatch;

  // What is known at the last midnight.
  private @Nullable VolatilityForecast champion;
  private double ewma; // 0 when there is none
  private boolean championOutOfRange;
  private @Nullable ForecastOffer offer;

  // What follows from it.
  private double floor;
  private double stress;
  private boolean stale;
  private boolean late;
  private double inForce; // 0 before the first figure
  private @Nullable SigmaDecision decision;

  /// A market of which nothing is known yet.
  public MarginSigma(SigmaRules rules) {
    this.rules = rules;
    history = new DailyDeviations(rules.historyDays());
    championWatch = new CoverageWatch(rules);
    challengerWatch = new CoverageWatch(rules);
  }

  /// What the models say at a midnight.
  ///
  /// @param forecast the champion's, or the mean's where it was not fitted
  /// @param ewmaSigma the mean's deviation over one day
  /// @param outOfRange whether a regressor of the champion left the range it was fitted on
  /// @param realised the deviation of the day that ended
  public void midnight(
      VolatilityForecast forecast,
      OptionalDouble ewmaSigma,
      boolean outOfRange,
      Estimate realised) {
    Instant origin = forecast.origin();
    boolean whole = forecast.missingHours() <= rules.toleratedMissingHours();
    if (whole && realised instanceof Estimate.Value day && day.value() > 0) {
      judge(day.value(), origin);
      history.add(day.value());
    }
    champion = forecast;
    ewma = ewmaSigma.orElse(0);
    championOutOfRange = outOfRange;
    stale = false;
    late = false;
    if (history.size() >= rules.minHistoryDays()) {
      double[] quantiles = history.quantiles(rules.floorQuantile(), rules.stressQuantile());
      floor = quantiles[0];
      stress = quantiles[1];
    }
    decide(origin);
  }

  /// Judges what was forecast a day ago by what came of it.
  private void judge(double realised, Instant now) {
    VolatilityForecast before = champion;
    ForecastBands bands = before == null ? null : before.bands();
    if (before == null || bands == null || !before.origin().plus(DAY).equals(now)) {
      return;
    }
    championWatch.add(realised > bands.high90());
    ForecastOffer offered = offer;
    if (offered != null && offered.origin().equals(before.origin())) {
      double edge = offered.sigmaDay() * bands.high90() / before.sigmaDay();
      challengerWatch.add(realised > edge);
    }
  }

  /// Takes a challenger's forecast.
  ///
  /// @return false when it is not for the last midnight
  public boolean offer(ForecastOffer made, Instant now) {
    VolatilityForecast last = champion;
    if (last == null || !last.origin().equals(made.origin())) {
      return false;
    }
    if (offer != null && !offer.model().equals(made.model())) {
      challengerWatch.clear();
    }
    offer = made;
    late = false;
    decide(now);
    raise();
    return true;
  }

  /// Takes the end of an hour: σ falls by no more than it may, and rises to what was realised.
  ///
  /// @param hours how many ended since the last call, at least 1
  public void hours(int hours, Estimate realised) {
    if (inForce > 0 && !isDataInDoubt()) {
      double keep = rules.hourlyKeep();
      for (int i = 0; i < Math.min(hours, 24 * 60); i++) {
        inForce *= keep;
      }
    }
    if (realised instanceof Estimate.Value value) {
      inForce = Math.max(inForce, value.value());
    }
    raise();
  }

  private void raise() {
    SigmaDecision now = decision;
    if (now != null) {
      inForce = Math.max(inForce, Math.max(now.sigmaDay(), now.floor()));
    }
  }

  private boolean isDataInDoubt() {
    SigmaDecision now = decision;
    return now != null
        && (now.trigger() == Reason.PRICE_MISSING || now.trigger() == Reason.FORECAST_DATA_TOO_OLD);
  }

  /// Looks at the clock: whether the newest bar is too old, and a challenger's forecast overdue.
  public void age(Instant newestBarEnd, Instant now) {
    VolatilityForecast last = champion;
    if (last == null) {
      return;
    }
    boolean old = Duration.between(newestBarEnd, now).compareTo(rules.dataAge()) > 0;
    boolean overdue =
        isChallengerExpected(last.origin())
            && !isOfferedFor(last.origin())
            && Duration.between(last.origin(), now).compareTo(rules.lateness()) >= 0;
    if (old != stale || overdue != late) {
      stale = old;
      late = overdue;
      decide(now);
      raise();
    }
  }

  private boolean isOfferedFor(Instant origin) {
    return offer != null && offer.origin().equals(origin);
  }

  private boolean isChallengerExpected(Instant origin) {
    return offer != null && Duration.between(offer.origin(), origin).compareTo(EXPECTED) <= 0;
  }

  // The ladder.

  private void decide(Instant now) {
    VolatilityForecast last = champion;
    if (last == null) {
      return;
    }
    List<Candidate> rungs = new ArrayList<>();
    if (isOfferedFor(last.origin()) || late) {
      challenger(last).ifPresent(rungs::add);
    }
    Candidate ofChampion = champion(last);
    rungs.add(ofChampion);
    if (ewma > 0) {
      rungs.add(candidate(Rung.EWMA, DailyVolatility.EWMA, ewma, ofData(last)));
    }
    if (stress > 0) {
      rungs.add(candidate(Rung.STRESS_FLOOR, STRESS, stress, null));
    }
    Candidate wanted = rungs.getFirst();
    Candidate chosen = wanted.isUsable() ? wanted : remaining(rungs, ofChampion.isUsable());
    Double sigma = chosen.sigmaDay();
    if (sigma == null) {
      return; // no figure at all: the decision before it stands
    }
    boolean triggered = !wanted.isUsable();
    decision =
        new SigmaDecision(
            now,
            chosen.rung(),
            chosen.model(),
            sigma,
            triggered ? wanted.trigger() : null,
            triggered ? wanted.detail() : "",
            floor,
            championWatch.count(),
            championWatch.size(),
            rungs);
  }

  private static Candidate remaining(List<Candidate> rungs, boolean championIsUsable) {
    Comparator<Candidate> bySigma =
        Comparator.comparingDouble(one -> one.sigmaDay() == null ? 0 : one.sigmaDay());
    return rungs.stream()
        .filter(Candidate::isUsable)
        .filter(one -> !(championIsUsable && one.rung() == Rung.STRESS_FLOOR))
        .max(bySigma)
        .orElseGet(() -> rungs.stream().max(bySigma).orElse(rungs.getFirst()));
  }

  /// Something that speaks against a model.
  private record Trigger(Reason reason, String detail) {}

  private static Candidate candidate(
      Rung rung, String model, @Nullable Double sigma, @Nullable Trigger trigger) {
    return new Candidate(
        rung,
        model,
        sigma,
        trigger == null ? null : trigger.reason(),
        trigger == null ? "" : trigger.detail());
  }

  private Optional<Candidate> challenger(VolatilityForecast last) {
    ForecastOffer made = offer;
    return made == null
        ? Optional.empty()
        : Optional.of(
            candidate(
                Rung.CHALLENGER,
                made.model(),
                isOfferedFor(last.origin()) ? (Double) made.sigmaDay() : null,
                against(made, last)));
  }

  private @Nullable Trigger against(ForecastOffer made, VolatilityForecast last) {
    Trigger data = ofData(last);
    if (data != null) {
      return data;
    }
    if (late) {
      return new Trigger(
          Reason.FORECAST_DATA_TOO_OLD,
          made.model()
              + " gave no forecast for "
              + last.origin()
              + ", its last is of "
              + made.origin());
    }
    if (Duration.between(made.trainedUntil(), made.origin()).compareTo(rules.modelAge()) > 0) {
      return new Trigger(
          Reason.FORECAST_MODEL_TOO_OLD,
          made.model()
              + " was trained until "
              + made.trainedUntil()
              + ", limit "
              + rules.modelAge().toDays()
              + " days");
    }
    if (made.outOfRange()) {
      return new Trigger(
          Reason.FEATURE_OUT_OF_RANGE, made.model() + " saw a feature outside its training range");
    }
    double ratio = made.sigmaDay() / last.sigmaDay();
    if (ratio > rules.farFactor() || ratio < 1 / rules.farFactor()) {
      return new Trigger(
          Reason.CHALLENGER_FAR,
          made.model()
              + " gives "
              + ratio
              + " times the champion, limit factor "
              + rules.farFactor());
    }
    return ofCoverage(challengerWatch, made.model());
  }

  private Candidate champion(VolatilityForecast last) {
    boolean fitted = !last.model().equals(DailyVolatility.EWMA);
    Reason fallback = last.fallback();
    Trigger trigger = ofData(last);
    if (trigger == null && !fitted) {
      Reason why = fallback == null ? Reason.MODEL_NOT_FITTED : fallback;
      trigger = new Trigger(why, "the champion has no forecast of " + last.origin());
    }
    if (trigger == null && championOutOfRange) {
      trigger =
          new Trigger(
              Reason.FEATURE_OUT_OF_RANGE, last.model() + " saw a regressor outside its range");
    }
    if (trigger == null) {
      trigger = ofCoverage(championWatch, last.model());
    }
    String model = fitted ? last.model() : "log-HAR";
    return candidate(Rung.CHAMPION, model, fitted ? (Double) last.sigmaDay() : null, trigger);
  }

  private @Nullable Trigger ofCoverage(CoverageWatch watch, String model) {
    return watch.isAlarmed()
        ? new Trigger(
            Reason.COVERAGE_ALARM,
            model + " was exceeded on " + watch.count() + " of " + watch.size() + " days at 5 %")
        : null;
  }

  private @Nullable Trigger ofData(VolatilityForecast last) {
    if (stale) {
      return new Trigger(
          Reason.FORECAST_DATA_TOO_OLD, "no bar for more than " + rules.dataAge().toHours() + " h");
    }
    return last.missingHours() > rules.toleratedMissingHours()
        ? new Trigger(
            Reason.PRICE_MISSING,
            last.missingHours() + " of the 24 hours before " + last.origin() + " are missing")
        : null;
  }

  /// σ in force, unless nothing is known yet.
  public OptionalDouble sigmaDay() {
    return inForce > 0 ? OptionalDouble.of(inForce) : OptionalDouble.empty();
  }

  /// The last decision, if there was one.
  public Optional<SigmaDecision> decision() {
    return Optional.ofNullable(decision);
  }

  /// Writes the state, without the rules: up to 16 kB.
  public void writeTo(DataOutput out) throws IOException {
    history.writeTo(out);
    championWatch.writeTo(out);
    challengerWatch.writeTo(out);
    out.writeBoolean(champion != null);
    if (champion != null) {
      champion.writeTo(out);
    }
    out.writeDouble(ewma);
    out.writeBoolean(championOutOfRange);
    out.writeBoolean(offer != null);
    if (offer != null) {
      offer.writeTo(out);
    }
    out.writeDouble(floor);
    out.writeDouble(stress);
    out.writeBoolean(stale);
    out.writeBoolean(late);
    out.writeDouble(inForce);
    out.writeLong(decision == null ? Long.MIN_VALUE : decision.at().toEpochMilli());
  }

  /// Replaces the state by one that {@link #writeTo} wrote under the same rules.
  public void readFrom(DataInput in) throws IOException {
    history.readFrom(in);
    championWatch.readFrom(in);
    challengerWatch.readFrom(in);
    champion = in.readBoolean() ? VolatilityForecast.read(in) : null;
    ewma = in.readDouble();
    championOutOfRange = in.readBoolean();
    offer = in.readBoolean() ? ForecastOffer.read(in) : null;
    floor = in.readDouble();
    stress = in.readDouble();
    stale = in.readBoolean();
    late = in.readBoolean();
    inForce = in.readDouble();
    long at = in.readLong();
    decision = null;
    if (at != Long.MIN_VALUE) {
      try {
        decide(Instant.ofEpochMilli(at));
      } catch (IllegalArgumentException e) {
        throw new IOException("Snapshot holds an impossible decision", e);
      }
    }
  }
}
