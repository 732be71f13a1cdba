package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Volatility realised and forecast, one row a day.
///
/// @param model the forecaster's name
/// @param thinned set by the API when it left rows out; views say false
public record Forecast(String instrument, String model, boolean thinned, List<Row> rows) {
  /// Copies the list.
  public Forecast {
    rows = List.copyOf(rows);
  }

  /// One day's volatility, as a standard deviation of the day's log return.
  ///
  /// @param time the end of the day
  /// @param realised absent when the day has not passed
  public record Row(
      Instant time,
      @Nullable Double realised,
      @Nullable Double forecast,
      @Nullable Double low50,
      @Nullable Double high50,
      @Nullable Double low90,
      @Nullable Double high90,
      @Nullable Double low99,
      @Nullable Double high99) {}
}
