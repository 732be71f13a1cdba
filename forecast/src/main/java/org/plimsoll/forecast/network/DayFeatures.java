package org.plimsoll.forecast.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;

/// What the networks see of every symbol at a midnight UTC, computed from the past alone.
///
/// All is relative to the champion's forecast f of the day to come, so that a coin of any level
/// looks alike; each number is bounded. Led along a walk: it remembers the champion's forecasts and
/// their errors. For one thread; a day's arrays are overwritten by the next.
public final class DayFeatures {
  /// The length of the window.
  public static final int HOURS = 168;

  /// An hour: ln(24 v/f)/2 of its variance v, its return over √(f/24), ln(volume/mean volume of 720
  /// h)/2, and the means of the first two over the symbols of the walk.
  public static final int HOUR_FEATURES = 5;

  /// Symbol and day: seven weekdays; ln f over the mean variance of 720 h; ln of the last 24 h and
  /// of the last 168 h over f; the champion's last log error, its mean over 7 and 30 days, its
  /// deviation over 180; the symbol's own level; the market's mean of the 24 h and of the 7 days;
  /// the volume of 24 h over that of 720 h.
  public static final int CONTEXT_FEATURES = 18;

  /// The text whose hash names this definition; to be changed with any of it.
  static final String DEFINITION = "plimsoll day features 1: 168 x 5 + 18";

  private static final int DAY = 24;
  private static final int MONTH = 720;
  private static final int LEAST_HOURS = 160;
  private static final int ERRORS = 180;
  private static final int LEAST_ERRORS = 30;
  private static final int WEEKDAYS = 7;
  private static final int OWN = 8;
  private static final int MARKET = 15;

  /// Below this share of its mean an hour's variance counts as that, for an hour without a move.
  private static final double LEAST_SHARE = 1e-3;

  /// ln of a variance of 4 % a day, in percent²: the middle of the symbol's level.
  private static final double USUAL_LEVEL = 2.772588722239781;

  private final List<String> symbols;
  private final float[][] windows;
  private final float[][] contexts;
  private final boolean[] complete;
  private final double[] champion;
  private final double[] lastLevel;
  private final ErrorMemory[] memories;
  private final float[] marketVariance = new float[HOURS];
  private final float[] marketReturn = new float[HOURS];

  /// The features of some symbols of which nothing is known yet.
  public DayFeatures(List<String> symbols) {
    this.symbols = List.copyOf(symbols);
    int count = this.symbols.size();
    windows = new float[count][HOURS * HOUR_FEATURES];
    contexts = new float[count][CONTEXT_FEATURES];
    complete = new boolean[count];
    champion = new double[count];
    lastLevel = new double[count];
    Arrays.fill(champion, Double.NaN);
    memories = new ErrorMemory[count];
    for (int s = 0; s < count; s++) {
      memories[s] = new ErrorMemory(ERRORS);
    }
  }

  /// Takes the next midnight.
  ///
  /// @param championPct2 the champion's forecasts at it, percent²; NaN where there is none
  public void next(Past past, double[] championPct2) {
    int counted = 0;
    Arrays.fill(marketVariance, 0);
    Arrays.fill(marketReturn, 0);
    double day = 0;
    double week = 0;
    for (int s = 0; s < complete.length; s++) {
      Optional<PastSeries> bars = past.spot(symbols.get(s));
      complete[s] = bars.isPresent() && fill(s, bars.get(), past.day(), championPct2[s]);
      champion[s] = championPct2[s];
      if (complete[s]) {
        counted++;
        day += contexts[s][OWN];
        week += contexts[s][OWN + 3];
        for (int i = 0; i < HOURS; i++) {
          marketVariance[i] += windows[s][i * HOUR_FEATURES];
          marketReturn[i] += windows[s][i * HOUR_FEATURES + 1];
        }
      }
    }
    for (int s = 0; s < complete.length; s++) {
      if (complete[s]) {
        addMarket(s, counted, day, week);
      }
    }
  }

  private void addMarket(int s, int counted, double day, double week) {
    for (int i = 0; i < HOURS; i++) {
      windows[s][i * HOUR_FEATURES + 3] = marketVariance[i] / counted;
      windows[s][i * HOUR_FEATURES + 4] = marketReturn[i] / counted;
    }
    contexts[s][MARKET] = (float) (day / counted);
    contexts[s][MARKET + 1] = (float) (week / counted);
  }

