package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.VenueTerms;

/// What effects have told over time: the steps of every rate, the forecasts of every market, and
/// how often accounts were called.
///
/// Effects are noted in the order of the journal by one thread and read by any. The same effects
/// give the same chronicle, whether they are noted as they happen or read back from the journal.
final class Chronicle {
  private final RateHistory rates = new RateHistory();
  private final ForecastHistory forecasts = new ForecastHistory();
  private Counts counts = Counts.NONE;

  /// How often accounts went into margin call, and how often into liquidation or bankruptcy.
  record Counts(long marginCalls, long liquidations) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(Counts other) {
      return new Counts(marginCalls + other.marginCalls, liquidations + other.liquidations);
    }
  }

  /// Takes an effect of the command at a place in the journal.
  void note(Effect effect, Instant time, long sequence, VenueTerms terms) {
    switch (effect) {
      case Effect.RateChanged changed ->
          rates.add(
              changed.rateClass(),
              changed.instrument(),
              RateRows.point(changed, time, sequence, mark(changed, terms)));
      case Effect.ForecastMade made -> forecasts.add(sequence, made);
      case Effect.SigmaDecided made -> forecasts.add(sequence, made);
      case Effect.StatusChanged changed -> count(changed);
      default -> {}
    }
  }

  private static @Nullable BigDecimal mark(Effect.RateChanged changed, VenueTerms terms) {
    if (changed.mark() == 0) {
      return null;
    }
    return terms.contracts().stream()
        .map(VenueTerms.Listing::contract)
        .filter(contract -> contract.id().equals(changed.instrument()))
        .findFirst()
        .map(contract -> BigDecimal.valueOf(changed.mark(), contract.terms().priceScale()))
        .orElse(null);
  }

  private synchronized void count(Effect.StatusChanged changed) {
    switch (changed.to()) {
      case "MARGIN_CALL" -> counts = counts.plus(new Counts(1, 0));
      case "LIQUIDATABLE", "BANKRUPT" -> counts = counts.plus(new Counts(0, 1));
      default -> {}
    }
  }

  /// Puts what happened before the first effect noted here in front of it.
  ///
  /// @param earlier a finished chronicle, which nobody notes in any more
  void precede(Chronicle earlier) {
    rates.precede(earlier.rates);
    forecasts.precede(earlier.forecasts);
    synchronized (this) {
      counts = counts.plus(earlier.counts());
    }
  }

  RateHistory rates() {
    return rates;
  }

  ForecastHistory forecasts() {
    return forecasts;
  }

  synchronized Counts counts() {
    return counts;
  }
}
