package org.plimsoll.engine.book;

import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.liquidation.Decision;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.waterfall.DefaultEvent;
import org.plimsoll.engine.waterfall.Deleveraging;

/// Steps of default management under ids instead of indices.
final class DefaultSteps {
  private final AccountBook book;

  DefaultSteps(AccountBook book) {
    this.book = book;
  }

  Effect.DefaultStep of(DefaultEvent event) {
    return switch (event) {
      case DefaultEvent.Ordered e -> ordered(e);
      case DefaultEvent.Filled e -> filled(e);
      case DefaultEvent.OrderEnded e -> {
        LiquidationOrder order = e.order();
        yield new Effect.LiquidationOrderEnded(
            order.id(),
            account(order.group()),
            book.contract(order.contract()).id(),
            order.quantity(),
            e.expired());
      }
      case DefaultEvent.Deferred e ->
          new Effect.LiquidationDeferred(
              account(e.group()), instrument(e.group()), e.reason(), e.detail());
      case DefaultEvent.Recovered e ->
          new Effect.LiquidationEnded(
              account(e.group()), instrument(e.group()), e.equity(), e.maintenance());
      case DefaultEvent.TakenOver e ->
          new Effect.PositionTakenOver(
              account(e.group()),
              book.contract(e.position().contract()).id(),
              e.position().quantity(),
              e.position().price(),
              e.position().mark(),
              e.worth());
      case DefaultEvent.Deleveraged e -> deleveraged(e);
      case DefaultEvent.Resolved e ->
          new Effect.DefaultResolved(
              account(e.group()),
              instrument(e.group()),
              book.asset(e.asset()).code(),
              e.loss(),
              e.paid(),
              e.uncovered());
      case DefaultEvent.PoolMoved e ->
          new Effect.PoolMoved(
              e.pool().name(),
              book.asset(e.asset()).code(),
              e.units(),
              e.balance(),
              e.cause().name(),
              book.id(e.account()));
      case DefaultEvent.RegimeChanged e ->
          new Effect.RegimeChanged(e.from().name(), e.to().name(), e.sigma(), e.drawdown());
      case DefaultEvent.Targeted e -> targeted(e);
    };
  }

  private Effect.DefaultStep ordered(DefaultEvent.Ordered event) {
    Decision.Placed placed = event.placed();
    LiquidationOrder order = placed.order();
    return new Effect.LiquidationOrdered(
        order.id(),
        account(order.group()),
        book.contract(order.contract()).id(),
        order.quantity(),
        order.limit(),
        placed.mark(),
        placed.bankruptcyPrice(),
        event.standing().equity(),
        event.standing().maintenance(),
        placed.released(),
        placed.whole());
  }

  private Effect.DefaultStep filled(DefaultEvent.Filled event) {
    LiquidationOrder order = event.order();
    return new Effect.LiquidationFilled(
        order.id(),
        account(order.group()),
        book.contract(order.contract()).id(),
        order.quantity() < 0 ? -event.quantity() : event.quantity(),
        event.price(),
        book.asset(event.asset()).code(),
        event.feeUnits(),
        event.bankruptcyValue());
  }

  private Effect.DefaultStep deleveraged(DefaultEvent.Deleveraged event) {
    Deleveraging.Closed closed = event.closed();
    return new Effect.Deleveraged(
        account(event.defaulter()),
        account(closed.group()),
        book.contract(closed.contract()).id(),
        closed.quantity(),
        closed.hedged(),
        closed.price(),
        event.mark(),
        closed.place());
  }

  private static Effect.DefaultStep targeted(DefaultEvent.Targeted event) {
    return new Effect.PoolsTargeted(
        event.target().base(),
        event.target().scenario(),
        event.target().insurance(),
        event.baseBalance(),
        event.insuranceBalance(),
        event.base().lastsDays(),
        event.base().lastsBadDays(),
        event.insurance().lastsDays(),
        event.insurance().lastsBadDays());
  }

  private String account(MarginGroup group) {
    return book.id(group.account());
  }

  private String instrument(MarginGroup group) {
    return switch (group) {
      case MarginGroup.Cross _ -> "";
      case MarginGroup.Bucket bucket -> book.contract(bucket.contract()).id();
    };
  }
}
