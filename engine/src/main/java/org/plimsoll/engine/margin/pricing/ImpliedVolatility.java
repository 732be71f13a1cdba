package org.plimsoll.engine.margin.pricing;

import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.quantity.Reason;

/// The volatility at which Black's model gives a price.
public sealed interface ImpliedVolatility {
  /// The total volatility σ√t found.
  ///
  /// @param total from 0 to {@link #MAX_TOTAL}
  /// @param steps evaluations of the price that it took
  record Found(double total, int steps) implements ImpliedVolatility {
    /// The annual volatility over `seconds`, which is positive.
    public double annual(double seconds) {
      return total / Math.sqrt(seconds / Black.SECONDS_PER_YEAR);
    }
  }

  /// No volatility gives the price: it lies outside the bounds without arbitrage.
  record Unavailable(Reason reason, String detail) implements ImpliedVolatility {}

  /// The largest total volatility that is looked for.
  double MAX_TOTAL = 32;

  /// The implied volatility of an undiscounted price.
  ///
  /// Newton steps on the out-of-the-money option, which by put-call parity has the same volatility,
  /// from where the price bends (Manaster and Koehler, Journal of Finance 37, 1982); a step that
  /// leaves the bracket, and every twelfth one, is replaced by halving it. Ends when the bracket is
  /// two doubles wide, a step changes nothing or the price is met; at most 200 evaluations.
  static ImpliedVolatility of(OptionRight right, double forward, double strike, double price) {
    double intrinsic = right.payoff(forward, strike);
    double most = right == OptionRight.CALL ? forward : strike;
    if (!(forward > 0 && strike > 0 && price >= intrinsic && price < most)) {
      return new Unavailable(
          Reason.PRICE_OUT_OF_BOUNDS,
          "Price "
              + price
              + " of a "
              + right
              + " at "
              + strike
              + " with forward "
              + forward
              + " is outside "
              + intrinsic
              + " to "
              + most);
    }
    OptionRight outside = forward > strike ? OptionRight.PUT : OptionRight.CALL;
    double target = price - intrinsic;
    return target > 0 ? search(outside, forward, strike, target) : new Found(0, 0);
  }

  private static ImpliedVolatility search(
      OptionRight right, double forward, double strike, double target) {
    double low = 0;
    double high = MAX_TOTAL;
    double at = start(forward, strike, target);
    int steps = 0;
    while (steps < 200) {
      double difference = Black.price(right, forward, strike, at) - target;
      steps++;
      if (difference == 0 || high - low <= 2 * Math.ulp(at)) {
        break;
      }
      if (difference > 0) {
        high = at;
      } else {
        low = at;
      }
      double vega = Black.vega(forward, strike, at);
      double next = at - difference / vega;
      if (vega > 0 && next == at) {
        break;
      }
      boolean inside = next > low && next < high;
      at = vega > 0 && inside && steps % 12 != 0 ? next : low + (high - low) / 2;
    }
    return new Found(at, steps);
  }

  /// The volatility at which the price bends, from where Newton's steps go one way only; near the
  /// money the one at which the price is linear.
  private static double start(double forward, double strike, double target) {
    double bend = Math.sqrt(2 * Math.abs(Exponential.log(forward / strike)));
    double linear = 2.5 * target / Math.sqrt(forward * strike);
    return Math.min(MAX_TOTAL / 2, Math.max(bend, linear));
  }
}
