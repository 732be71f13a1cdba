package org.plimsoll.audit.anomaly;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.returntypes.DiVector;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Watches the streams of one instrument, hour by hour.
///
/// A Random Cut Forest scores each hour. The threshold follows the scores, so that it is passed
/// about as often as {@link #ALARMS} says when nothing is wrong, between 3 and 3.5. Hours that
/// score clearly more than usual are not learned, or a fault would become the norm: for three days
/// on end when they are below the threshold, for thirty when they are above. An anomaly is told at
/// its first hour; the next after a day without, or where the score is worse by 1 than the worst
/// so far. Same hours and seed, same anomalies. Not for several threads.
public final class AnomalyDetector {
  /// Hours before the first anomaly can be told.
  public static final int LEARNING = 720;

  /// Anomalies to tell per hour when nothing is wrong: one in two months.
  public static final double ALARMS = 1.0 / 1_440;

  private static final int TREES = 50;
  private static final int SAMPLE = 256;
  private static final int LONGEST = 72;
  private static final int LONGEST_ODD = 720;
  private static final int APART = 24;
  private static final double STEP = 0.05;
  private static final double DOUBT = 1.3;
  private static final double WORSE = 1;
  private static final double LEAST_THRESHOLD = 3;
  private static final double MOST_THRESHOLD = 3.5;

  private final RandomCutForest forest;
  private final Features features = new Features();
  private long hours;
  private int odd;
  private int doubtful;
  private double peak;
  private int sinceOdd = APART;
  private double threshold = LEAST_THRESHOLD;

  /// A detector whose forest grows from `seed`.
  public AnomalyDetector(long seed) {
    this.forest =
        RandomCutForest.builder()
            .dimensions(Features.NAMES.size())
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .timeDecay(1.0 / (SAMPLE * 10))
            .outputAfter(SAMPLE)
            .parallelExecutionEnabled(false)
            .randomSeed(seed)
            .build();
  }

  // the forest has this method for doubles only as deprecated
  @SuppressWarnings("deprecation")
  private double scored(double[] distances) {
    double score = forest.getAnomalyScore(distances);
    return Double.isFinite(score) ? score : 0;
  }

  @SuppressWarnings("deprecation")
  private void learn(double[] distances) {
    forest.update(distances);
  }

  /// Takes the next hour, and tells an anomaly that begins with it.
  public Optional<Anomaly> next(MarketHour hour) {
    double[] figures = features.figures(hour);
    double[] distances = features.distances(figures);
    double score = scored(distances);
    hours++;
    boolean isOdd = hours > LEARNING && score > threshold;
    boolean isNew = odd == 0 && sinceOdd >= APART;
    boolean begins = isOdd && (isNew || score > peak + WORSE);
    Optional<Anomaly> anomaly =
        begins ? Optional.of(anomaly(hour, score, figures, distances)) : Optional.empty();
    if (hours > SAMPLE) {
      follow(score, begins);
    }
    sinceOdd = isOdd ? 0 : sinceOdd + 1;
    peak = isOdd ? Math.max(score, isNew ? 0 : peak) : peak;
    odd = isOdd || sinceOdd < APART ? odd + 1 : 0;
    boolean isDoubtful = hours > LEARNING && score > DOUBT;
    doubtful = isDoubtful ? doubtful + 1 : 0;
    boolean learns = !isDoubtful || (doubtful > LONGEST && !isOdd) || odd > LONGEST_ODD;
    features.next(hour, figures, learns);
    if (learns) {
      learn(distances);
    }
    return anomaly;
  }

  /// Moves the threshold up at an alarm and down a little between, so that it settles where alarms
  /// are as rare as wanted.
  private void follow(double score, boolean begins) {
    boolean passes = hours > LEARNING ? begins : score > threshold;
    double move = STEP * ((passes ? 1 : 0) - ALARMS);
    threshold = Math.clamp(threshold + move, LEAST_THRESHOLD, MOST_THRESHOLD);
  }

  // the forest has this method for doubles only as deprecated
  @SuppressWarnings("deprecation")
  private Anomaly anomaly(MarketHour hour, double score, double[] figures, double[] distances) {
    DiVector parts = forest.getAnomalyAttribution(distances);
    SortedMap<String, Double> seen = new TreeMap<>();
    SortedMap<String, Double> expected = new TreeMap<>();
    SortedMap<String, Double> attribution = new TreeMap<>();
    double all = parts.getHighLowSum();
    for (int i = 0; i < figures.length; i++) {
      String name = Features.NAMES.get(i);
      seen.put(name, figures[i]);
      double[] likely = forest.imputeMissingValues(distances, 1, new int[] {i});
      expected.put(name, features.figure(i, likely[i]));
      attribution.put(name, all > 0 ? parts.getHighLowSum(i) / all : 0);
    }
    return new Anomaly(hour.time(), score, threshold, seen, expected, attribution);
  }
}
