package org.plimsoll.feeds.recorded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.plimsoll.feeds.ExactNumbers;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.PublicTrade;

/// Reads a recorded file to its end and reports what is missing, doubled, out of place or far out.
public final class DataCheck {
  /// The most rows of one file whose outliers are looked for; about 100 bytes of memory each.
  public static final int MAX_ROWS = 5_000_000;

  private static final double JUMP_AT = 0.1;
  private static final long MICROS_PER_MINUTE = 60_000_000;

  private final DataFile file;
  private final FaultLog faults = FaultLog.tolerating(Long.MAX_VALUE);
  private final CandleOutliers candles = new CandleOutliers();
  private final List<FileReport.Outlier> jumps = new ArrayList<>();
  private final List<FileReport.Gap> gaps = new ArrayList<>();
  private final TreeMap<Long, Long> intervals = new TreeMap<>();
  private final List<long[]> wideSteps = new ArrayList<>();
  private long rows;
  private long gapCount;
  private long missing;
  private long duplicates;
  private long reversed;
  private long offGrid;
  private long inconsistent;
  private long flat;
  private long jumpCount;
  private long first = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private double lastPrice;

  private DataCheck(DataFile file) {
    this.file = file;
  }

  /// Checks a file. What cannot be read is part of the report, not an exception.
  public static FileReport check(DataFile file) {
    DataCheck check = new DataCheck(file);
    String unreadable = "";
    try (Rows read = Rows.open(file, check.faults)) {
      while (read.next()) {
        check.take(read);
      }
    } catch (IOException e) {
      unreadable = String.valueOf(e.getMessage());
    }
    return check.report(unreadable);
  }

  private void take(Rows read) throws IOException {
    try {
      switch (read) {
        case CandleRows candle -> takeCandle(candle);
        case TradeRows trade -> takeTrade(trade);
        case FundingRows funding -> {
          MarketEvent _ = funding.event(funding.line());
          takeFundingTime(funding.micros());
        }
      }
    } catch (RowProblem problem) {
      read.fault(problem);
    }
  }

  private void takeCandle(CandleRows row) throws RowProblem {
    row.readValues();
    boolean follows = takeTime(row.micros());
    Content.Candles content = (Content.Candles) file.series().content();
    long length = content.length().micros();
    offGrid += Math.floorMod(row.micros(), length) == 0 ? 0 : 1;
    if (!row.isConsistent()) {
      inconsistent++;
      return;
    }
    flat += row.volume() == 0 && row.highUnits() == row.lowUnits() ? 1 : 0;
    if (follows && candles.size() < MAX_ROWS) {
      candles.add(row);
    }
  }

  private void takeTrade(TradeRows row) throws RowProblem {
    PublicTrade trade = row.event(row.line());
    takeTime(row.micros());
    double price = ExactNumbers.toDouble(trade.price(), trade.priceScale());
    double jump = lastPrice > 0 ? Math.abs(StrictMath.log(price / lastPrice)) : 0;
    if (jump >= JUMP_AT) {
      jumpCount++;
      if (jumps.size() < FileReport.MAX_LISTED) {
        jumps.add(
            new FileReport.Outlier(
                trade.eventTime(),
                FileReport.Kind.JUMP,
                jump,
                "price %s after %s".formatted(price, lastPrice)));
      }
    }
    lastPrice = price;
  }

  private void takeFundingTime(long micros) {
    long before = last;
    if (takeTime(micros) && before != Long.MIN_VALUE) {
      // Settlements are stamped some milliseconds late, so the grid is sought in whole minutes.
      long minutes = Math.floorDiv(micros - before + MICROS_PER_MINUTE / 2, MICROS_PER_MINUTE);
      intervals.merge(minutes, 1L, Long::sum);
      wideSteps.add(new long[] {before, micros, minutes});
    }
  }

  /// Counts the row and its place in time; true when it comes after all rows before it.
  private boolean takeTime(long micros) {
    rows++;
    long before = last;
    if (micros == before) {
      duplicates++;
      return false;
    }
    if (micros < before) {
      reversed++;
      return false;
    }
    first = first == Long.MIN_VALUE ? micros : first;
    last = micros;
    if (before != Long.MIN_VALUE && file.series().content() instanceof Content.Candles candle) {
      addGap(before, micros, (micros - before - 1) / candle.length().micros());
    }
    return true;
  }

  private void addGap(long before, long after, long lacking) {
    if (lacking <= 0) {
      return;
    }
    gapCount++;
    missing += lacking;
    gaps.add(new FileReport.Gap(Timestamps.instant(before), Timestamps.instant(after), lacking));
    if (gaps.size() >= 2 * FileReport.MAX_LISTED) {
      keepLongest();
    }
  }

  private void keepLongest() {
    gaps.sort(
        Comparator.comparingLong(FileReport.Gap::missing)
            .reversed()
            .thenComparing(FileReport.Gap::before));
    if (gaps.size() > FileReport.MAX_LISTED) {
      gaps.subList(FileReport.MAX_LISTED, gaps.size()).clear();
    }
  }

  /// The usual step of the settlements is their interval; every longer step is a hole.
  private void findFundingGaps() {
    long usual = 0;
    long most = 0;
    for (var entry : intervals.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        usual = entry.getKey();
      }
    }
    for (long[] step : wideSteps) {
      addGap(step[0], step[1], usual == 0 ? 0 : (step[2] - 1) / usual);
    }
  }

  private FileReport report(String unreadable) {
    findFundingGaps();
    keepLongest();
    gaps.sort(Comparator.comparing(FileReport.Gap::before));
    CandleOutliers.Found found = candles.find();
    List<FileReport.Outlier> outliers = new ArrayList<>(jumps);
    outliers.addAll(found.worst());
    return new FileReport(
        file.name(),
        file.series(),
        new FileReport.Counts(
            rows,
            faults.count(),
            gapCount,
            missing,
            duplicates,
            reversed,
            offGrid,
            inconsistent,
            flat,
            jumpCount + found.count()),
        first == Long.MIN_VALUE
            ? List.of()
            : List.of(new FileReport.Span(Timestamps.instant(first), Timestamps.instant(last))),
        gaps,
        faults.faults(),
        outliers,
        unreadable);
  }
}
