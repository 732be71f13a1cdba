package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.SigmaDecision;
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

  /// Which model sets a market's volatility for margin was decided: at every midnight, and between
  /// two when another comes into charge.
  record SigmaDecided(String market, SigmaDecision decision) implements Effect {}

  /// A rate in force changed.
  ///
  /// @param kind what the law answered: a rate, or that it gives none
  /// @param rate the rate in force, a fraction of notional; 0 where the kind is not a rate
  /// @param demanded what formula, floor and cap ask for before the governor
  /// @param mark the contract's mark price then, at its price scale; 0 before it had one
  /// @param steps what tools, governor and uplift did to the demanded rate, in order
  /// @param basis by which the computation is found again
  record RateChanged(
      String rateClass,
      String instrument,
      String kind,
      double rate,
      double maintenance,
      double demanded,
      double floor,
      long mark,
      List<Step> steps,
      Basis basis)
      implements Effect {
    public RateChanged {
      steps = List.copyOf(steps);
    }
  }

  /// What a rate was computed from, by hash; {@link RateBasis} says what of. Hashes are SHA-256 in
  /// hexadecimal.
  ///
  /// @param before the rate in force before; 0 where there was none
  /// @param packHash of the rule pack; empty where none applied
  /// @param model the forecast model behind the observations; empty before the first forecast
  /// @param inputsHash of the observations that the rule read
  /// @param id of the whole computation
  record Basis(double before, String packHash, String model, String inputsHash, String id) {}

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

  /// A step of default management: liquidation, takeover, pools, deleveraging, regimes.
  ///
  /// Quantities and prices are at the contract's scales; amounts named by an asset are in its
  /// units, all others in units of the valuation asset. The instrument of a step that concerns a
  /// whole cross account is the empty text.
  sealed interface DefaultStep extends Effect {}

  /// An order goes to the venue's matching engine, immediate or cancelled.
  ///
  /// @param order the id that fills are reported under
  /// @param quantity signed: negative sells
  /// @param limit the worst price it may be filled at
  /// @param bankruptcy the price at which closing would use up the position's share of what the
  ///     account is worth
  /// @param released maintenance it frees
  /// @param whole whether it closes the position
  record LiquidationOrdered(
      long order,
      String account,
      String instrument,
      long quantity,
      long limit,
      long mark,
      long bankruptcy,
      long equity,
      long maintenance,
      long released,
      boolean whole)
      implements DefaultStep {}

  /// A fill of a liquidation order was booked.
  ///
  /// @param quantity signed as the order's
  /// @param fee what the account paid, in units of the settlement asset
  /// @param bankruptcyValue signed value of the quantity at the bankruptcy price, in the same
  record LiquidationFilled(
      long order,
      String account,
      String instrument,
      long quantity,
      long price,
      String asset,
      long fee,
      long bankruptcyValue)
      implements DefaultStep {}

  /// A liquidation order ended with something left of it.
  ///
  /// @param left signed quantity that was not filled
  /// @param expired whether the venue did not answer in time
  record LiquidationOrderEnded(
      long order, String account, String instrument, long left, boolean expired)
      implements DefaultStep {}

  /// An account that is short cannot be liquidated now.
  record LiquidationDeferred(String account, String instrument, Reason reason, String detail)
      implements DefaultStep {}

  /// An account covers its maintenance again, or holds nothing more.
  record LiquidationEnded(String account, String instrument, long equity, long maintenance)
      implements DefaultStep {}

  /// The venue took a position over at its bankruptcy price.
  ///
  /// @param quantity signed as the account held it
  /// @param worth what the account was worth at the marks
  record PositionTakenOver(
      String account, String instrument, long quantity, long price, long mark, long worth)
      implements DefaultStep {}

  /// A position was closed at a defaulter's bankruptcy price to cover its loss.
  ///
  /// @param quantity positive
  /// @param hedged how much of it hedged another position
  /// @param place in the queue, from 1
  record Deleveraged(
      String defaulter,
      String account,
      String instrument,
      long quantity,
      long hedged,
      long price,
      long mark,
      int place)
      implements DefaultStep {}

  /// A default was resolved.
  ///
  /// @param loss what the account was worth below zero
  /// @param paid what pools and own capital paid
  /// @param uncovered what nothing covered: the backstop bears it
  record DefaultResolved(
      String account, String instrument, String asset, long loss, long paid, long uncovered)
      implements DefaultStep {}

  /// Money moved into a pool, or out of it when negative.
  ///
  /// @param pool `BASE_POOL`, `OWN_CAPITAL` or `INSURANCE_POOL`
  /// @param balance what it holds afterwards
  /// @param cause `LIQUIDATION_FEE`, `LEVY`, `LOSS` and the like
  /// @param account whom it concerns
  record PoolMoved(
      String pool, String asset, long units, long balance, String cause, String account)
      implements DefaultStep {}

  /// The venue's regime changed: `CALM`, `STRESSED` or `EXTREME`.
  ///
  /// @param sigma deviation over one day, weighted by open interest, a fraction
  /// @param drawdown part of the base pool that losses took since midnight
  record RegimeChanged(String from, String to, double sigma, double drawdown)
      implements DefaultStep {}

  /// The pools' targets for the day.
  ///
  /// @param scenario the stress that sets the base pool's target
  /// @param baseLasts days until the base pool is gone at its flows; infinite when it is not
  ///     shrinking
  /// @param baseLastsBad the same at one standard deviation below
  record PoolsTargeted(
      long baseTarget,
      String scenario,
      long insuranceTarget,
      long base,
      long insurance,
      double baseLasts,
      double baseLastsBad,
      double insuranceLasts,
      double insuranceLastsBad)
      implements DefaultStep {}
}
