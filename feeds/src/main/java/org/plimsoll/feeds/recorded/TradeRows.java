package org.plimsoll.feeds.recorded;

import java.io.IOException;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.PublicTrade;

/// The rows of a file of trades.
final class TradeRows extends Rows {
  private long price;
  private int priceScale;

  TradeRows(DataFile file, FaultLog faults) throws IOException {
    super(file, faults);
  }

  @Override
  PublicTrade event(long sequence) throws RowProblem {
    int first = file.format().firstValueColumn();
    readPositive(first, "price");
    price = table.mantissa();
    priceScale = table.scale();
    readPositive(first + 1, "quantity");
    return new PublicTrade(
        file.series().source(),
        file.series().market(),
        sequence,
        Timestamps.instant(micros()),
        price,
        priceScale,
        table.mantissa(),
        table.scale());
  }

  private void readPositive(int column, String name) throws RowProblem {
    table.decimal(column, name);
    if (table.mantissa() <= 0) {
      throw table.problem(column, name, "is not positive");
    }
  }
}
