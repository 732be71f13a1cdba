package org.plimsoll.engine.instrument;

/// How a contract's value follows its price.
public enum Settlement {
  /// Value = quantity × multiplier × price, in the quote currency.
  LINEAR,
  /// Value = quantity × multiplier ÷ price, in the base currency; the multiplier is in the quote.
  INVERSE
}
