package org.plimsoll.engine.margin.scenario;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;

/// Profit of one scenario, position by position, with platform mathematics and no shared values.
final class ReferenceScenario {
  private ReferenceScenario() {}

  static List<Double> profits(ScenarioTerms terms, UnderlyingBook book) {
    List<Double> profits = new ArrayList<>();
    for (Shock shock : terms.shocks()) {
      profits.add(profit(terms, book, shock));
    }
    return profits;
  }

  static double profit(ScenarioTerms terms, UnderlyingBook book, Shock shock) {
    boolean linear = book.settlement() == Settlement.LINEAR;
    double m = shock.spot();
    double profit = linear ? book.base() * book.spot() * m / book.pegPrice() : 0;
    for (PerpetualPosition p : book.perpetuals()) {
      profit += linear ? p.quantity() * p.price() * m : p.quantity() * (1 - 1 / (1 + m));
    }
    for (ExpiryBook e : book.expiries()) {
      double before = value(e, e.forward(), 1, linear);
      double moved = e.fixedForward() + (e.forward() - e.fixedForward()) * (1 + m);
      double after = value(e, moved, factor(terms.volatility(), shock, e.seconds()), linear);
      double years = e.seconds() / Black.SECONDS_PER_YEAR;
      var discount = terms.gainDiscount();
      double counted =
          discount.base()
              * Math.exp(-years * (discount.rateFactor() * e.rate() + discount.rateAdd()));
      profit += (after > 0 ? after * counted : after) - before;
      for (FuturePosition f : e.futures()) {
        profit +=
            linear
                ? f.quantity() * (moved - e.forward())
                : f.quantity() * (1 - e.forward() / moved);
      }
    }
    return profit;
  }

  private static double factor(VolatilityShock shock, Shock scenario, double seconds) {
    double power = seconds <= shock.referenceSeconds() ? shock.shortPower() : shock.longPower();
    double growth =
        Math.pow(shock.referenceSeconds() / Math.max(seconds, shock.floorSeconds()), power);
    return switch (scenario.volatility()) {
      case UP -> 1 + shock.up() * growth;
      case NONE -> 1;
      case DOWN -> Math.max(0, 1 - shock.down() * growth);
    };
  }

  private static double value(ExpiryBook e, double forward, double factor, boolean linear) {
    double sum = 0;
    for (OptionPosition o : e.options()) {
      double sd = o.volatility() * factor * Math.sqrt(e.seconds() / Black.SECONDS_PER_YEAR);
      double each = black(o.right() == OptionRight.CALL, forward, o.strike(), sd);
      sum += o.quantity() * (linear ? each : each / forward);
    }
    return sum;
  }

  /// Black's price with the complementary error function summed as a series or a fraction.
  private static double black(boolean call, double forward, double strike, double sd) {
    double d1 = Math.log(forward / strike) / sd + sd / 2;
    double value = forward * phi(d1) - strike * phi(d1 - sd);
    return Math.max(0, call ? value : value - forward + strike);
  }

  private static double phi(double x) {
    if (Math.abs(x) > 6) {
      double fraction = Math.abs(x);
      for (int k = 100; k > 0; k--) {
        fraction = Math.abs(x) + k / fraction;
      }
      double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / fraction;
      return x > 0 ? 1 - tail : tail;
    }
    double term = x;
    double sum = x;
    for (int k = 3; k < 160; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
