package org.plimsoll.forecast.model;

/// A group of regressors that enters a model together or not at all.
public enum FeatureGroup {
  /// The market's own variance over 1, 6, 24, 168 and 720 hours, its last daily return scaled by
  /// its deviation, signed and absolute, and the day of the week.
  CORE,
  /// The own variance over 3, 12, 48, 72 and 336 hours, and the scaled returns of 6 and 168 hours.
  HORIZONS,
  /// Traded value over 1, 6, 24 and 168 hours against what is usual.
  VOLUME,
  /// The mean over all markets of the panel: variance, return and traded value.
  PANEL,
  /// The lead market's funding and the distance of its mark price from spot.
  FUNDING,
  /// Holidays of the United States, the end of the year, the day of the employment report.
  CALENDAR
}
