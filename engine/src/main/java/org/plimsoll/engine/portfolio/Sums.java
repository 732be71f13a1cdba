package org.plimsoll.engine.portfolio;

/// What a kernel found for a batch of accounts: rows without their state, see {@link Figures}, and
/// by how much equity exceeds the initial requirement for certain. Scratch space of one thread.
final class Sums {
  /// Blocks of one batch: small enough for its figures to stay in the second-level cache, large
  /// enough that the columns are read in long stretches.
  static final int BLOCKS = 512;

  /// By which fraction of what was summed a near excess over zero must exceed it to be certain.
  ///
  /// Each near sum is off by less than 2^-45 of what was summed (127 products of three roundings,
  /// their sum, the deduction), equity by less of itself; where the excess is above zero, equity is
  /// at most the excess and that sum.
  static final double DOUBT = 0x1p-42;

  /// Longs of a block: what {@link Figures} puts in a row, by eights.
  static final int LONGS = 4 * Columns.LANES;

  static final int INITIAL = Columns.LANES;
  static final int MAINTENANCE = 2 * Columns.LANES;
  static final int PAIR = 3 * Columns.LANES;

  /// By block of the batch, see {@link #LONGS}.
  final long[] longs = new long[BLOCKS * LONGS];

  /// The index in {@link #longs} of an account of the batch.
  static int row(int account) {
    return Columns.block(account) * LONGS + Columns.lane(account);
  }

  /// By account of the batch: a lower bound of equity less initial requirement, in billionths.
  final double[] excesses = new double[BLOCKS * Columns.LANES];
}
