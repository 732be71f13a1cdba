package org.plimsoll.engine.instrument;

/// The right that an option gives its holder.
public enum OptionRight {
  /// To buy at the strike.
  CALL,
  /// To sell at the strike.
  PUT;

  /// What exercise is worth at `price`, never negative, in the unit of both.
  public long payoff(long price, long strike) {
    long difference =
        this == CALL ? Math.subtractExact(price, strike) : Math.subtractExact(strike, price);
    return Math.max(0, difference);
  }

  /// By how much the option is out of the money at `price`, never negative.
  public long outOfMoney(long price, long strike) {
    return (this == CALL ? PUT : CALL).payoff(price, strike);
  }

  /// What exercise is worth at `price`, never negative, in the unit of both.
  public double payoff(double price, double strike) {
    return Math.max(0, this == CALL ? price - strike : strike - price);
  }
}
