package org.plimsoll.service.backtest;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a backtest is asked for.
///
/// @param columns the rules, side by side
/// @param from the first midnight at which a margin is tested
/// @param to the last one; its outcome needs prices up to the longest horizon later
/// @param lawAsOf the day whose law is applied to every day of history, or null for the law of each
///     day as it was known then
/// @param openPositions whether positions are open throughout, so that notices to them run
/// @param attributes figures that formulas read and the venue supplies, over its own
/// @param windows stretches of stress over which responsiveness is measured
public record BacktestPlan(
    List<Column> columns,
    LocalDate from,
    LocalDate to,
    @Nullable LocalDate lawAsOf,
    boolean openPositions,
    SortedMap<String, Double> attributes,
    List<StressWindow> windows) {
  /// The most days between `from` and `to`.
  public static final int MAX_DAYS = 20 * 366;

  public BacktestPlan {
    columns = List.copyOf(columns);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    windows = List.copyOf(windows);
    long days = to.toEpochDay() - from.toEpochDay() + 1;
    if (days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException(
          "From " + from + " to " + to + " are " + days + " days, limit 1 to " + MAX_DAYS);
    }
    if (columns.isEmpty() || columns.stream().map(Column::id).distinct().count() < columns.size()) {
      throw new IllegalArgumentException("A backtest needs one column or more, each once");
    }
  }

  /// A stretch of stress with a name.
  ///
  /// @param name `2020-03`
  /// @param from its first midnight
  /// @param to its last
  public record StressWindow(String name, LocalDate from, LocalDate to) {
    /// The stretches of stress in the recorded history of crypto-assets.
    public static final List<StressWindow> KNOWN =
        List.of(
            of("2020-03", "2020-03-01", "2020-04-15"),
            of("2021-05", "2021-05-08", "2021-06-20"),
            of("2022-06", "2022-05-05", "2022-07-10"),
            of("2022-11", "2022-11-04", "2022-12-10"),
            of("2024-08", "2024-07-28", "2024-08-31"),
            of("2025-10", "2025-10-06", "2025-11-15"));

    private static StressWindow of(String name, String from, String to) {
      return new StressWindow(name, LocalDate.parse(from), LocalDate.parse(to));
    }
  }

  /// The longest horizon of any column, in days.
  int longestHorizon() {
    return columns.stream().mapToInt(Column::horizonDays).max().orElse(1);
  }

  /// How many midnights are tested.
  public int days() {
    return Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
  }
}
