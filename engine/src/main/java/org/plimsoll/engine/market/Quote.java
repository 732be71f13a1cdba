package org.plimsoll.engine.market;

/// The best bid and ask of a market, at the scale of the observation that carries them.
///
/// Not validated: a crossed or empty book is what a gate must see and refuse.
public record Quote(long bid, long ask) {}
