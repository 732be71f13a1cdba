package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Between which deviations the realised one of the day is expected to lie, with 50, 90 and 99 %:
/// the forecast times the root of empirical quantiles of past outcomes over their fitted value.
public record ForecastBands(
    double low50, double high50, double low90, double high90, double low99, double high99) {

  static ForecastBands of(LogHar model, double variance) {
    return new ForecastBands(
        edge(model, variance, 0.25),
        edge(model, variance, 0.75),
        edge(model, variance, 0.05),
        edge(model, variance, 0.95),
        edge(model, variance, 0.005),
        edge(model, variance, 0.995));
  }

  private static double edge(LogHar model, double variance, double p) {
    return Math.sqrt(variance * model.outcomeQuantile(p));
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(low50);
    out.writeDouble(high50);
    out.writeDouble(low90);
    out.writeDouble(high90);
    out.writeDouble(low99);
    out.writeDouble(high99);
  }

  static ForecastBands read(DataInput in) throws IOException {
    return new ForecastBands(
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