  private boolean fill(int s, PastSeries bars, long day, double forecast) {
    boolean whole = bars.count(0, DAY) == DAY;
    double outcome = bars.sum(0, DAY);
    if (whole && outcome > 0) {
      double level = StrictMath.log(outcome);
      lastLevel[s] = level;
      memories[s].addLevel(level);
      if (champion[s] > 0) {
        memories[s].addError(bounded(level - StrictMath.log(champion[s]), 3));
      }
    }
    double month = bars.mean(0, MONTH);
    double week = bars.mean(0, HOURS);
    if (!(forecast > 0) || !(month > 0) || !(week > 0) || bars.count(0, HOURS) < LEAST_HOURS) {
      return false;
    }
    double mean24 = bars.mean(0, DAY);
    if (!(mean24 > 0)) {
      return false;
    }
    fillWindow(windows[s], bars, forecast);
    fillContext(contexts[s], memories[s], bars, day, forecast);
    return true;
  }

  private static void fillWindow(float[] window, PastSeries bars, double forecast) {
    double hourly = forecast / DAY;
    double meanVolume = meanVolume(bars, MONTH);
    double scale = 100 / Math.sqrt(hourly);
    for (int i = 0; i < HOURS; i++) {
      int ago = HOURS - 1 - i;
      int at = i * HOUR_FEATURES;
      double variance = bars.variance(ago);
      if (Double.isNaN(variance)) {
        Arrays.fill(window, at, at + HOUR_FEATURES, 0);
        continue;
      }
      double share = Math.max(LEAST_SHARE, variance / hourly);
      window[at] = (float) bounded(StrictMath.log(share) / 2, 4);
      double move = StrictMath.log(bars.close(ago) / bars.open(ago)) * scale;
      window[at + 1] = (float) bounded(move, 6);
      window[at + 2] = volumeShare(bars.volume(ago), meanVolume, 2);
    }
  }

  private static void fillContext(
      float[] context, ErrorMemory memory, PastSeries bars, long day, double forecast) {
    Arrays.fill(context, 0);
    context[(int) Math.floorMod(day + 3, (long) WEEKDAYS)] = 1;
    double level = StrictMath.log(forecast / DAY);
    context[WEEKDAYS] = (float) bounded(level - StrictMath.log(bars.mean(0, MONTH)), 3);
    context[OWN] = (float) bounded(StrictMath.log(bars.mean(0, DAY)) - level, 3);
    context[OWN + 1] = (float) bounded(StrictMath.log(bars.mean(0, HOURS)) - level, 3);
    context[OWN + 2] = (float) memory.meanError(1);
    context[OWN + 3] = (float) memory.meanError(7);
    context[OWN + 4] = (float) memory.meanError(30);
    context[OWN + 5] =
        memory.errors() < LEAST_ERRORS ? 0 : (float) bounded(memory.deviation() - 0.6, 1);
    context[OWN + 6] = (float) bounded(memory.meanLevel() - USUAL_LEVEL, 3);
    context[CONTEXT_FEATURES - 1] = volumeShare(meanVolume(bars, DAY), meanVolume(bars, MONTH), 1);
  }

  private static float volumeShare(double volume, double mean, double divisor) {
    return volume > 0 && mean > 0 ? (float) bounded(StrictMath.log(volume / mean) / divisor, 3) : 0;
  }

  private static double meanVolume(PastSeries bars, int hours) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < hours; i++) {
      double volume = bars.volume(i);
      if (volume >= 0) {
        sum += volume;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double bounded(double value, double bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  /// Whether the networks can forecast a symbol: the champion has, and the window is there but for
  /// up to eight hours, which count as usual ones.
  public boolean isComplete(int symbol) {
    return complete[symbol];
  }

  /// The features of the hours of a symbol, the oldest first; to be read only.
  public float[] window(int symbol) {
    return windows[symbol];
  }

  /// The features of symbol and day; to be read only.
  public float[] context(int symbol) {
    return contexts[symbol];
  }

  /// The logarithm of the variance of the last whole day, percent², that a symbol had.
  public double lastLevel(int symbol) {
    return lastLevel[symbol];
  }
}
