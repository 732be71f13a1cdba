package org.plimsoll.feeds.recorded;

import java.io.IOException;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.ExactNumbers;
import org.plimsoll.feeds.FaultLog;

/// The rows of a file of candles.
final class CandleRows extends Rows {
  private static final String[] NAMES = {"open", "high", "low", "close"};

  private final BarLength length;
  private final long[] prices = new long[NAMES.length];
  private final int[] scales = new int[NAMES.length];
  private int scale;
  private double volume;

  CandleRows(DataFile file, BarLength length, FaultLog faults) throws IOException {
    super(file, faults);
    this.length = length;
  }

  /// Reads the prices and the volume, without asking whether they agree with each other.
  void readValues() throws RowProblem {
    int first = file.format().firstValueColumn();
    scale = 0;
    for (int i = 0; i < NAMES.length; i++) {
      table.decimal(first + i, NAMES[i]);
      prices[i] = table.mantissa();
      scales[i] = table.scale();
      scale = Math.max(scale, table.scale());
    }
    for (int i = 0; i < NAMES.length; i++) {
      try {
        prices[i] = ExactNumbers.rescale(prices[i], scales[i], scale);
      } catch (ArithmeticException _) {
        throw table.problem(
            first + i, NAMES[i], "does not fit at the %d decimals of its row".formatted(scale));
      }
    }
    volume = table.number(first + NAMES.length, "volume");
  }

  /// Whether the values read are positive and low ≤ open, close ≤ high.
  boolean isConsistent() {
    return lowUnits() > 0
        && lowUnits() <= openUnits()
        && openUnits() <= highUnits()
        && lowUnits() <= closeUnits()
        && closeUnits() <= highUnits()
        && volume >= 0;
  }

  int scale() {
    return scale;
  }

  long openUnits() {
    return prices[0];
  }

  long highUnits() {
    return prices[1];
  }

  long lowUnits() {
    return prices[2];
  }

  long closeUnits() {
    return prices[3];
  }

  double volume() {
    return volume;
  }

  /// The row as text for a fault that concerns it as a whole.
  RowProblem inconsistency() {
    String values = table.text();
    return new RowProblem(
        "row",
        values.length() > 120 ? values.substring(0, 120) + "…" : values,
        "contradicts itself: expected 0 < low ≤ open, close ≤ high and volume ≥ 0",
        "Correct or remove the row, or fetch the file again.");
  }

  @Override
  ExactCandle event(long sequence) throws RowProblem {
    readValues();
    if (!isConsistent()) {
      throw inconsistency();
    }
    return new ExactCandle(
        file.series().source(),
        file.series().market(),
        sequence,
        Timestamps.instant(micros()),
        length,
        scale,
        openUnits(),
        highUnits(),
        lowUnits(),
        closeUnits(),
        volume);
  }
}
