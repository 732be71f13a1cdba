package org.plimsoll.feeds.recorded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.feeds.BarLength;

/// What a file's path says about its contents.
final class FileNames {
  private static final String BAR = "[1-9][0-9]{0,4}[smhd]";
  private static final String SYMBOL = "[A-Z0-9]{1,32}";
  private static final String CSV = "(?:_(\\w{1,32}))?\\.csv(?:\\.gz)?";
  private static final String DATE = "(\\d{4}-\\d{2}(?:-\\d{2})?)";

  private static final Pattern FUNDING =
      Pattern.compile("funding_([a-z0-9]+)_(" + SYMBOL + ")" + CSV);
  private static final Pattern TRADES =
      Pattern.compile("trades_([a-z0-9]+)_([a-z0-9]+)_(" + SYMBOL + ")" + CSV);
  private static final Pattern BITSTAMP =
      Pattern.compile("bitstamp_trades_from_(\\d{8})_([a-z]{3})\\.csv(?:\\.gz)?");
  private static final Pattern CANDLES =
      Pattern.compile("([a-z0-9]+)_([a-z0-9]+)_(" + BAR + ")_(" + SYMBOL + ")" + CSV);
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "(" + SYMBOL + ")-(" + BAR + "|trades|aggTrades|fundingRate)-" + DATE + "\\.zip");

  private FileNames() {}

  /// What became of a path.
  sealed interface Finding {}

  /// A path that names a series.
  record Recognised(FileFormat format, SeriesId series, String part) implements Finding {}

  /// A path that does not.
  record Unknown(String reason) implements Finding {}

  /// Reads a path relative to the folder of recordings.
  static Finding recognise(Path relative) {
    String name = String.valueOf(relative.getFileName());
    try {
      Matcher match = FUNDING.matcher(name);
      if (match.matches()) {
        SeriesId id = funding(match.group(1), match.group(2));
        return new Recognised(FileFormat.CANONICAL_FUNDING, id, part(match.group(3)));
      }
      match = TRADES.matcher(name);
      if (match.matches()) {
        SeriesId id = series(match.group(1), match.group(2), new Content.Trades(), match.group(3));
        return new Recognised(FileFormat.CANONICAL_TRADES, id, part(match.group(4)));
      }
      match = BITSTAMP.matcher(name);
      if (match.matches()) {
        String market = "BTC" + match.group(2).toUpperCase(Locale.ROOT);
        SeriesId id = series("bitstamp", "spot", new Content.Trades(), market);
        return new Recognised(FileFormat.BITSTAMP_TRADES, id, match.group(1));
      }
      match = CANDLES.matcher(name);
      if (match.matches()) {
        Content bars = new Content.Candles(BarLength.parse(match.group(3)));
        SeriesId id = series(match.group(1), match.group(2), bars, match.group(4));
        return new Recognised(FileFormat.CANONICAL_CANDLES, id, part(match.group(5)));
      }
      match = ARCHIVE.matcher(name);
      return match.matches() ? archive(relative, match) : unknown(name);
    } catch (IllegalArgumentException e) {
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }

  private static Finding archive(Path relative, Matcher match) {
    String path = relative.toString().replace('\\', '/');
    String segment = "spot";
    if (path.contains("futures/")) {
      if (path.contains("indexPriceKlines/") || path.contains("premiumIndexKlines/")) {
        return new Unknown("index and premium candles are not read");
      }
      segment = path.contains("markPriceKlines/") ? "mark" : "perp";
    }
    String symbol = match.group(1);
    String part = match.group(3);
    return switch (match.group(2)) {
      case "trades" ->
          new Recognised(
              FileFormat.ARCHIVE_TRADES,
              series("binance", segment, new Content.Trades(), symbol),
              part);
      case "aggTrades" ->
          new Recognised(
              FileFormat.ARCHIVE_AGGREGATE_TRADES,
              series("binance", segment, new Content.AggregateTrades(), symbol),
              part);
      case "fundingRate" ->
          new Recognised(FileFormat.ARCHIVE_FUNDING, funding("binance", symbol), part);
      default ->
          new Recognised(
              FileFormat.ARCHIVE_KLINES,
              series(
                  "binance", segment, new Content.Candles(BarLength.parse(match.group(2))), symbol),
              part);
    };
  }

  private static SeriesId funding(String source, String symbol) {
    return series(source, "perp", new Content.Funding(), symbol);
  }

  private static SeriesId series(String source, String segment, Content content, String symbol) {
    String suffix =
        switch (segment) {
          case "perp" -> "-PERP";
          case "mark" -> "-MARK";
          default -> "";
        };
    return new SeriesId(source, segment, content, symbol + suffix);
  }

  private static String part(String group) {
    return group == null ? "" : group;
  }

  private static Finding unknown(String name) {
    if (name.endsWith(".CHECKSUM")) {
      return new Unknown("a checksum of another file");
    }
    if (name.endsWith(".part")) {
      return new Unknown("a download that is not finished: run `plimsoll data pull` again");
    }
    boolean table = name.endsWith(".csv") || name.endsWith(".gz") || name.endsWith(".zip");
    return new Unknown(
        table
            ? "its name fits no known layout; docs/reference/data-files.md lists them"
            : "not a table of prices");
  }
}
