package org.plimsoll.engine.rulebook.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts a governor is composed of, each a pure function.
final class GovernorParts {
  private GovernorParts() {}

  /// `target`, or `current` when they are closer than `band`.
  static double hysteresis(double current, double target, double band) {
    return Math.abs(target - current) < band ? current : target;
  }

  /// `target` as far as it may be reached from `current`, when all rates in force within an
  /// interval may differ by `maxStep` at most: a rise goes to the lowest of them plus the step, a
  /// fall to the highest less the step.
  ///
  /// @param past the rates in force within the interval before the current one
  static double maximumStep(double current, double target, List<PastRates> past, double maxStep) {
    double low = current;
    double high = current;
    for (PastRates range : past) {
      low = Math.min(low, range.low());
      high = Math.max(high, range.high());
    }
    if (target > current) {
      return Math.min(target, Math.max(current, low + maxStep));
    }
    return Math.max(target, Math.min(current, high - maxStep));
  }

  /// The past rates that still were in force after `now − interval`.
  static List<PastRates> within(List<PastRates> past, Instant now, Duration interval) {
    int expired = 0;
    Instant from = now.minus(interval);
    while (expired < past.size() && !past.get(expired).ended().isAfter(from)) {
      expired++;
    }
    return past.subList(expired, past.size());
  }

  /// What a notice makes of a rate: what is in force now, and what is announced.
  record Noticed(double rate, @Nullable Pending pending) {}

  /// A rise to `target` under a notice period: announced first, in force when the notice has
  /// passed, and then no higher than was announced; the excess is announced anew. Falls, and rises
  /// that hit no open position, are in force at once and end an announcement.
  static Noticed notice(
      double current,
      double target,
      @Nullable Pending pending,
      boolean openPositions,
      Instant now,
      Duration notice) {
    if (notice.isZero() || !openPositions || target <= current) {
      return new Noticed(target, null);
    }
    if (pending == null) {
      return new Noticed(current, new Pending(target, now.plus(notice)));
    }
    if (now.isBefore(pending.effectiveAt())) {
      return new Noticed(current, pending);
    }
    double due = Math.max(current, Math.min(target, pending.rate()));
    return new Noticed(due, due < target ? new Pending(target, now.plus(notice)) : null);
  }
}
