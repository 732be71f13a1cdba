package org.plimsoll.forecast.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.forecast.Past;
import org.plimsoll.forecast.PastSeries;

/// The regressors of all markets of a panel at one origin.
///
/// What a symbol lacks takes a fixed neutral value, so that a market without funding or mark prices
/// is forecast by the same model; a regressor that never moves then drops out of the fit.
public final class PanelFeatures {
  /// The market whose funding and mark price stand for all where it has them.
  public static final String LEAD = "BTCUSDT";

  private static final int DAY = 24;
  private static final int WEEK = 168;
  private static final double BASIS_POINTS = 10_000;
  private static final double NEUTRAL_FUNDING = 1;
  private static final double NEUTRAL_DISTANCE = 4;
  private static final double DISTANCE_OFFSET = 0.5;
  private static final int[] CORE_OWN = {
    OwnFeatures.LEVEL_1,
    OwnFeatures.LEVEL_6,
    OwnFeatures.LEVEL_24,
    OwnFeatures.LEVEL_168,
    OwnFeatures.LEVEL_720,
    OwnFeatures.RETURNS,
    OwnFeatures.RETURNS + 1
  };
  private static final int[] HORIZON_OWN = {
    1,
    3,
    5,
    6,
    8,
    OwnFeatures.RETURNS + 2,
    OwnFeatures.RETURNS + 3,
    OwnFeatures.RETURNS + 4,
    OwnFeatures.RETURNS + 5
  };
  private static final int[] VOLUME_OWN = {
    OwnFeatures.VOLUMES, OwnFeatures.VOLUME_6, OwnFeatures.VOLUME_24, OwnFeatures.VOLUMES + 3
  };
  private static final int[] PANEL_OWN = {
    OwnFeatures.LEVEL_1,
    OwnFeatures.LEVEL_6,
    OwnFeatures.LEVEL_24,
    OwnFeatures.LEVEL_168,
    OwnFeatures.RETURNS,
    OwnFeatures.VOLUME_6,
    OwnFeatures.VOLUME_24
  };

  private final Past past;
  private final Set<FeatureGroup> groups;
  private final SortedMap<String, double[]> own = new TreeMap<>();
  private final double[] panel;
  private final double[] calendar;

  /// Reads the past of a whole panel.
  public PanelFeatures(Past past, Set<FeatureGroup> groups) {
    this.past = past;
    this.groups = groups.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(groups));
    for (String symbol : past.symbols()) {
      past.spot(symbol).flatMap(OwnFeatures::at).ifPresent(features -> own.put(symbol, features));
    }
    panel = panelMeans(own);
    calendar = calendar(past.day());
  }

  /// How many regressors the groups have together.
  public static int size(Set<FeatureGroup> groups) {
    int size = 0;
    for (FeatureGroup group : groups) {
      size +=
          switch (group) {
            case CORE -> CORE_OWN.length + 6;
            case HORIZONS -> HORIZON_OWN.length;
            case VOLUME -> VOLUME_OWN.length;
            case PANEL -> PANEL_OWN.length + 1;
            case FUNDING -> 8;
            case CALENDAR -> 4;
          };
    }
    return size;
  }

  /// The regressors of a symbol, without the constant; empty when its own hours are too few.
  public Optional<double[]> row(String symbol) {
    double[] features = own.get(symbol);
    if (features == null) {
      return Optional.empty();
    }
    double[] row = new double[size(groups)];
    int at = 0;
    for (FeatureGroup group : FeatureGroup.values()) {
      if (groups.contains(group)) {
        at = put(row, at, group, symbol, features);
      }
    }
    return Optional.of(row);
  }

  private int put(double[] row, int at, FeatureGroup group, String symbol, double[] features) {
    return switch (group) {
      case CORE -> {
        int next = pick(row, at, features, CORE_OWN);
        int weekday = (int) Math.floorMod(past.day() + 3, 7L);
        for (int i = 1; i < 7; i++) {
          row[next++] = weekday == i ? 1 : 0;
        }
        yield next;
      }
      case HORIZONS -> pick(row, at, features, HORIZON_OWN);
      case VOLUME -> pick(row, at, features, VOLUME_OWN);
      case PANEL -> copy(row, at, panel);
      case FUNDING -> copy(row, at, funding(symbol));
      case CALENDAR -> copy(row, at, calendar);
    };
  }

  private static int pick(double[] row, int at, double[] from, int[] which) {
    int next = at;
    for (int index : which) {
      row[next++] = from[index];
    }
    return next;
  }

  private static int copy(double[] row, int at, double[] from) {
    System.arraycopy(from, 0, row, at, from.length);
    return at + from.length;
  }

  private static double[] panelMeans(SortedMap<String, double[]> own) {
    double[] means = new double[PANEL_OWN.length + 1];
    for (int i = 0; i < PANEL_OWN.length; i++) {
      double sum = 0;
      for (double[] features : own.values()) {
        sum += features[PANEL_OWN[i]];
      }
      means[i] = own.isEmpty() ? 0 : sum / own.size();
    }
    means[PANEL_OWN.length] = Math.abs(means[4]);
    return means;
  }

  /// Funding of a day and a week, basis points, signed and absolute; the mean distance of the mark
  /// price from spot over a day, basis points, signed and absolute; the logarithm of the mean
  /// absolute distance over a day and a week.
  private double[] funding(String symbol) {
    String lead = past.mark(LEAD).isPresent() || known(LEAD) ? LEAD : symbol;
    double day = orNeutral(past.meanFunding(lead, DAY) * BASIS_POINTS, NEUTRAL_FUNDING);
    double week = orNeutral(past.meanFunding(lead, WEEK) * BASIS_POINTS, NEUTRAL_FUNDING);
    double distance = orNeutral(distance(lead, DAY, false), -NEUTRAL_DISTANCE);
    double near = orNeutral(distance(lead, DAY, true), NEUTRAL_DISTANCE);
    double far = orNeutral(distance(lead, WEEK, true), NEUTRAL_DISTANCE);
    return new double[] {
      day,
      Math.abs(day),
      week,
      Math.abs(week),
      distance,
      Math.abs(distance),
      StrictMath.log(near + DISTANCE_OFFSET),
      StrictMath.log(far + DISTANCE_OFFSET)
    };
  }

  private boolean known(String symbol) {
    return !Double.isNaN(past.meanFunding(symbol, WEEK));
  }

  private double distance(String symbol, int hours, boolean absolute) {
    PastSeries spot = past.spot(symbol).orElse(null);
    PastSeries mark = past.mark(symbol).orElse(null);
    if (spot == null || mark == null) {
      return Double.NaN;
    }
    double sum = 0;
    int count = 0;
    for (int hour = 0; hour < hours; hour++) {
      if (!Double.isNaN(mark.open(hour)) && spot.close(hour) > 0) {
        double each = BASIS_POINTS * StrictMath.log(mark.close(hour) / spot.close(hour));
        sum += absolute ? Math.abs(each) : each;
        count++;
      }
    }
    return 2 * count < hours ? Double.NaN : sum / count;
  }

  private static double orNeutral(double value, double neutral) {
    return Double.isFinite(value) ? value : neutral;
  }

  private static double[] calendar(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return new double[] {
      TradingCalendar.isHoliday(date) ? 1 : 0,
      TradingCalendar.isFestive(date) ? 1 : 0,
      TradingCalendar.isEmploymentReport(date) ? 1 : 0,
      TradingCalendar.isYearEnd(date) ? 1 : 0
    };
  }
}
