package org.plimsoll.audit.anomaly;

import java.time.Instant;

/// One step of the streams of one instrument: what a source says, what the others say, and the rate
/// computed from it.
///
/// @param time by the source's own clock
/// @param price of the source under watch; any double, right or wrong
/// @param reference what the price should be near: the median of the other sources
/// @param rate the margin rate, a fraction of notional
/// @param sigmaDay the deviation over one day that the rate was computed from
public record MarketHour(
    Instant time, double price, double reference, double rate, double sigmaDay) {}
