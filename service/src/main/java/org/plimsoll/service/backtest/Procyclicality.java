package org.plimsoll.service.backtest;

/// How the margin of a constant position moved: the measures by which supervisors judge whether a
/// margin model asks for more just when it can least be had.
///
/// Days without a margin are left out, and a change is taken only between two days that have one.
/// All margins are fractions of notional. A figure is NaN where nothing could be measured.
///
/// @param days on how many days there was a margin
/// @param mean the mean margin
/// @param lowest the lowest
/// @param highest the highest
/// @param peakToTrough highest over lowest
/// @param call1 the largest rise within one day, in fractions of notional: the worst call
/// @param call5 the largest rise from a day to five days later
/// @param call30 the largest rise from a day to thirty days later
/// @param relativeCall1 the largest rise within one day over the margin before it
/// @param relativeCall5 the same over five days
/// @param relativeCall30 the same over thirty days
/// @param instability1 the standard deviation of ln(margin / margin a day before)
/// @param instability5 the standard deviation of ln(margin / margin five days before), overlapping
/// @param over10 share of days on which the margin rose by more than 10 % of itself
/// @param over25 the same for 25 %
/// @param over50 the same for 50 %
/// @param toolCost mean margin over mean margin before tools and governor, less one
public record Procyclicality(
    int days,
    double mean,
    double lowest,
    double highest,
    double peakToTrough,
    double call1,
    double call5,
    double call30,
    double relativeCall1,
    double relativeCall5,
    double relativeCall30,
    double instability1,
    double instability5,
    double over10,
    double over25,
    double over50,
    double toolCost) {

  /// Measures the margins of consecutive days.
  ///
  /// @param margins in force; NaN on days without
  /// @param unmitigated the same before tools and governor
  public static Procyclicality of(double[] margins, double[] unmitigated) {
    int days = 0;
    double sum = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double margin : margins) {
      if (!Double.isNaN(margin)) {
        days++;
        sum += margin;
        lowest = Math.min(lowest, margin);
        highest = Math.max(highest, margin);
      }
    }
    double none = Double.NaN;
    return new Procyclicality(
        days,
        days == 0 ? none : sum / days,
        days == 0 ? none : lowest,
        days == 0 ? none : highest,
        days == 0 ? none : highest / lowest,
        largestRise(margins, 1, false),
        largestRise(margins, 5, false),
        largestRise(margins, 30, false),
        largestRise(margins, 1, true),
        largestRise(margins, 5, true),
        largestRise(margins, 30, true),
        instability(margins, 1),
        instability(margins, 5),
        shareOver(margins, 0.10),
        shareOver(margins, 0.25),
        shareOver(margins, 0.50),
        toolCost(margins, unmitigated));
  }

  private static double largestRise(double[] margins, int days, boolean relative) {
    double largest = Double.NaN;
    for (int i = 0; i + days < margins.length; i++) {
      double rise = margins[i + days] - margins[i];
      double measured = relative ? rise / margins[i] : rise;
      if (!Double.isNaN(measured) && !(measured <= largest)) {
        largest = measured;
      }
    }
    return largest;
  }

  private static double instability(double[] margins, int days) {
    int count = 0;
    double mean = 0;
    double squares = 0;
    for (int i = 0; i + days < margins.length; i++) {
      double change = StrictMath.log(margins[i + days] / margins[i]);
      if (!Double.isNaN(change)) {
        count++;
        double before = change - mean;
        mean += before / count;
        squares += before * (change - mean);
      }
    }
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }

  private static double shareOver(double[] margins, double threshold) {
    int count = 0;
    int over = 0;
    for (int i = 1; i < margins.length; i++) {
      double rise = margins[i] / margins[i - 1] - 1;
      if (!Double.isNaN(rise)) {
        count++;
        over += rise > threshold ? 1 : 0;
      }
    }
    return count == 0 ? Double.NaN : (double) over / count;
  }

  private static double toolCost(double[] margins, double[] unmitigated) {
    double with = 0;
    double without = 0;
    for (int i = 0; i < margins.length; i++) {
      if (!Double.isNaN(margins[i]) && !Double.isNaN(unmitigated[i])) {
        with += margins[i];
        without += unmitigated[i];
      }
    }
    return without > 0 ? with / without - 1 : Double.NaN;
  }

  /// The elasticity of the margin to volatility over a stretch of days: how far it rose from the
  /// first day to its height, over how far volatility did, in logarithms. 1 follows one to one, 0
  /// does not respond; NaN when volatility did not rise by a tenth or a figure is missing.
  ///
  /// @param from index of the first day
  /// @param to index after the last
  public static double responsiveness(double[] margins, double[] sigmas, int from, int to) {
    double margin = rise(margins, from, to);
    double sigma = rise(sigmas, from, to);
    return sigma > StrictMath.log(1.1) ? margin / sigma : Double.NaN;
  }

  private static double rise(double[] values, int from, int to) {
    double highest = Double.NaN;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i]) && !(values[i] <= highest)) {
        highest = values[i];
      }
    }
    return from < to ? StrictMath.log(highest / values[from]) : Double.NaN;
  }
}
