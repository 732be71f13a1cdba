package org.plimsoll.feeds.recorded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.plimsoll.feeds.ExactNumbers;

/// Finds the bars of a file that lie far out.
///
/// The range of a bar, ln(high/low), is nearly log-normal (Alizadeh, Brandt and Diebold 2002), so
/// the robust deviation of its logarithm from the median, in units of 1.4826 times the median
/// absolute deviation, has about one bar in three million above 5 by chance. A wick is compared
/// with the bar's body and both neighbours, because a crash that lasts is confirmed by the next bar
/// and a misprint is not.
final class CandleOutliers {
  private static final double RANGE_AT = 5;
  private static final double WICK_AT = 10;
  private static final int WEEK_OF_HOURS = 168;
  private static final double MAD_TO_DEVIATION = 1.4826;

  private long[] micros = new long[1_024];
  private double[] open = new double[1_024];
  private double[] high = new double[1_024];
  private double[] low = new double[1_024];
  private double[] close = new double[1_024];
  private int size;

  /// The outliers: how many there are, and the worst of them in order of time.
  record Found(long count, List<FileReport.Outlier> worst) {}

  int size() {
    return size;
  }

  void add(CandleRows row) {
    if (size == micros.length) {
      int larger = size + (size >> 1);
      micros = Arrays.copyOf(micros, larger);
      open = Arrays.copyOf(open, larger);
      high = Arrays.copyOf(high, larger);
      low = Arrays.copyOf(low, larger);
      close = Arrays.copyOf(close, larger);
    }
    micros[size] = row.micros();
    open[size] = ExactNumbers.toDouble(row.openUnits(), row.scale());
    high[size] = ExactNumbers.toDouble(row.highUnits(), row.scale());
    low[size] = ExactNumbers.toDouble(row.lowUnits(), row.scale());
    close[size] = ExactNumbers.toDouble(row.closeUnits(), row.scale());
    size++;
  }

  Found find() {
    double[] ranges = new double[size];
    for (int i = 0; i < size; i++) {
      ranges[i] = StrictMath.log(high[i] / low[i]);
    }
    List<FileReport.Outlier> found = new ArrayList<>();
    findWideRanges(ranges, found);
    findWicks(ranges, found);
    found.sort(Comparator.comparingDouble(FileReport.Outlier::score).reversed());
    List<FileReport.Outlier> worst =
        found.stream()
            .limit(FileReport.MAX_LISTED)
            .sorted(
                Comparator.comparing(FileReport.Outlier::time)
                    .thenComparing(FileReport.Outlier::kind))
            .toList();
    return new Found(found.size(), worst);
  }

  private void findWideRanges(double[] ranges, List<FileReport.Outlier> found) {
    double[] logs = new double[size];
    int count = 0;
    for (double range : ranges) {
      if (range > 0) {
        logs[count++] = StrictMath.log(range);
      }
    }
    if (count == 0) {
      return;
    }
    double[] used = Arrays.copyOf(logs, count);
    double middle = median(used);
    double[] away = Arrays.copyOf(logs, count);
    for (int i = 0; i < count; i++) {
      away[i] = Math.abs(away[i] - middle);
    }
    double deviation = MAD_TO_DEVIATION * median(away);
    for (int i = 0; i < size && deviation > 0; i++) {
      double score = ranges[i] > 0 ? (StrictMath.log(ranges[i]) - middle) / deviation : 0;
      if (score >= RANGE_AT) {
        found.add(outlier(i, FileReport.Kind.RANGE, score));
      }
    }
  }

  private void findWicks(double[] ranges, List<FileReport.Outlier> found) {
    double whole = usual(ranges, 0, size);
    for (int start = 0; start < size; start += WEEK_OF_HOURS) {
      int end = Math.min(start + WEEK_OF_HOURS, size);
      // A market at rest would make every move a wick, so a week counts as at least a tenth of
      // the file's usual range.
      double usual = Math.max(usual(ranges, start, end), whole / 10);
      for (int i = start; i < end && usual > 0; i++) {
        double score = wick(i) / usual;
        if (score >= WICK_AT) {
          found.add(outlier(i, FileReport.Kind.WICK, score));
        }
      }
    }
  }

  /// How far the bar reaches beyond its body and its neighbours, as a logarithm; 0 if it does not.
  private double wick(int i) {
    double floor = Math.min(open[i], close[i]);
    double ceiling = Math.max(open[i], close[i]);
    if (i > 0) {
      floor = Math.min(floor, low[i - 1]);
      ceiling = Math.max(ceiling, high[i - 1]);
    }
    if (i < size - 1) {
      floor = Math.min(floor, low[i + 1]);
      ceiling = Math.max(ceiling, high[i + 1]);
    }
    double reach = Math.max(floor / low[i], high[i] / ceiling);
    return reach > 1 ? StrictMath.log(reach) : 0;
  }

  private static double usual(double[] ranges, int from, int to) {
    double[] positive = Arrays.stream(ranges, from, to).filter(range -> range > 0).toArray();
    return positive.length == 0 ? 0 : median(positive);
  }

  /// The lower median; sorts its argument.
  private static double median(double[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }

  private FileReport.Outlier outlier(int i, FileReport.Kind kind, double score) {
    return new FileReport.Outlier(
        Timestamps.instant(micros[i]),
        kind,
        score,
        "open %s, high %s, low %s, close %s".formatted(open[i], high[i], low[i], close[i]));
  }
}
