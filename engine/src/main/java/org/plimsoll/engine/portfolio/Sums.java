package org.plimsoll.engine.portfolio;

/// What a kernel found for a batch of accounts: equity, and both requirements before deductions as
/// the low half of their exact sum and the sum as a double. Scratch space of one thread.
final class Sums {
  /// Blocks of one batch: small enough for its figures to stay in the first-level cache.
  static final int BLOCKS = 32;

  private static final int ACCOUNTS = BLOCKS * Columns.LANES;

  final long[] equities = new long[ACCOUNTS];
  final long[] initialLows = new long[ACCOUNTS];
  final double[] initialNears = new double[ACCOUNTS];
  final long[] maintenanceLows = new long[ACCOUNTS];
  final double[] maintenanceNears = new double[ACCOUNTS];
}
