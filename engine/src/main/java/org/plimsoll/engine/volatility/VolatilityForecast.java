package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// What a market's volatility is expected to be over the 24 hours after `origin`.
///
/// @param origin midnight UTC; the forecast uses nothing later. A fitted model is fitted at it
/// @param model which model: `log-HAR-SX-W`, `EWMA-0.94`
/// @param variance of the log return over the 24 hours, a plain fraction, positive
/// @param bands where the realised deviation is expected; null for a model without residuals
/// @param observations on how many days of history it rests
/// @param leftOut how many days were left out since the start because an hour of them was missing
/// @param missingHours how many of the 24 hours before the origin are missing
/// @param fallback why the model asked for was not used, or why its figure was not allowed to fall;
///     null when it stands as computed
public record VolatilityForecast(
    Instant origin,
    String model,
    double variance,
    @Nullable ForecastBands bands,
    int observations,
    int leftOut,
    int missingHours,
    @Nullable Reason fallback) {
  private static final double DAYS_PER_YEAR = 365;

  public VolatilityForecast {
    if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Variance at " + origin + " must be positive and finite: " + variance);
    }
  }

  /// The standard deviation over one day, a plain fraction: the observation `sigma_day`.
  public double sigmaDay() {
    return Math.sqrt(variance);
  }

  /// The standard deviation over 365 days of the same kind: the observation `sigma_annual`.
  public double sigmaAnnual() {
    return Math.sqrt(variance * DAYS_PER_YEAR);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(origin.getEpochSecond());
    out.writeUTF(model);
    out.writeDouble(variance);
    out.writeBoolean(bands != null);
    if (bands != null) {
      bands.writeTo(out);
    }
    out.writeInt(observations);
    out.writeInt(leftOut);
    out.writeInt(missingHours);
    out.writeUTF(fallback == null ? "" : fallback.name());
  }

  static VolatilityForecast read(DataInput in) throws IOException {
    Instant origin = Instant.ofEpochSecond(in.readLong());
    String model = in.readUTF();
    double variance = in.readDouble();
    ForecastBands bands = in.readBoolean() ? ForecastBands.read(in) : null;
    int observations = in.readInt();
    int leftOut = in.readInt();
    int missingHours = in.readInt();
    String reason = in.readUTF();
    try {
      return new VolatilityForecast(
          origin,
          model,
          variance,
          bands,
          observations,
          leftOut,
          missingHours,
          reason.isEmpty() ? null : Reason.valueOf(reason));
    } catch (IllegalArgumentException e) {
      throw new IOException("Snapshot holds an impossible forecast", e);
    }
  }
}
