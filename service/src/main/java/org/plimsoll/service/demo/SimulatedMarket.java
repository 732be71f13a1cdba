package org.plimsoll.service.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.liquidation.MarketDepth;
import org.plimsoll.engine.quantity.Exact;

/// The matching engine of the demonstration: answers liquidation orders out of a simulated depth.
///
/// What is taken of a side in one instant is gone until the next. Whatever the limit or the depth
/// leaves of an order is ended, for orders are immediate or cancelled.
final class SimulatedMarket {
  /// The account that takes the other side of every fill.
  static final String ACCOUNT = "MARKET";

  private static final long HALF_SPREAD = 200_000; // 2 basis points
  private static final long STEP = 200_000;
  private static final int LEVELS = 50;
  private static final double MONEY_PER_LEVEL = 50_000;

  private final Map<String, DemoMarket> markets = new TreeMap<>();
  private final Map<String, Long> taken = new TreeMap<>();
  private Instant instant = Instant.MIN;

  SimulatedMarket(List<DemoMarket> markets) {
    markets.forEach(market -> this.markets.put(market.perpetual(), market));
  }

  /// The fills of an order, and its end when something is left.
  List<Command> answer(Instant at, Effect.LiquidationOrdered order) {
    if (!at.equals(instant)) {
      taken.clear();
      instant = at;
    }
    DemoMarket market = markets.get(order.instrument());
    if (market == null) {
      return List.of(new Command.EndLiquidationOrder(at, order.order()));
    }
    String side = order.instrument() + (order.quantity() < 0 ? "|bid" : "|ask");
    long gone = taken.getOrDefault(side, 0L);
    List<Command> commands = new ArrayList<>();
    long filled = 0;
    MarketDepth depth = depth(market, order.mark());
    for (MarketDepth.Fill fill : depth.fill(order.quantity(), order.mark(), order.limit(), gone)) {
      commands.add(
          new Command.ReportLiquidationFill(
              at, order.order(), ACCOUNT, fill.quantity(), fill.price(), 0));
      filled += fill.quantity();
    }
    taken.put(side, gone + filled);
    if (filled < Math.abs(order.quantity())) {
      commands.add(new Command.EndLiquidationOrder(at, order.order()));
    }
    return commands;
  }

  private static MarketDepth depth(DemoMarket market, long mark) {
    double unitPrice = mark / (double) Exact.powerOfTen(market.priceScale());
    double perLevel = MONEY_PER_LEVEL / unitPrice * Exact.powerOfTen(market.quantityScale());
    return new MarketDepth(HALF_SPREAD, STEP, Math.max(1, (long) perLevel), LEVELS);
  }
}
