package org.plimsoll.engine.waterfall;

import org.plimsoll.engine.liquidation.Decision;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.quantity.Reason;

/// One step of default management, by the book's indices. Steps come in the order they happened.
public sealed interface DefaultEvent {
  /// An order goes to the venue's matching engine.
  ///
  /// @param standing where the group stood
  record Ordered(Standing.Known standing, Decision.Placed placed) implements DefaultEvent {}

  /// A fill was booked.
  ///
  /// @param order as it stood before the fill
  /// @param asset index of the settlement asset of the amounts
  /// @param feeUnits paid by the account
  /// @param bankruptcyValue signed value of the quantity at the bankruptcy price
  record Filled(
      LiquidationOrder order,
      long quantity,
      long price,
      int asset,
      long feeUnits,
      long bankruptcyValue)
      implements DefaultEvent {}

  /// An order ended with something left of it.
  ///
  /// @param expired whether the venue did not answer in time
  record OrderEnded(LiquidationOrder order, boolean expired) implements DefaultEvent {}

  /// A group cannot be liquidated now.
  record Deferred(MarginGroup group, Reason reason, String detail) implements DefaultEvent {}

  /// A group covers its maintenance again.
  record Recovered(MarginGroup group, long equity, long maintenance) implements DefaultEvent {}

  /// The backstop took a position at its bankruptcy price.
  record TakenOver(MarginGroup group, Resolution.Takeover position, long worth)
      implements DefaultEvent {}

  /// A position was closed to cover a defaulter's loss.
  record Deleveraged(MarginGroup defaulter, Deleveraging.Closed closed, long mark)
      implements DefaultEvent {}

  /// A default was resolved.
  ///
  /// @param asset index of the asset of the amounts
  /// @param loss what the group was worth below zero
  /// @param paid what the layers paid
  /// @param uncovered what neither layers nor deleveraging could cover: the backstop bears it
  record Resolved(MarginGroup group, int asset, long loss, long paid, long uncovered)
      implements DefaultEvent {}

  /// Money moved into a pool, or out of it when negative.
  ///
  /// @param pool the layer
  /// @param asset index of the asset
  /// @param balance what the pool holds afterwards
  /// @param account whom it concerns: the defaulter, or the venue's fee account
  record PoolMoved(Layer pool, int asset, long units, long balance, Cause cause, int account)
      implements DefaultEvent {}

  /// Why money moved. The order is part of the state's byte form.
  enum Cause {
    /// Part of a liquidation fee.
    LIQUIDATION_FEE,
    /// The levy on trades.
    LEVY,
    /// Venue fees, because the pool is below its target.
    REPLENISHMENT,
    /// The loss of a default or of the backstop.
    LOSS,
    /// What the backstop gained on what it took over.
    BACKSTOP_GAIN,
    /// Its owner paid in.
    DEPOSIT,
    /// Its owner took out.
    WITHDRAWAL
  }

  /// The regime changed.
  record RegimeChanged(Regime from, Regime to, double sigma, double drawdown)
      implements DefaultEvent {}

  /// The pools' targets were measured for the day.
  record Targeted(
      PoolTarget target,
      long baseBalance,
      long insuranceBalance,
      DepletionForecast base,
      DepletionForecast insurance)
      implements DefaultEvent {}
}
