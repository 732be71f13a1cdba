package org.plimsoll.feeds.recorded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.MarketEvent;

/// The rows of one file, one at a time: first the time alone, then on demand the values.
abstract sealed class Rows implements Closeable permits CandleRows, TradeRows, FundingRows {
  final DataFile file;
  final Table table;
  private final byte[] market;
  private boolean started;
  private long micros;

  Rows(DataFile file, FaultLog faults) throws IOException {
    this.file = file;
    this.table = new Table(file.name(), file.bytes().open(), faults);
    this.market = file.series().market().getBytes(StandardCharsets.US_ASCII);
  }

  /// Opens a file with the reader of its content.
  static Rows open(DataFile file, FaultLog faults) throws IOException {
    return switch (file.series().content()) {
      case Content.Candles candles -> new CandleRows(file, candles.length(), faults);
      case Content.Trades _, Content.AggregateTrades _ -> new TradeRows(file, faults);
      case Content.Funding _ -> new FundingRows(file, faults);
    };
  }

  /// Moves to the next row whose time and market can be read; false at the end of the file.
  final boolean next() throws IOException {
    if (!started) {
      started = true;
      takeHeader();
    }
    while (table.next()) {
      try {
        table.expectColumns(file.format().leastColumns(), file.format().mostColumns());
        micros = table.micros(file.format().timeColumn(), "time");
        if (file.format().namesMarket() && !table.equalsAscii(1, market)) {
          throw table.problem(1, "symbol", "is not " + file.series().market());
        }
        return true;
      } catch (RowProblem problem) {
        table.fault(problem);
      }
    }
    return false;
  }

  /// The row's time in microseconds since 1970; for a candle, its opening.
  final long micros() {
    return micros;
  }

  final long line() {
    return table.line();
  }

  /// Counts the row at hand as one that cannot be used.
  final void fault(RowProblem problem) throws IOException {
    table.fault(problem);
  }

  final RowProblem timeProblem(String problem) {
    return table.problem(file.format().timeColumn(), "time", problem);
  }

  /// The event the row describes.
  abstract MarketEvent event(long sequence) throws RowProblem;

  private void takeHeader() throws IOException {
    if (!table.next()) {
      throw new FeedException("%s is empty. Fetch the file again.".formatted(file.name()));
    }
    boolean isHeader = table.text().startsWith(file.format().header());
    if (!isHeader && (file.format().headerRequired() || !table.startsWithDigit())) {
      throw new FeedException(
          "%s line 1 is '%s', expected the header '%s'. Check that the file is of the kind its name says."
              .formatted(file.name(), shortened(table.text()), file.format().header()));
    }
    if (!isHeader) {
      table.hold();
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  @Override
  public final void close() throws IOException {
    table.close();
  }
}
