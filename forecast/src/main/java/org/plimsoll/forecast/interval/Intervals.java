package org.plimsoll.forecast.interval;

/// Where the next 24 hours are expected to lie, in percent of log return from the last close.
///
/// The return lies within its bounds with the probability named, half of the rest on either side.
/// The lowest low stays above `low` and the highest high below `high` with a probability such that
/// both hold together at least as often as named.
///
/// @param returnLow90 below it the close is expected with a probability of 5 %
/// @param returnHigh90 above it the close is expected with a probability of 5 %
/// @param returnLow99 with a probability of 0.5 %
/// @param returnHigh99 with a probability of 0.5 %
/// @param low90 below it the lowest price is expected with a probability of 5 %
/// @param high90 above it the highest price is expected with a probability of 5 %
/// @param low99 with a probability of 0.5 %
/// @param high99 with a probability of 0.5 %
/// @param longLoss99 the excursion below the last close exceeded with a probability of 1 %: the
///     one-sided bound for who is long, positive
/// @param shortLoss99 the same above, for who is short, positive
public record Intervals(
    double returnLow90,
    double returnHigh90,
    double returnLow99,
    double returnHigh99,
    double low90,
    double high90,
    double low99,
    double high99,
    double longLoss99,
    double shortLoss99) {}
