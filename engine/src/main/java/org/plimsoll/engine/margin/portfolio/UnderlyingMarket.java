package org.plimsoll.engine.margin.portfolio;

/// What the marks of contracts do not tell about one underlying.
///
/// @param underlying the market, `BTC/USDT`
/// @param spot index price in the valuation currency, positive
/// @param confidence of the index, 0 to 1
/// @param peg price of the valuation currency in the currency of the index, positive
/// @param rate annual interest, continuously compounded, for expiries without a future
public record UnderlyingMarket(
    String underlying, double spot, double confidence, double peg, double rate) {}
