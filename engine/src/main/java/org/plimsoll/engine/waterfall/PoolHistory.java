package org.plimsoll.engine.waterfall;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What flowed in and out of one pool, day by day in UTC, in units of the valuation asset.
public final class PoolHistory {
  /// Days that a forecast looks back.
  public static final int DAYS = 30;

  private static final long DAY_MILLIS = 86_400_000L;

  private final long[] inflow = new long[DAYS];
  private final long[] outflow = new long[DAYS];
  private final long[] withdrawn = new long[DAYS];
  private long firstDay;
  private long day;
  private boolean begun;
  private long opening;

  /// Brings the history to a time; a day that begins opens with the balance given.
  public void at(long nowMillis, long balance) {
    long now = Math.floorDiv(nowMillis, DAY_MILLIS);
    if (!begun) {
      begun = true;
      firstDay = now;
      day = now;
      opening = balance;
    }
    while (day < now) {
      day = Math.max(day + 1, now - DAYS);
      int slot = slot(day);
      inflow[slot] = 0;
      outflow[slot] = 0;
      withdrawn[slot] = 0;
      opening = balance;
    }
  }

  /// Notes money that came in by levy, fees or replenishment.
  public void received(long units) {
    inflow[slot(day)] = Math.addExact(inflow[slot(day)], units);
  }

  /// Notes money that paid for a loss.
  public void paid(long units) {
    outflow[slot(day)] = Math.addExact(outflow[slot(day)], units);
  }

  /// Notes money that its owner took out.
  public void withdrew(long units) {
    withdrawn[slot(day)] = Math.addExact(withdrawn[slot(day)], units);
  }

  /// What was withdrawn today.
  public long withdrawnToday() {
    return withdrawn[slot(day)];
  }

  /// What the pool held when the day began.
  public long opening() {
    return opening;
  }

  /// The part of the opening balance that losses have taken today, 0 when it opened empty.
  public double drawdown() {
    return opening <= 0 ? 0 : outflow[slot(day)] / (double) opening;
  }

  /// How long a balance lasts.
  public DepletionForecast forecast(long balance) {
    int days = (int) Math.min(DAYS, begun ? day - firstDay + 1 : 0);
    if (days == 0) {
      return new DepletionForecast(0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < days; i++) {
      int slot = slot(day - i);
      double net = (double) inflow[slot] - outflow[slot];
      sum += net;
      squares += net * net;
    }
    double mean = sum / days;
    double variance = Math.max(0, squares / days - mean * mean);
    double bad = mean - Math.sqrt(variance);
    return new DepletionForecast(days, mean, bad, lasts(balance, mean), lasts(balance, bad));
  }

  private static double lasts(long balance, double net) {
    return net >= 0 ? Double.POSITIVE_INFINITY : Math.max(0, balance) / -net;
  }

  private static int slot(long day) {
    return (int) Math.floorMod(day, (long) DAYS);
  }

  /// Writes the state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(begun);
    out.writeLong(firstDay);
    out.writeLong(day);
    out.writeLong(opening);
    for (int i = 0; i < DAYS; i++) {
      out.writeLong(inflow[i]);
      out.writeLong(outflow[i]);
      out.writeLong(withdrawn[i]);
    }
  }

  /// Replaces the state by what {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    begun = in.readBoolean();
    firstDay = in.readLong();
    day = in.readLong();
    opening = in.readLong();
    for (int i = 0; i < DAYS; i++) {
      inflow[i] = in.readLong();
      outflow[i] = in.readLong();
      withdrawn[i] = in.readLong();
    }
  }
}
