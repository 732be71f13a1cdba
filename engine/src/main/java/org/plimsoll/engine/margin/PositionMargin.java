package org.plimsoll.engine.margin;

/// What one position contributes to its account's margin, in units of its settlement asset.
///
/// @param contract index in the book
/// @param notional size of its value at the mark, rounded up
/// @param gain unrealised profit, negative for a loss, rounded down
/// @param tier index of the tier the notional falls in
/// @param initial its initial requirement, rounded up
/// @param maintenance its maintenance requirement, rounded up
public record PositionMargin(
    int contract, long notional, long gain, int tier, long initial, long maintenance) {}
