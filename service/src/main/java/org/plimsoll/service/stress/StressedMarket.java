package org.plimsoll.service.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.liquidation.MarketDepth;
import org.plimsoll.engine.quantity.Exact;

/// A market whose depth forced orders eat: it fills them level by level, and what they took moves
/// the price.
///
/// After an instant the price stands as many levels away as the orders of that instant took; then
/// half of the distance is gone after every half-life, and the depth is full again.
final class StressedMarket {
  /// The account that takes the other side of every fill.
  static final String ACCOUNT = "stress:market";

  private static final long HALF_SPREAD = 200_000; // 2 basis points
  private static final long STEP = 200_000;
  private static final int LEVELS = 50;
  private static final double MONEY_PER_LEVEL = 50_000;
  private static final double FARTHEST = 0.95;

  /// How deep markets are and how they recover.
  ///
  /// @param liquidity depth over the usual, positive
  /// @param halfLife after what half of a displacement is gone
  /// @param feedback whether forced orders move prices at all
  record Terms(double liquidity, Duration halfLife, boolean feedback) {
    double moneyPerLevel() {
      return MONEY_PER_LEVEL * liquidity;
    }
  }

  private final Terms terms;
  private final Map<String, ContractTerms> contracts = new TreeMap<>();
  private final Map<String, Double> taken = new TreeMap<>(); // levels, positive when bought
  private final Map<String, Long> gone = new TreeMap<>();
  private final Map<String, Double> displacement = new TreeMap<>(); // by market
  private double worst;

  StressedMarket(Terms terms, VenueTerms venue) {
    this.terms = terms;
    venue.contracts().forEach(one -> contracts.put(one.contract().id(), one.contract().terms()));
  }

  /// How far forced orders have moved a market, as a fraction of its price.
  double displacement(String market) {
    return displacement.getOrDefault(market, 0.0);
  }

  /// The farthest that any market was moved.
  double worst() {
    return worst;
  }

  /// Lets time pass: what was taken in the last instant has moved the price, and part of it heals.
  void pass(Duration time) {
    double kept =
        StrictMath.pow(0.5, time.toMillis() / (double) Math.max(1, terms.halfLife().toMillis()));
    displacement.replaceAll((_, moved) -> moved * kept);
    if (terms.feedback()) {
      taken.forEach(
          (instrument, levels) -> {
            ContractTerms contract = contracts.get(instrument);
            if (contract != null) {
              double moved =
                  displacement.merge(contract.underlying(), levels * STEP / 1e9, Double::sum);
              displacement.put(contract.underlying(), Math.clamp(moved, -FARTHEST, FARTHEST));
              worst = Math.abs(moved) > Math.abs(worst) ? Math.clamp(moved, -FARTHEST, 1) : worst;
            }
          });
    }
    taken.clear();
    gone.clear();
  }

  /// The fills of an order, and its end when something is left.
  List<Command> answer(Instant at, Effect.LiquidationOrdered order) {
    ContractTerms contract = contracts.get(order.instrument());
    if (contract == null) {
      return List.of(new Command.EndLiquidationOrder(at, order.order()));
    }
    MarketDepth depth = depth(contract, order.mark());
    String side = order.instrument() + (order.quantity() < 0 ? "|bid" : "|ask");
    long before = gone.getOrDefault(side, 0L);
    List<Command> commands = new ArrayList<>();
    long filled = 0;
    for (MarketDepth.Fill fill :
        depth.fill(order.quantity(), order.mark(), order.limit(), before)) {
      commands.add(
          new Command.ReportLiquidationFill(
              at, order.order(), ACCOUNT, fill.quantity(), fill.price(), 0));
      filled += fill.quantity();
    }
    gone.put(side, before + filled);
    double levels = filled / (double) depth.perLevel();
    taken.merge(order.instrument(), order.quantity() < 0 ? -levels : levels, Double::sum);
    if (filled < Math.abs(order.quantity())) {
      commands.add(new Command.EndLiquidationOrder(at, order.order()));
    }
    return commands;
  }

  private MarketDepth depth(ContractTerms contract, long mark) {
    double unitPrice = mark / (double) Exact.powerOfTen(contract.priceScale());
    double perLevel =
        terms.moneyPerLevel() / unitPrice * Exact.powerOfTen(contract.quantityScale());
    return new MarketDepth(HALF_SPREAD, STEP, Math.max(1, (long) perLevel), LEVELS);
  }
}
