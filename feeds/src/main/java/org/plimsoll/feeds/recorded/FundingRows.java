package org.plimsoll.feeds.recorded;

import java.io.IOException;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.FundingRate;

/// The rows of a file of funding rates.
final class FundingRows extends Rows {
  FundingRows(DataFile file, FaultLog faults) throws IOException {
    super(file, faults);
  }

  @Override
  FundingRate event(long sequence) throws RowProblem {
    return new FundingRate(
        file.series().source(),
        file.series().market(),
        sequence,
        Timestamps.instant(micros()),
        table.number(file.format().firstValueColumn(), "funding_rate"));
  }
}
