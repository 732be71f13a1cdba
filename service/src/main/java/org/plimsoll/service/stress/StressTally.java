package org.plimsoll.service.stress;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Counts what the effects of a stress say.
final class StressTally {
  private static final List<String> REGIMES = List.of("CALM", "STRESSED", "EXTREME");

  private final VenueReader reader;
  private final TreeSet<String> called = new TreeSet<>();
  private final TreeSet<String> liquidated = new TreeSet<>();
  private final TreeSet<String> bankrupt = new TreeSet<>();
  private final TreeMap<String, Double> drawn = new TreeMap<>();
  private int orders;
  private int deleveragings;
  private int deferred;
  private double sold;
  private double takenOver;
  private double deleveraged;
  private double hedges;
  private double losses;
  private double uncovered;
  private int regime;

  StressTally(VenueReader reader) {
    this.reader = reader;
  }

  void take(Effect effect) {
    switch (effect) {
      case Effect.StatusChanged changed -> status(changed);
      case Effect.LiquidationOrdered _ -> orders++;
      case Effect.LiquidationFilled e -> sold += notional(e.instrument(), e.quantity(), e.price());
      case Effect.PositionTakenOver e ->
          takenOver += notional(e.instrument(), e.quantity(), e.mark());
      case Effect.Deleveraged e -> {
        deleveragings++;
        deleveraged += notional(e.instrument(), e.quantity(), e.mark());
        hedges += notional(e.instrument(), e.hedged(), e.mark());
      }
      case Effect.DefaultResolved e -> {
        losses += money(e.asset(), e.loss());
        uncovered += money(e.asset(), e.uncovered());
      }
      case Effect.PoolMoved e -> {
        if (e.cause().equals("LOSS")) {
          drawn.merge(e.pool(), -money(e.asset(), e.units()), Double::sum);
        }
      }
      case Effect.LiquidationDeferred _ -> deferred++;
      case Effect.RegimeChanged e -> regime = Math.max(regime, REGIMES.indexOf(e.to()));
      default -> {}
    }
  }

  private void status(Effect.StatusChanged changed) {
    switch (changed.to()) {
      case "MARGIN_CALL" -> called.add(changed.account());
      case "LIQUIDATABLE" -> liquidated.add(changed.account());
      case "BANKRUPT" -> {
        liquidated.add(changed.account());
        bankrupt.add(changed.account());
      }
      default -> {}
    }
  }

  /// Worth of a quantity at a price, in whole units of the valuation asset.
  double notional(String instrument, long quantity, long price) {
    OptionalInt index = reader.accounts().contractIndex(instrument);
    if (index.isEmpty() || quantity == 0) {
      return 0;
    }
    var listed = reader.accounts().contract(index.getAsInt());
    long units = listed.value().notional(Math.abs(quantity), price, Rounding.UP);
    return money(reader.accounts().asset(listed.settlementIndex()).code(), units);
  }

  /// Units of an asset as whole units of the valuation asset, at the mark of the moment.
  double money(String asset, long units) {
    AccountBook book = reader.accounts();
    OptionalInt index = book.assetIndex(asset);
    if (index.isEmpty()) {
      return 0;
    }
    double amount = units / (double) Exact.powerOfTen(book.asset(index.getAsInt()).scale());
    if (asset.equals(reader.terms().valuation().code())) {
      return amount;
    }
    if (!reader.marks().hasAsset(index.getAsInt())) {
      return 0;
    }
    int scale = reader.policy().collateral().get(index.getAsInt()).priceScale();
    return amount * reader.marks().asset(index.getAsInt()) / (double) Exact.powerOfTen(scale);
  }

  int called() {
    return called.size();
  }

  int liquidated() {
    return liquidated.size();
  }

  int bankrupt() {
    return bankrupt.size();
  }

  int orders() {
    return orders;
  }

  int deleveragings() {
    return deleveragings;
  }

  int deferred() {
    return deferred;
  }

  double sold() {
    return sold;
  }

  double takenOver() {
    return takenOver;
  }

  double deleveraged() {
    return deleveraged;
  }

  double hedges() {
    return hedges;
  }

  double losses() {
    return losses;
  }

  double uncovered() {
    return uncovered;
  }

  String regime() {
    return REGIMES.get(regime);
  }

  Map<String, BigDecimal> drawn() {
    TreeMap<String, BigDecimal> rounded = new TreeMap<>();
    drawn.forEach((pool, value) -> rounded.put(pool, rounded(value)));
    return rounded;
  }

  static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
  }
}
