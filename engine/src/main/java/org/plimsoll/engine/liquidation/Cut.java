package org.plimsoll.engine.liquidation;

/// One reduction that a plan asks for.
///
/// @param contract index in the book
/// @param quantity positive quantity units to close
/// @param released maintenance it frees, in valuation units
/// @param cost what it is expected to cost, in valuation units
/// @param whole whether it closes the position
public record Cut(int contract, long quantity, long released, long cost, boolean whole) {}
