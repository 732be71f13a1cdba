package org.plimsoll.forecast.combine;

/// A challenger's entry into the combination or its exit, with the evidence.
///
/// @param day the first day of the new state, from 1970-01-01 UTC
/// @param challenger its id
/// @param promoted whether it entered
/// @param days on how many days the evidence rests
/// @param statistic of Diebold and Mariano against the champion; negative favours the challenger
/// @param ratio the mean loss of the challenger over that of the champion, capped as the evidence
///     is
public record Promotion(
    long day, String challenger, boolean promoted, int days, double statistic, double ratio) {}
