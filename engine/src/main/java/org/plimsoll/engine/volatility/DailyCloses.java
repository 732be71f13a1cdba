package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The closes of one market, one per UTC day, of the last {@link #MAX_DAYS} days.
///
/// A day is counted from 1970-01-01. Its close is the last price before the next midnight UTC. Days
/// without a close are kept as gaps. State of a single writer.
public final class DailyCloses {
  /// The longest history kept, in days: ten years, two leap days and some room.
  public static final int MAX_DAYS = 3_700;

  private final double[] closes = new double[MAX_DAYS + 1];
  private final double[] logs = new double[MAX_DAYS + 1];
  private long firstDay;
  private long lastDay;
  private boolean empty = true;

  /// Adds the close of a day later than all before.
  ///
  /// @param day days since 1970-01-01, not negative
  /// @param close positive and finite
  public void push(long day, double close) {
    if (!(close > 0 && close < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Close of day " + day + " must be positive and finite: " + close);
    }
    if (day < 0 || (!empty && day <= lastDay)) {
      throw new IllegalArgumentException("Day " + day + " is not after day " + lastDay);
    }
    if (empty) {
      firstDay = day;
    } else {
      long gapFrom = Math.max(lastDay + 1, day - MAX_DAYS);
      for (long gap = gapFrom; gap < day; gap++) {
        closes[slot(gap)] = 0;
      }
      firstDay = Math.max(firstDay, day - MAX_DAYS);
    }
    closes[slot(day)] = close;
    logs[slot(day)] = StrictMath.log(close);
    lastDay = day;
    empty = false;
  }

  /// Whether no close was pushed yet.
  public boolean isEmpty() {
    return empty;
  }

  /// The earliest day kept, a day with or without a close; 0 when empty.
  public long firstDay() {
    return firstDay;
  }

  /// The latest day, which has a close; 0 when empty.
  public long lastDay() {
    return lastDay;
  }

  /// Whether `day` has a close.
  public boolean has(long day) {
    return !empty && day >= firstDay && day <= lastDay && closes[slot(day)] > 0;
  }

  /// The close of a day that has one.
  double close(long day) {
    return closes[slot(day)];
  }

  /// The natural logarithm of the close of a day that has one.
  double log(long day) {
    return logs[slot(day)];
  }

  private static int slot(long day) {
    return (int) (day % (MAX_DAYS + 1));
  }

  /// Writes the closes.
  public void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(empty);
    if (!empty) {
      out.writeLong(firstDay);
      out.writeLong(lastDay);
      for (long day = firstDay; day <= lastDay; day++) {
        out.writeDouble(closes[slot(day)]);
      }
    }
  }

  /// Replaces the closes by those that {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    empty = in.readBoolean();
    firstDay = empty ? 0 : in.readLong();
    lastDay = empty ? 0 : in.readLong();
    if (firstDay < 0 || lastDay < firstDay || lastDay - firstDay > MAX_DAYS) {
      throw new IOException("Snapshot has closes from day " + firstDay + " to day " + lastDay);
    }
    for (long day = firstDay; !empty && day <= lastDay; day++) {
      double close = in.readDouble();
      closes[slot(day)] = close;
      logs[slot(day)] = close > 0 ? StrictMath.log(close) : 0;
    }
  }
}
