package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Volatility realised and forecast, one row a day.
///
/// @param model the forecaster's name
/// @param thinned set by the API when it left rows out; views say false
/// @param marginSigma which model sets the volatility for margin now; absent before any does
public record Forecast(
    String instrument,
    String model,
    boolean thinned,
    List<Row> rows,
    @Nullable MarginSigmaView marginSigma) {
  /// Copies the list.
  public Forecast {
    rows = List.copyOf(rows);
  }

  /// A forecast of which it is not known what sets the volatility for margin.
  public Forecast(String instrument, String model, boolean thinned, List<Row> rows) {
    this(instrument, model, thinned, rows, null);
  }

  /// One day's volatility, as a standard deviation of the day's log return.
  ///
  /// @param time the end of the day
  /// @param realised absent when the day has not passed
  /// @param inCharge the rung that set the volatility for margin last on that day
  /// @param reason what had taken the wanted model out of charge
  /// @param exceedances of the champion's 95 % edge in the 60 days up to it
  public record Row(
      Instant time,
      @Nullable Double realised,
      @Nullable Double forecast,
      @Nullable Double low50,
      @Nullable Double high50,
      @Nullable Double low90,
      @Nullable Double high90,
      @Nullable Double low99,
      @Nullable Double high99,
      @Nullable String inCharge,
      @Nullable String reason,
      @Nullable Integer exceedances) {
    /// A row of which it is not known what was in charge.
    public Row(
        Instant time,
        @Nullable Double realised,
        @Nullable Double forecast,
        @Nullable Double low50,
        @Nullable Double high50,
        @Nullable Double low90,
        @Nullable Double high90,
        @Nullable Double low99,
        @Nullable Double high99) {
      this(time, realised, forecast, low50, high50, low90, high90, low99, high99, null, null, null);
    }
  }
}
