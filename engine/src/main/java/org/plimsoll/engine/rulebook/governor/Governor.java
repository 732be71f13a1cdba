package org.plimsoll.engine.rulebook.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.GovernorSettings;
import org.plimsoll.engine.rulebook.governor.GovernorStep.Kind;

/// Bounds how a margin rate follows the rate that its rule demands.
///
/// The parts act in this order: an override, if one counts, replaces the demand and passes the next
/// three; hysteresis; maximum step; notice to open positions; cap; floor. Cap and floor act at
/// once, and the floor last: slowness may hold a rate above what is demanded, never below what is
/// lawful.
///
/// Pure: the same state and demand give the same answer.
public final class Governor {
  /// The longest time an override may count.
  public static final Duration MAX_OVERRIDE = Duration.ofDays(30);

  /// The longest reason of an override, in characters.
  public static final int MAX_REASON_LENGTH = 1_000;

  private final GovernorSettings settings;

  private Governor(GovernorSettings settings) {
    this.settings = settings;
  }

  /// The governor that a rule pack asks for.
  public static Governor of(GovernorSettings settings) {
    return new Governor(settings);
  }

  /// The rate in force at the demand's instant.
  ///
  /// @throws IllegalArgumentException when that is before the state's
  public GovernedRate govern(GovernorState state, Demand demand) {
    if (demand.now().isBefore(state.updatedAt())) {
      throw new IllegalArgumentException(
          "Rate cannot be governed at " + demand.now() + ", before " + state.updatedAt());
    }
    List<GovernorStep> steps = new ArrayList<>(0);
    RateOverride override = state.override();
    RateOverride active =
        override != null && demand.now().isBefore(override.expires()) ? override : null;
    GovernorParts.Noticed noticed =
        active != null ? override(active, demand, steps) : follow(state, demand, steps);
    double rate = bound(noticed.rate(), demand, steps);
    Pending pending = noticed.pending();
    if (pending != null && pending.rate() <= rate) {
      pending = null;
    }
    return new GovernedRate(rate, steps, next(state, rate, pending, active, demand.now()));
  }

  /// The state with a rate set past the governor, from the next time it is governed on.
  ///
  /// Refused without a reason in words, without an end after `now`, or with one further away than
  /// {@link #MAX_OVERRIDE}: {@link Reason#OVERRIDE_UNJUSTIFIED}.
  public static OverrideOutcome override(
      GovernorState state, double rate, String reason, Instant expires, Instant now) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      return new OverrideOutcome.Refused(
          Reason.RATE_OUT_OF_RANGE, "Override " + rate + " is not a finite rate of 0 or more");
    }
    if (reason.isBlank() || reason.length() > MAX_REASON_LENGTH) {
      return new OverrideOutcome.Refused(
          Reason.OVERRIDE_UNJUSTIFIED,
          "An override needs a reason of 1 to " + MAX_REASON_LENGTH + " characters");
    }
    if (!expires.isAfter(now) || expires.isAfter(now.plus(MAX_OVERRIDE))) {
      return new OverrideOutcome.Refused(
          Reason.OVERRIDE_UNJUSTIFIED,
          "An override must end after " + now + " and within " + MAX_OVERRIDE + ": " + expires);
    }
    return new OverrideOutcome.Accepted(state.with(new RateOverride(rate, reason, expires)));
  }

  private static GovernorParts.Noticed override(
      RateOverride override, Demand demand, List<GovernorStep> steps) {
    steps.add(
        new GovernorStep(
            Kind.OVERRIDE,
            demand.rate(),
            override.rate(),
            override.rate(),
            override.expires(),
            override.reason()));
    return new GovernorParts.Noticed(override.rate(), null);
  }

  private GovernorParts.Noticed follow(
      GovernorState state, Demand demand, List<GovernorStep> steps) {
    double current = state.rate();
    double target = demand.rate();
    Pending pending = state.pending();
    boolean waiting =
        pending != null && target > current && demand.now().isBefore(pending.effectiveAt());
    if (!waiting) {
      target =
          pass(
              Kind.HYSTERESIS,
              target,
              GovernorParts.hysteresis(current, target, settings.hysteresis()),
              settings.hysteresis(),
              steps);
    }
    List<PastRates> past = GovernorParts.within(state.past(), demand.now(), settings.interval());
    target =
        pass(
            Kind.MAXIMUM_STEP,
            target,
            GovernorParts.maximumStep(current, target, past, settings.maxStep()),
            settings.maxStep(),
            steps);
    GovernorParts.Noticed noticed =
        GovernorParts.notice(
            current, target, pending, demand.openPositions(), demand.now(), settings.notice());
    describe(pending, noticed, target, steps);
    return noticed;
  }

  private static void describe(
      @Nullable Pending before,
      GovernorParts.Noticed noticed,
      double target,
      List<GovernorStep> steps) {
    Pending announced = noticed.pending();
    if (announced != null) {
      steps.add(
          new GovernorStep(
              Kind.NOTICE, target, noticed.rate(), announced.rate(), announced.effectiveAt(), ""));
    } else if (before != null && noticed.rate() < before.rate()) {
      steps.add(GovernorStep.of(Kind.NOTICE_WITHDRAWN, target, noticed.rate(), before.rate()));
    }
  }

  private static double bound(double rate, Demand demand, List<GovernorStep> steps) {
    double capped = pass(Kind.CAP, rate, Math.min(rate, demand.cap()), demand.cap(), steps);
    return pass(Kind.FLOOR, capped, Math.max(capped, demand.floor()), demand.floor(), steps);
  }

  private static double pass(
      Kind kind, double before, double after, double limit, List<GovernorStep> steps) {
    if (after != before) {
      steps.add(GovernorStep.of(kind, before, after, limit));
    }
    return after;
  }

  private GovernorState next(
      GovernorState state,
      double rate,
      @Nullable Pending pending,
      @Nullable RateOverride override,
      Instant now) {
    List<PastRates> past = GovernorParts.within(state.past(), now, settings.interval());
    if (rate == state.rate()) {
      return new GovernorState(rate, state.since(), now, past, pending, override);
    }
    if (settings.interval().isZero()) {
      return new GovernorState(rate, now, now, List.of(), pending, override);
    }
    List<PastRates> longer = new ArrayList<>(past);
    var ended = new PastRates(state.rate(), state.rate(), now);
    if (longer.size() == GovernorState.MAX_PAST) {
      longer.set(longer.size() - 1, longer.getLast().plus(ended));
    } else {
      longer.add(ended);
    }
    return new GovernorState(rate, now, now, longer, pending, override);
  }
}
