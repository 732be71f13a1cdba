package org.plimsoll.forecast.combine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.plimsoll.forecast.Target;
import org.plimsoll.forecast.backtest.Forecasts;
import org.plimsoll.forecast.backtest.Losses;
import org.plimsoll.forecast.backtest.TestResult;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;

/// The forecast in charge: the geometric mean of the challengers that have been promoted, each
/// recalibrated by its {@link LevelBand}; the champion where none is or none has a forecast.
///
/// On the first of each month every challenger is compared with the champion over the last 1,460
/// days by the test of Diebold and Mariano on the daily mean QLIKE over the symbols, a loss above 4
/// counting as 4: outcomes many times their forecasts, which no model foresees, are not to decide.
/// It is promoted at −2 or beyond, on no fewer than 365 days, and demoted at +1 or beyond: half the
/// evidence that put it in charge, pointing the other way, takes it out again. All that is used was
/// known on the day.
public final class Combination {
  /// The id of the forecast in charge.
  public static final String NAME = "combined";

  private static final int DAY = 24;
  private static final int LEAST_DAYS = 365;
  private static final int EVIDENCE_DAYS = 1_460;
  private static final double MOST_LOSS = 4;
  private static final double PROMOTE = -2;
  private static final double DEMOTE = 1;

  private final Panel panel;
  private final Forecasts champion;
  private final List<Forecasts> challengers;
  private final List<Promotion> promotions = new ArrayList<>();
  private final SortedSet<Integer> inForce = new TreeSet<>();
  private final double[][] lossGap;
  private final double[][] lossOwn;
  private final double[] lossChampion;
  private final LevelBand[][] bands;

  private Combination(Panel panel, Forecasts champion, List<Forecasts> challengers) {
    this.panel = panel;
    this.champion = champion;
    this.challengers = List.copyOf(challengers);
    int days = (int) (champion.lastDay() - champion.firstDay() + 1);
    lossGap = new double[challengers.size()][days];
    lossOwn = new double[challengers.size()][days];
    lossChampion = new double[days];
    bands = new LevelBand[challengers.size()][champion.symbols().size()];
    for (LevelBand[] own : bands) {
      Arrays.setAll(own, _ -> new LevelBand());
    }
  }

  /// The combined forecasts and how they came about.
  ///
  /// @param promotions in the order of time
  public record Result(Forecasts forecasts, List<Promotion> promotions) {
    public Result {
      promotions = List.copyOf(promotions);
    }
  }

  /// Combines forecasts of the same symbols and days.
  public static Result of(Panel panel, Forecasts champion, List<Forecasts> challengers) {
    var combination = new Combination(panel, champion, challengers);
    return new Result(combination.run(), combination.promotions);
  }

  private Forecasts run() {
    int symbols = champion.symbols().size();
    int days = lossChampion.length;
    double[][] variances = new double[symbols][days];
    for (int i = 0; i < days; i++) {
      long day = champion.firstDay() + i;
      if (i > 0) {
        learn(day - 1, i - 1);
      }
      if (LocalDate.ofEpochDay(day).getDayOfMonth() == 1) {
        review(day, i);
      }
      for (int s = 0; s < symbols; s++) {
        variances[s][i] = combined(s, day);
      }
    }
    return new Forecasts(NAME, champion.symbols(), champion.firstDay(), variances);
  }

  private double combined(int s, long day) {
    double sum = 0;
    int count = 0;
    for (int c : inForce) {
      double variance = challengers.get(c).variance(s, day) * bands[c][s].factor();
      if (variance > 0) {
        sum += StrictMath.log(variance);
        count++;
      }
    }
    return count == 0 ? champion.variance(s, day) : StrictMath.exp(sum / count);
  }

  /// Takes in the outcomes of a day that has ended.
  private void learn(long day, int i) {
    int challengerCount = challengers.size();
    double[] gap = new double[challengerCount];
    double[] own = new double[challengerCount];
    int[] counts = new int[challengerCount];
    double base = 0;
    int baseCount = 0;
    for (int s = 0; s < champion.symbols().size(); s++) {
      HourlySeries series = panel.series(champion.symbols().get(s)).orElseThrow();
      double reference = champion.variance(s, day);
      if (!(reference > 0) || !(Target.at(series, day * DAY) instanceof Target.Observed observed)) {
        continue;
      }
      double loss = Math.min(MOST_LOSS, Losses.qlike(observed.variancePct2(), reference));
      base += loss;
      baseCount++;
      for (int c = 0; c < challengerCount; c++) {
        double variance = challengers.get(c).variance(s, day);
        if (variance > 0) {
          double judged = variance * bands[c][s].factor();
          double ownLoss = Math.min(MOST_LOSS, Losses.qlike(observed.variancePct2(), judged));
          bands[c][s].add(observed.variancePct2(), variance);
          gap[c] += ownLoss - loss;
          own[c] += ownLoss;
          counts[c]++;
        }
      }
    }
    lossChampion[i] = baseCount == 0 ? Double.NaN : base / baseCount;
    for (int c = 0; c < challengerCount; c++) {
      lossGap[c][i] = counts[c] == 0 ? Double.NaN : gap[c] / counts[c];
      lossOwn[c][i] = counts[c] == 0 ? Double.NaN : own[c] / counts[c];
    }
  }

  private void review(long day, int i) {
    int from = Math.max(0, i - EVIDENCE_DAYS);
    for (int c = 0; c < challengers.size(); c++) {
      int number = c;
      int[] known =
          IntStream.range(from, i).filter(k -> !Double.isNaN(lossGap[number][k])).toArray();
      if (known.length < LEAST_DAYS) {
        continue;
      }
      double[] gaps = IntStream.of(known).mapToDouble(k -> lossGap[number][k]).toArray();
      double mean = Losses.mean(IntStream.of(known).mapToDouble(k -> lossOwn[number][k]).toArray());
      double base = Losses.mean(IntStream.of(known).mapToDouble(k -> lossChampion[k]).toArray());
      TestResult test = Losses.dieboldMariano(gaps);
      boolean in = inForce.contains(c);
      boolean changes = in ? test.statistic() >= DEMOTE : test.statistic() <= PROMOTE;
      if (changes) {
        if (in) {
          inForce.remove(c);
        } else {
          inForce.add(c);
        }
        promotions.add(
            new Promotion(
                day, challengers.get(c).model(), !in, gaps.length, test.statistic(), mean / base));
      }
    }
  }
}
