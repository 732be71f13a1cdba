package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.SharedData;

class DataFolderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "canonical/binance_spot_1h_BTCUSDT.csv.gz, binance/spot/1h/BTCUSDT, CANONICAL_CANDLES",
    "binance_perp_15m_ETHUSDT.csv, binance/perp/15m/ETHUSDT-PERP, CANONICAL_CANDLES",
    "binance_mark_1h_ETHUSDT.csv.gz, binance/mark/1h/ETHUSDT-MARK, CANONICAL_CANDLES",
    "bitfinex_spot_1h_BTCUSD_2013_2016.csv.gz, bitfinex/spot/1h/BTCUSD, CANONICAL_CANDLES",
    "aux/funding_binance_SOLUSDT_2024.csv.gz, binance/perp/funding/SOLUSDT-PERP, CANONICAL_FUNDING",
    "trades_kraken_spot_BTCUSD.csv, kraken/spot/trades/BTCUSD, CANONICAL_TRADES",
    "bitstamp_trades_from_20131125_usd.csv, bitstamp/spot/trades/BTCUSD, BITSTAMP_TRADES",
    "BTCUSDT-1h-2024-01.zip, binance/spot/1h/BTCUSDT, ARCHIVE_KLINES",
    "data/futures/um/daily/klines/BTCUSDT/1h/BTCUSDT-1h-2024-01-31.zip, binance/perp/1h/BTCUSDT-PERP, ARCHIVE_KLINES",
    "futures/um/monthly/markPriceKlines/BTCUSDT/1h/BTCUSDT-1h-2024-01.zip, binance/mark/1h/BTCUSDT-MARK, ARCHIVE_KLINES",
    "data/spot/daily/trades/BTCUSDT/BTCUSDT-trades-2024-01-31.zip, binance/spot/trades/BTCUSDT, ARCHIVE_TRADES",
    "BTCUSDT-aggTrades-2024-01-31.zip, binance/spot/aggtrades/BTCUSDT, ARCHIVE_AGGREGATE_TRADES",
    "futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2024-01.zip, binance/perp/funding/BTCUSDT-PERP, ARCHIVE_FUNDING"
  })
  void aPathNamesItsSeries(String path, String series, FileFormat format) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    DataFolder found = DataFolder.at(folder);
    assertEquals(List.of(), found.ignored());
    assertEquals(series, found.series().getFirst().id().name());
    assertEquals(format, found.series().getFirst().files().getFirst().format());
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, not a table of prices",
    "BTCUSDT-1h-2024-01.zip.CHECKSUM, a checksum of another file",
    "BTCUSDT-1h-2024-01.zip.part, a download that is not finished: run `plimsoll data pull` again",
    "chainlink_BTCUSD_rounds.csv.gz, its name fits no known layout; docs/reference/data-files.md lists them"
  })
  void whatIsIgnoredHasAReason(String path, String reason) throws IOException {
    Files.writeString(folder.resolve(path), "");
    DataFolder found = DataFolder.at(folder);
    assertEquals(List.of(), found.series());
    assertEquals(List.of(new DataFolder.Ignored(folder.resolve(path), reason)), found.ignored());
  }

  @Test
  void aBarThatDoesNotDivideADayIsIgnoredWithThatReason() throws IOException {
    Files.writeString(folder.resolve("venue_spot_7h_XUSDT.csv"), "");
    String reason = DataFolder.at(folder).ignored().getFirst().reason();
    assertTrue(reason.contains("does not divide a day"), reason);
  }

  @Test
  void theDaysOfAMonthlyFileAreNotReadTwice() throws IOException {
    Files.writeString(folder.resolve("XUSDT-1h-2024-01.zip"), "");
    Files.writeString(folder.resolve("XUSDT-1h-2024-01-31.zip"), "");
    Files.writeString(folder.resolve("XUSDT-1h-2024-02-01.zip"), "");
    DataFolder found = DataFolder.at(folder);
    assertEquals(
        List.of("2024-01", "2024-02-01"),
        found.series().getFirst().files().stream().map(DataFile::part).sorted().toList());
    assertEquals("its day is in the monthly file of 2024-01", found.ignored().getFirst().reason());
  }

  @Test
  void aMissingFolderIsNamed() {
    FeedException e =
        assertThrows(FeedException.class, () -> DataFolder.at(folder.resolve("absent")));
    assertTrue(String.valueOf(e.getMessage()).contains("absent is not a folder"));
  }

  /// 26 files of candles and 8 of funding, one market's funding in two of them.
  @Test
  void theRecordingsBesideTheProjectAreFound() throws IOException {
    DataFolder found = DataFolder.at(SharedData.folder());
    assertEquals(33, found.series().size());
    assertEquals(34, found.series().stream().mapToInt(s -> s.files().size()).sum());
    assertEquals(7, found.series(id -> id.content() instanceof Content.Funding).size());
  }

  @Test
  void fundingInTwoFilesIsOneSeriesInOrder() throws IOException {
    RecordedSeries sol =
        DataFolder.at(SharedData.folder().resolve("aux"))
            .series(id -> id.market().equals("SOLUSDT-PERP"))
            .getFirst();
    // 999 rows of 2024 and 1,002 of 2025, by the table beside the recordings.
    assertEquals(
        2_001, RecordedFeedTest.read(RecordedFeed.of(sol), org.plimsoll.feeds.Window.ALL).size());
  }
}
