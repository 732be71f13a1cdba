package org.plimsoll.forecast.backtest;

import java.util.List;

/// How far variance forecasts lay from the outcomes.
///
/// @param days how many are judged
/// @param qlike the mean quasi-likelihood loss
/// @param mse the mean squared error, percent⁴
/// @param logR2 the squared correlation of the logarithms of forecast and outcome
/// @param meanRatio the mean forecast over the mean outcome
public record Score(int days, double qlike, double mse, double logR2, double meanRatio) {
  /// The score of judged rows; NaN throughout for none.
  public static Score of(List<Track.Row> judged) {
    int n = judged.size();
    double loss = 0;
    double squares = 0;
    double forecasts = 0;
    double outcomes = 0;
    double[] moments = new double[5];
    for (Track.Row row : judged) {
      double realised = Track.outcome(row).variancePct2();
      double forecast = row.variancePct2();
      loss += Losses.qlike(realised, forecast);
      squares += (realised - forecast) * (realised - forecast);
      forecasts += forecast;
      outcomes += realised;
      double x = StrictMath.log(forecast);
      double y = StrictMath.log(realised);
      moments[0] += x;
      moments[1] += y;
      moments[2] += x * x;
      moments[3] += y * y;
      moments[4] += x * y;
    }
    return new Score(n, loss / n, squares / n, r2(moments, n), forecasts / outcomes);
  }

  private static double r2(double[] moments, int n) {
    double xx = moments[2] - moments[0] * moments[0] / n;
    double yy = moments[3] - moments[1] * moments[1] / n;
    double xy = moments[4] - moments[0] * moments[1] / n;
    return xy * xy / (xx * yy);
  }
}
