package org.plimsoll.engine.portfolio;

/// The bounds within which every sum of the store fits its integers; checked at the boundary, so
/// that no sweep has to look for overflow.
final class Limits {
  /// Instruments of a store.
  static final int INSTRUMENTS = 16_384;

  /// Rate classes of a store.
  static final int RATE_CLASSES = 256;

  /// Accounts of a store.
  static final int ACCOUNTS = 50_000_000;

  /// Positions of one account.
  static final int POSITIONS = 127;

  /// The notional of one position in money units: nine billion at six decimal digits.
  static final long NOTIONAL = 1L << 53;

  /// The cash of an account less the cost of its positions, in money units, either sign.
  static final long CASH = 1L << 61;

  /// A position's quantity times its highest rate in billionths.
  static final long SLOPE = 1L << 62;

  /// Tiers of one schedule.
  static final int TIERS = 16;

  private Limits() {}
}
