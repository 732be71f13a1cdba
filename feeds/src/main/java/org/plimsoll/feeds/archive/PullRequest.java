package org.plimsoll.feeds.archive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.plimsoll.feeds.BarLength;

/// Which files of a public archive are wanted, in the layout of data.binance.vision.
///
/// @param market the part of the archive
/// @param dataset what the files hold
/// @param symbols upper-case letters and digits, 1 to 1,000 of them
/// @param from the first day, included
/// @param to the last day, included
public record PullRequest(
    Market market, Dataset dataset, List<String> symbols, LocalDate from, LocalDate to) {

  /// The most files that one request may name.
  public static final int MAX_FILES = 20_000;

  private static final int MAX_SYMBOLS = 1_000;

  /// A part of the archive.
  public enum Market {
    /// Spot markets.
    SPOT("spot"),
    /// Perpetual and dated futures margined in stablecoin.
    FUTURES_USD("futures/um"),
    /// Perpetual and dated futures margined in the coin.
    FUTURES_COIN("futures/cm");

    private final String path;

    Market(String path) {
      this.path = path;
    }
  }

  /// What the files of a request hold.
  public sealed interface Dataset {}

  /// Candles of one length.
  public record Klines(BarLength length) implements Dataset {}

  /// Candles of the mark price; futures only.
  public record MarkKlines(BarLength length) implements Dataset {}

  /// Single trades.
  public record Trades() implements Dataset {}

  /// Trades of one order at one price taken together.
  public record AggregateTrades() implements Dataset {}

  /// Funding rates; futures only, by month only.
  public record Funding() implements Dataset {}

  public PullRequest {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      throw new IllegalArgumentException(
          "A request names 1 to %d symbols, not %d".formatted(MAX_SYMBOLS, symbols.size()));
    }
    for (String symbol : symbols) {
      if (!symbol.matches("[A-Z0-9]{1,32}(_[A-Z0-9]{1,16})?")) {
        throw new IllegalArgumentException(
            "'%s' is not a symbol: expected upper-case letters and digits, such as BTCUSDT"
                .formatted(symbol));
      }
    }
    if (symbols.size() != new TreeSet<>(symbols).size()) {
      throw new IllegalArgumentException("A symbol is named twice: " + symbols);
    }
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "The first day %s comes after the last day %s".formatted(from, to));
    }
    boolean futuresOnly = dataset instanceof MarkKlines || dataset instanceof Funding;
    if (market == Market.SPOT && futuresOnly) {
      throw new IllegalArgumentException("Spot has no mark prices and no funding");
    }
  }

  /// The files in the order symbol, date. A month that the request covers whole is one monthly
  /// file, every other day is a daily one; funding is always monthly.
  ///
  /// @throws IllegalArgumentException when there would be more than 20,000
  public List<ArchiveFile> files() {
    List<ArchiveFile> files = new ArrayList<>();
    for (String symbol : symbols) {
      for (LocalDate day = from; !day.isAfter(to); ) {
        YearMonth month = YearMonth.from(day);
        boolean whole = day.getDayOfMonth() == 1 && !month.atEndOfMonth().isAfter(to);
        boolean monthly = whole || dataset instanceof Funding;
        files.add(file(symbol, monthly, monthly ? month.toString() : day.toString()));
        day = monthly ? month.plusMonths(1).atDay(1) : day.plusDays(1);
        if (files.size() > MAX_FILES) {
          throw new IllegalArgumentException(
              "The request names more than %d files. Ask for fewer symbols or days."
                  .formatted(MAX_FILES));
        }
      }
    }
    return files;
  }

  private ArchiveFile file(String symbol, boolean monthly, String date) {
    String head = "data/" + market.path + (monthly ? "/monthly/" : "/daily/");
    return switch (dataset) {
      case Klines klines -> bars(head + "klines/", symbol, klines.length(), date);
      case MarkKlines klines -> bars(head + "markPriceKlines/", symbol, klines.length(), date);
      case Trades _ -> rows(head, symbol, "trades", date);
      case AggregateTrades _ -> rows(head, symbol, "aggTrades", date);
      case Funding _ -> rows(head, symbol, "fundingRate", date);
    };
  }

  private static ArchiveFile bars(String head, String symbol, BarLength length, String date) {
    return new ArchiveFile(
        "%s%s/%s/%s-%s-%s.zip".formatted(head, symbol, length, symbol, length, date));
  }

  private static ArchiveFile rows(String head, String symbol, String kind, String date) {
    return new ArchiveFile(
        "%s%s/%s/%s-%s-%s.zip".formatted(head, kind, symbol, symbol, kind, date));
  }
}
