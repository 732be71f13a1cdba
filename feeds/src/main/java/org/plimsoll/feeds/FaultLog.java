package org.plimsoll.feeds;

import java.util.ArrayList;
import java.util.List;

/// The rows a reader could not use: every one counted, the first hundred kept.
///
/// No row is dropped in silence: beyond the limit the reader stops. For one thread only.
public final class FaultLog {
  private static final int KEPT = 100;

  private final long limit;
  private final List<RowFault> faults = new ArrayList<>();
  private long count;

  private FaultLog(long limit) {
    this.limit = limit;
  }

  /// A log that stops the reader at the first fault.
  public static FaultLog strict() {
    return new FaultLog(0);
  }

  /// A log that stops the reader at the fault after the first `limit`.
  public static FaultLog tolerating(long limit) {
    return new FaultLog(limit);
  }

  /// Counts a fault.
  ///
  /// @throws FeedException when there are now more faults than the limit
  public void add(RowFault fault) throws FeedException {
    count++;
    if (faults.size() < KEPT) {
      faults.add(fault);
    }
    if (count > limit) {
      throw new FeedException(
          limit == 0
              ? fault.message()
              : "%s (fault %d, limit %d)".formatted(fault.message(), count, limit));
    }
  }

  /// How many rows were at fault.
  public long count() {
    return count;
  }

  /// The first hundred faults, in the order met.
  public List<RowFault> faults() {
    return List.copyOf(faults);
  }
}
