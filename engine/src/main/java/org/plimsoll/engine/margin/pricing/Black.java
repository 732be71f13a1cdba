package org.plimsoll.engine.margin.pricing;

import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.instrument.OptionRight;

/// Black's model of European options: F. Black, The pricing of commodity contracts, Journal of
/// Financial Economics 3 (1976); with a forward grown from a spot price it is Black and Scholes'.
///
/// A total volatility is the standard deviation of the log price at expiry, σ√t. All prices are
/// undiscounted; multiply by a discount factor where money is exchanged today for money then.
public final class Black {
  /// Seconds of the year in which annual volatilities and rates are counted: 365 days.
  public static final double SECONDS_PER_YEAR = 31_536_000;

  private Black() {}

  /// The total volatility of an annual volatility over `seconds`; zero once expired.
  public static double totalVolatility(double volatilityAnnual, double seconds) {
    return volatilityAnnual * Math.sqrt(Math.max(0, seconds) / SECONDS_PER_YEAR);
  }

  /// The price in the currency of forward and strike. Never negative; the intrinsic value where the
  /// total volatility is zero.
  ///
  /// @param forward forward price, not negative
  /// @param strike exercise price, not negative
  public static double price(OptionRight right, double forward, double strike, double total) {
    if (!(total > 0) || !(forward > 0) || !(strike > 0)) {
      return right.payoff(forward, strike);
    }
    double d1 = d1(forward, strike, total);
    double sign = right == OptionRight.CALL ? 1 : -1;
    double first = forward * NormalDistribution.cumulative(sign * d1);
    double second = strike * NormalDistribution.cumulative(sign * (d1 - total));
    return Math.max(0, sign * (first - second));
  }

  /// The price, in the underlying, of an option that pays out in the underlying: what exercise is
  /// worth divided by the price at expiry. One such option is worth the linear one divided by the
  /// forward.
  ///
  /// @param forward forward price, positive
  public static double inversePrice(
      OptionRight right, double forward, double strike, double total) {
    return price(right, forward, strike, total) / forward;
  }

  /// The price today of an option on a spot price that carries a yield, Black and Scholes' formula.
  ///
  /// @param rate annual interest, continuously compounded
  /// @param yield annual yield of the underlying, continuously compounded
  public static double spotPrice(
      OptionRight right,
      double spot,
      double strike,
      double volatilityAnnual,
      double rate,
      double yield,
      double seconds) {
    double years = Math.max(0, seconds) / SECONDS_PER_YEAR;
    double forward = spot * Exponential.exp((rate - yield) * years);
    double total = totalVolatility(volatilityAnnual, seconds);
    return Exponential.exp(-rate * years) * price(right, forward, strike, total);
  }

  /// The change of the price per unit of the forward.
  public static double delta(OptionRight right, double forward, double strike, double total) {
    if (!(total > 0) || !(forward > 0) || !(strike > 0)) {
      boolean inTheMoney = right.payoff(forward, strike) > 0;
      return inTheMoney ? (right == OptionRight.CALL ? 1 : -1) : 0;
    }
    double sign = right == OptionRight.CALL ? 1 : -1;
    return sign * NormalDistribution.cumulative(sign * d1(forward, strike, total));
  }

  /// The change of the price per unit of total volatility, equal for call and put.
  public static double vega(double forward, double strike, double total) {
    if (!(total > 0) || !(forward > 0) || !(strike > 0)) {
      return 0;
    }
    return forward * NormalDistribution.density(d1(forward, strike, total));
  }

  private static double d1(double forward, double strike, double total) {
    return Exponential.log(forward / strike) / total + total / 2;
  }
}
