package org.plimsoll.engine.margin.holding;

import org.plimsoll.engine.instrument.OptionRight;

/// A position in one series of European options.
///
/// @param strike exercise price, not negative
/// @param volatility annual volatility that the market implies at this strike, not negative
/// @param quantity units of underlying, negative when sold
public record OptionPosition(OptionRight right, double strike, double volatility, double quantity) {
  public OptionPosition {
    Checked.notNegative(strike, "strike");
    Checked.notNegative(volatility, "volatility");
    Checked.finite(quantity, "quantity");
  }

  /// The same series with another quantity.
  public OptionPosition withQuantity(double units) {
    return new OptionPosition(right, strike, volatility, units);
  }
}
