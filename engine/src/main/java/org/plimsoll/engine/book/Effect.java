package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// What a command did: the book's only output, journaled beside the command that caused it.
public sealed interface Effect {
  /// The command changed nothing.
  ///
  /// @param detail value, limit, source and remedy, in English
  record Refused(Reason reason, String detail) implements Effect {}

  /// The command took effect.
  record Applied() implements Effect {}

  /// A source's price was left out.
  record PriceRefused(String market, String source, Reason reason, String detail)
      implements Effect {}

  /// Too few sources agree: the last index is held and rates on the market are raised.
  ///
  /// @param rateFactor what rates on the market are multiplied by, at least 1
  record IndexHeld(String market, double rateFactor) implements Effect {}

  /// Enough sources agree again.
  record IndexRestored(String market) implements Effect {}

  /// A volatility forecast for the 24 hours to come, whole, so that a journal tells what was
  /// expected without fitting a model again.
  ///
  /// @param realised standard deviation over the 24 hours before the forecast's origin, as a
  ///     fraction; null where too few of them are known
  record ForecastMade(String market, VolatilityForecast forecast, @Nullable Double realised)
      implements Effect {}

  /// A rate in force changed.
  ///
  /// @param kind what the law answered: a rate, or that it gives none
  /// @param rate the rate in force, a fraction of notional; 0 where the kind is not a rate
  /// @param demanded what formula, floor and cap ask for before the governor
  /// @param mark the contract's mark price then, at its price scale; 0 before it had one
  /// @param steps what tools, governor and uplift did to the demanded rate, in order
  record RateChanged(
      String rateClass,
      String instrument,
      String kind,
      double rate,
      double maintenance,
      double demanded,
      double floor,
      long mark,
      List<Step> steps)
      implements Effect {
    public RateChanged {
      steps = List.copyOf(steps);
    }
  }

  /// One thing that was done to a rate.
  ///
  /// @param kind the stable name of the part that did it
  /// @param before the rate it was given
  /// @param after the rate it let through
  /// @param why in English, for people
  record Step(String kind, double before, double after, String why) {}

  /// A rise was announced that takes effect later.
  record RateAnnounced(
      String rateClass, String instrument, double rate, double announced, Instant effectiveAt)
      implements Effect {}

  /// An account's status changed.
  ///
  /// @param equity in units of the valuation asset
  /// @param initial initial requirement in units of the valuation asset
  /// @param maintenance maintenance requirement in units of the valuation asset
  record StatusChanged(
      String account, String from, String to, long equity, long initial, long maintenance)
      implements Effect {}
}
