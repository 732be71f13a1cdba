package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/// A forecast of a promoted model from outside the engine: a network's, for instance. It sets σ
/// only while nothing speaks against it.
///
/// @param model the model's id, with what identifies its file
/// @param origin the midnight UTC that it looks ahead from
/// @param variance of the log return over the 24 hours after it, positive
/// @param trainedUntil the end of the history the model was trained on
/// @param outOfRange whether a feature lay outside the range the model was trained on
public record ForecastOffer(
    String model, Instant origin, double variance, Instant trainedUntil, boolean outOfRange) {
  /// The longest id of a model.
  public static final int MAX_NAME = 128;

  public ForecastOffer {
    if (!(variance > 0 && variance < 100)) {
      throw new IllegalArgumentException(
          "Variance " + variance + " of " + model + " is not between 0 and 100");
    }
    if (model.isBlank() || model.length() > MAX_NAME) {
      throw new IllegalArgumentException("A model's id has 1 to " + MAX_NAME + " characters");
    }
    if (origin.getEpochSecond() % 86_400 != 0 || origin.getNano() != 0) {
      throw new IllegalArgumentException("Origin " + origin + " is not a midnight UTC");
    }
    if (trainedUntil.isAfter(origin)) {
      throw new IllegalArgumentException(
          model + " was trained until " + trainedUntil + ", after its origin " + origin);
    }
  }

  /// The deviation over one day.
  public double sigmaDay() {
    return Math.sqrt(variance);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeUTF(model);
    out.writeLong(origin.getEpochSecond());
    out.writeDouble(variance);
    out.writeLong(trainedUntil.getEpochSecond());
    out.writeBoolean(outOfRange);
  }

  static ForecastOffer read(DataInput in) throws IOException {
    try {
      return new ForecastOffer(
          in.readUTF(),
          Instant.ofEpochSecond(in.readLong()),
          in.readDouble(),
          Instant.ofEpochSecond(in.readLong()),
          in.readBoolean());
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IOException("Snapshot holds an impossible offer", e);
    }
  }
}
