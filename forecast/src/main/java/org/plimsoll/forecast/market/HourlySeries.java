package org.plimsoll.forecast.market;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.plimsoll.engine.market.Candle;

/// The hourly bars of one market on a dense grid of hours. Hours are counted from 1970-01-01 UTC.
///
/// An hour is *traded* when its bar is there and something traded in it; it is *missing* when there
/// is no bar, and *filled* when the bar has no volume and one price throughout: the venue stood
/// still, or the source invented the bar. Immutable.
public final class HourlySeries {
  /// The span of one series is limited to a century.
  public static final int MAX_HOURS = 100 * 366 * 24;

  private static final int SECONDS_PER_HOUR = 3_600;

  /// 100² / (4 ln 2): the Parkinson variance in percent² of a bar is this times ln(high/low)².
  private static final double PARKINSON = 10_000 / (4 * StrictMath.log(2));

  private final String symbol;
  private final long firstHour;
  private final int size;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[] volume;
  private final double[] lastClose;
  private final double[] variance;

  private HourlySeries(String symbol, long firstHour, int size) {
    this.symbol = symbol;
    this.firstHour = firstHour;
    this.size = size;
    open = absent(size);
    high = absent(size);
    low = absent(size);
    close = absent(size);
    volume = absent(size);
    lastClose = absent(size);
    variance = absent(size);
  }

  private HourlySeries(HourlySeries whole, int size) {
    this.symbol = whole.symbol;
    this.firstHour = whole.firstHour;
    this.size = size;
    open = Arrays.copyOf(whole.open, size);
    high = Arrays.copyOf(whole.high, size);
    low = Arrays.copyOf(whole.low, size);
    close = Arrays.copyOf(whole.close, size);
    volume = Arrays.copyOf(whole.volume, size);
    lastClose = Arrays.copyOf(whole.lastClose, size);
    variance = Arrays.copyOf(whole.variance, size);
  }

  /// The series of candles of one hour each, in the order of time.
  public static HourlySeries of(String symbol, List<Candle> candles) {
    if (candles.isEmpty()) {
      throw new IllegalArgumentException("Series of " + symbol + " has no candle");
    }
    long first = hour(candles.getFirst());
    long hours = hour(candles.getLast()) - first + 1;
    if (hours < 1 || hours > MAX_HOURS) {
      throw new IllegalArgumentException(
          "Series of " + symbol + " spans " + hours + " hours, limit " + MAX_HOURS);
    }
    var series = new HourlySeries(symbol, first, (int) hours);
    long last = first - 1;
    for (Candle candle : candles) {
      long hour = hour(candle);
      if (hour <= last) {
        throw new IllegalArgumentException(
            "Candle of " + symbol + " at " + candle.openTime() + " does not follow the one before");
      }
      last = hour;
      series.put((int) (hour - first), candle);
    }
    series.carryCloses();
    return series;
  }

  private void put(int i, Candle candle) {
    open[i] = candle.open();
    high[i] = candle.high();
    low[i] = candle.low();
    close[i] = candle.close();
    volume[i] = candle.volume();
    if (!candle.isFlat()) {
      double range = StrictMath.log(candle.high() / candle.low());
      variance[i] = PARKINSON * range * range;
    }
  }

  private void carryCloses() {
    double last = Double.NaN;
    for (int i = 0; i < size; i++) {
      last = Double.isNaN(close[i]) ? last : close[i];
      lastClose[i] = last;
    }
  }

  /// The market's name: `BTCUSDT`.
  public String symbol() {
    return symbol;
  }

  /// The hour at which the first bar opens.
  public long firstHour() {
    return firstHour;
  }

  /// The hour at which the last bar closes.
  public long endHour() {
    return firstHour + size;
  }

  /// Whether a bar opens at this hour, filled or not.
  public boolean hasBar(long hour) {
    return !Double.isNaN(at(close, hour));
  }

  /// Whether a bar opens at this hour in which something traded.
  public boolean isTraded(long hour) {
    return !Double.isNaN(at(variance, hour));
  }

  /// The Parkinson variance of the bar, percent²; NaN unless the hour is traded.
  public double variance(long hour) {
    return at(variance, hour);
  }

  /// The opening price; NaN when the bar is missing, as for the other prices and the volume.
  public double open(long hour) {
    return at(open, hour);
  }

  /// The highest price.
  public double high(long hour) {
    return at(high, hour);
  }

  /// The lowest price.
  public double low(long hour) {
    return at(low, hour);
  }

  /// The closing price.
  public double close(long hour) {
    return at(close, hour);
  }

  /// The volume in units of the base asset.
  public double volume(long hour) {
    return at(volume, hour);
  }

  /// The close of this bar or, where it is missing, of the last one before it; NaN before the first
  /// bar and from the end on.
  public double lastClose(long hour) {
    return at(lastClose, hour);
  }

  /// The bars that open before an hour; the series is empty when there are none.
  public HourlySeries before(long hour) {
    return new HourlySeries(this, (int) Math.max(0, Math.min(size, hour - firstHour)));
  }

  private double at(double[] values, long hour) {
    long i = hour - firstHour;
    return i >= 0 && i < size ? values[(int) i] : Double.NaN;
  }

  private static double[] absent(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static long hour(Candle candle) {
    Instant time = candle.openTime();
    long seconds = time.getEpochSecond();
    if (!time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException("Candle at " + time + " is not on the hour");
    }
    return seconds / SECONDS_PER_HOUR;
  }
}
