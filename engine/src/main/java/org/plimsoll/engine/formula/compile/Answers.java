package org.plimsoll.engine.formula.compile;

import java.util.Arrays;
import java.util.Optional;
import org.plimsoll.engine.quantity.Reason;

/// The answers of a sweep: for each row a number, or the reason why there is none.
///
/// Several threads may fill different rows of the same answers.
public final class Answers {
  private static final Reason[] REASONS = Reason.values();

  private final double[] values;
  private final byte[] reasons;
  private boolean anyReason;

  /// Answers for `rows` rows.
  public Answers(int rows) {
    this.values = new double[rows];
    this.reasons = new byte[rows];
  }

  /// The numbers by row: finite and never −0.0, 1 or 0 for a truth, not a number where there is
  /// none. Not a copy.
  public double[] values() {
    return values;
  }

  /// Whether `row` has a number.
  public boolean isAvailable(int row) {
    return reasons[row] == 0;
  }

  /// Why `row` has no number: the reason the tree walk gives.
  public Optional<Reason> reason(int row) {
    return reasons[row] == 0 ? Optional.empty() : Optional.of(REASONS[reasons[row] - 1]);
  }

  /// Forgets the reasons of rows from `from` to below `to`.
  void clear(int from, int to) {
    if (anyReason) {
      Arrays.fill(reasons, from, to, (byte) 0);
    }
  }

  void put(int row, double value) {
    values[row] = value;
    reasons[row] = 0;
  }

  void put(int row, Reason reason) {
    values[row] = Double.NaN;
    reasons[row] = (byte) (reason.ordinal() + 1);
    anyReason = true;
  }
}
