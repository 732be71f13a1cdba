package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.market.MarkPrice;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.governor.Pending;
import org.plimsoll.service.api.view.GovernorStepRow;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RateRow;

/// Rates in the API's words.
final class RateRows {
  private RateRows() {}

  /// What is known of the market of an instrument.
  record MarketFigures(
      Optional<MarkPrice> mark, @Nullable Double sigmaDay, @Nullable Double forecastSigmaDay) {}

  static RateRow row(RateInForce rate, MarketFigures market) {
    Determination determination = rate.determination();
    Determination.Rate law = determination instanceof Determination.Rate found ? found : null;
    Pending pending = rate.pending();
    return new RateRow(
        rate.instrument(),
        RateKind.valueOf(rate.kind()),
        reason(rate).map(Reason::name).orElse(null),
        detail(rate),
        rate.isInForce() ? rate.initial() : null,
        law == null ? null : law.rate(),
        law == null ? null : law.unbounded(),
        law == null ? null : law.floor(),
        law == null || law.cap() == Double.POSITIVE_INFINITY ? null : law.cap(),
        rate.lawful() instanceof LawfulFloor.At at ? at.rate() : null,
        rate.isInForce() ? rate.isBelowStatutoryFloor() : null,
        law == null ? null : law.boundKind().name(),
        rate.isInForce() ? rate.maintenance() : null,
        market.sigmaDay(),
        market.forecastSigmaDay(),
        market.mark().map(RateRows::price).orElse(null),
        market.mark().map(MarkPrice::asOf).orElse(null),
        determination == null ? null : determination.packId(),
        determination == null ? null : Integer.toString(determination.ruleSet().packVersion()),
        determination == null ? null : determination.packHash(),
        determination == null ? null : determination.status().name(),
        determination == null || determination.watermark().isEmpty()
            ? null
            : determination.watermark(),
        steps(rate),
        rate.isInForce() ? rate.since() : null,
        pending == null ? null : new RateRow.Pending(pending.rate(), pending.effectiveAt()));
  }

  /// The row of a past instant, as far as the step in force then tells it.
  static RateRow past(RateInForce now, RatePoint then) {
    Determination determination = now.determination();
    boolean undercut =
        then.rate() != null && then.lawfulFloor() != null && then.rate() < then.lawfulFloor();
    return new RateRow(
        now.instrument(),
        then.kind(),
        null,
        null,
        then.rate(),
        then.demandedRate(),
        null,
        null,
        null,
        then.lawfulFloor(),
        then.rate() == null ? null : undercut,
        null,
        then.maintenanceRate(),
        null,
        null,
        then.markPrice(),
        null,
        determination == null ? null : determination.packId(),
        null,
        then.packHash(),
        determination == null ? null : determination.status().name(),
        determination == null || determination.watermark().isEmpty()
            ? null
            : determination.watermark(),
        then.governorSteps(),
        then.time(),
        null);
  }

  static RatePoint point(
      Effect.RateChanged effect, Instant time, long sequence, @Nullable BigDecimal mark) {
    boolean inForce = effect.rate() > 0;
    return new RatePoint(
        time,
        sequence,
        RateKind.valueOf(effect.kind()),
        inForce ? effect.rate() : null,
        effect.demanded() > 0 ? effect.demanded() : null,
        effect.floor() > 0 ? effect.floor() : null,
        inForce ? effect.maintenance() : null,
        mark,
        effect.steps().stream()
            .map(step -> new GovernorStepRow(step.kind(), step.before(), step.after(), step.why()))
            .toList(),
        null);
  }

  static BigDecimal price(MarkPrice mark) {
    return BigDecimal.valueOf(mark.price(), mark.priceScale());
  }

  private static List<GovernorStepRow> steps(RateInForce rate) {
    return rate.steps().stream()
        .map(
            step ->
                new GovernorStepRow(step.kind().name(), step.before(), step.after(), step.why()))
        .toList();
  }

  private static Optional<Reason> reason(RateInForce rate) {
    if (rate.determination() instanceof Determination.Unavailable gone) {
      return Optional.of(gone.reason());
    }
    return rate.resolution() instanceof Resolution.NoRule(Reason reason, String _)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private static @Nullable String detail(RateInForce rate) {
    if (rate.determination() instanceof Determination.Unavailable gone) {
      return gone.detail();
    }
    return rate.resolution() instanceof Resolution.NoRule(Reason _, String detail) ? detail : null;
  }
}
