package org.plimsoll.engine.portfolio;

/// The inner loops over the position columns. Every kernel gives the same bits.
///
/// A sum of products of up to 94 bits is found as its low 64 bits, by wrapping multiplication, and
/// as a double that is off by less than 2^62; together they determine it.
interface Kernel {
  /// Finds the rows of up to {@link Sums#BLOCKS} blocks from `from` to below `to`.
  ///
  /// @param units unit values by instrument
  void margins(Columns columns, long[] units, int from, int to, Sums sums);

  /// The worst loss of each account of the blocks over all scenarios, by account; not negative.
  ///
  /// @param changes changes of the unit value, {@link Prices#SCENARIOS} by instrument
  default void worstLosses(Columns columns, long[] changes, int from, int to, long[] losses) {
    for (int block = from; block < to; block++) {
      long layout = columns.layouts[block];
      for (int lane = 0; lane < Columns.LANES; lane++) {
        losses[block * Columns.LANES + lane] = worstLoss(columns, layout, lane, changes, 0, 0);
      }
    }
  }

  /// The worst loss of one account together with a further quantity of an instrument.
  long worstLoss(
      Columns columns, long layout, int lane, long[] changes, int instrument, long quantity);
}
