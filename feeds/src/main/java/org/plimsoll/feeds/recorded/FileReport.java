package org.plimsoll.feeds.recorded;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plimsoll.feeds.RowFault;

/// What a check of one file found. Lists are cut at their limits; counts are not.
///
/// @param file the file's name
/// @param series the series the file belongs to
/// @param span the first and last row and the rows between; empty when no row could be used
/// @param gaps the longest hundred holes, in order of time
/// @param faults the first hundred rows that could not be used
/// @param outliers the hundred rows furthest out, in order of time
/// @param unreadable why the reading ended before the end of the file, or empty
public record FileReport(
    String file,
    SeriesId series,
    Counts counts,
    List<Span> span,
    List<Gap> gaps,
    List<RowFault> faults,
    List<Outlier> outliers,
    String unreadable) {

  /// How many entries each list holds at most.
  public static final int MAX_LISTED = 100;

  public FileReport {
    span = List.copyOf(span);
    gaps = List.copyOf(gaps);
    faults = List.copyOf(faults);
    outliers = List.copyOf(outliers);
  }

  /// How many rows are of each kind.
  ///
  /// @param rows rows that could be read, duplicates included
  /// @param faults rows that could not be read
  /// @param gaps holes in the grid; only series on a grid have any
  /// @param missing rows that the holes lack
  /// @param duplicates rows with the time of the row before; trades may share a time, candles not
  /// @param reversed rows dated before the row before
  /// @param offGrid candles that do not open on the grid of their length
  /// @param inconsistent candles that contradict themselves: not 0 < low ≤ open, close ≤ high, or a
  ///     negative volume
  /// @param flat candles with no volume and one price
  /// @param outliers rows that lie far out
  public record Counts(
      long rows,
      long faults,
      long gaps,
      long missing,
      long duplicates,
      long reversed,
      long offGrid,
      long inconsistent,
      long flat,
      long outliers) {}

  /// From the first to the last row.
  public record Span(Instant first, Instant last) {}

  /// A hole: the last row before it, the first row after it, and how many rows it lacks.
  public record Gap(Instant before, Instant after, long missing) {}

  /// Why a row lies far out.
  public enum Kind {
    /// The logarithm of the bar's range lies at least 5 robust deviations above the file's median.
    RANGE,
    /// The bar's high or low, where neither its body nor a neighbouring bar confirms it, reaches at
    /// least 10 times the usual range of its week beyond them.
    WICK,
    /// A trade's price lies at least 10 % from the trade before.
    JUMP
  }

  /// A row that lies far out. It may be an error of the source or a crash that happened.
  ///
  /// @param time the opening of the bar, or the time of the trade
  /// @param score robust deviations for `RANGE`, usual ranges for `WICK`, the absolute logarithm of
  ///     the ratio of prices for `JUMP`
  /// @param values the prices concerned, for people
  public record Outlier(Instant time, Kind kind, double score, String values) {}

  /// The longest hole; of several the first.
  public Optional<Gap> largestGap() {
    return gaps.stream().reduce((a, b) -> b.missing() > a.missing() ? b : a);
  }

  /// The share of rows missing between the first and the last row, from 0 to 1.
  public double missingShare() {
    long expected = counts.rows() - counts.duplicates() + counts.missing();
    return expected == 0 ? 0 : (double) counts.missing() / expected;
  }

  /// Whether the file can be replayed as it is: read to its end, in order, without bad rows. Gaps,
  /// flat bars and outliers may be the market's own and do not count against it.
  public boolean isUsable() {
    boolean ordered = counts.reversed() == 0 && counts.offGrid() == 0;
    boolean duplicatesAllowed =
        switch (series.content()) {
          case Content.Trades _, Content.AggregateTrades _ -> true;
          case Content.Candles _, Content.Funding _ -> false;
        };
    return unreadable.isEmpty()
        && !span.isEmpty()
        && ordered
        && (duplicatesAllowed || counts.duplicates() == 0)
        && counts.faults() == 0
        && counts.inconsistent() == 0;
  }
}
