package org.plimsoll.service.demo;

/// One recorded market as the demonstration's venue lists it.
///
/// @param recorded the market's name in the recording: `BTCUSDT`
/// @param source who recorded it: `binance`
/// @param base what is traded: `BTC`
/// @param quote what it is priced in: `USDT`
/// @param priceScale decimal digits of its prices
/// @param quantityScale decimal digits of contract quantities
/// @param permittedLtv the loan-to-value that the venue permits on the base asset
/// @param greenScore the venue's environmental score of the base asset, 0 to 1
public record DemoMarket(
    String recorded,
    String source,
    String base,
    String quote,
    int priceScale,
    int quantityScale,
    double permittedLtv,
    double greenScore) {
  private static final int SETTLEMENT_DIGITS = 8;
  private static final int MOST_QUANTITY_DIGITS = 5;

  /// The market's name at the venue: `BTC/USDT`.
  public String market() {
    return base + "/" + quote;
  }

  /// The id of its perpetual: `BTC-PERP`.
  public String perpetual() {
    return base + "-PERP";
  }

  /// A market with as many digits as a price of this size deserves.
  ///
  /// @param recorded a name that ends in the quote currency: `BTCUSDT`, `BTCUSD`
  /// @param price any price of the recording
  public static DemoMarket of(String recorded, String source, double price) {
    String quote = recorded.endsWith("USDT") ? "USDT" : "USD";
    String base = recorded.substring(0, recorded.length() - quote.length());
    int priceScale = priceDigits(price);
    int quantityScale = Math.min(MOST_QUANTITY_DIGITS, SETTLEMENT_DIGITS - priceScale);
    return new DemoMarket(
        recorded,
        source,
        base,
        quote,
        priceScale,
        quantityScale,
        permittedLtv(base),
        greenScore(base));
  }

  private static int priceDigits(double price) {
    if (price >= 1000) {
      return 2;
    }
    if (price >= 100) {
      return 3;
    }
    return price >= 1 ? 4 : 6;
  }

  /// The venue's own policy, and nothing more: what it would lend against the asset.
  private static double permittedLtv(String base) {
    return switch (base) {
      case "BTC", "ETH" -> 0.7;
      case "SOL", "XRP", "LTC" -> 0.6;
      default -> 0.5;
    };
  }

  /// Proof of work scores 0; the venue's own policy, and nothing more.
  private static double greenScore(String base) {
    return switch (base) {
      case "BTC", "LTC", "DOGE" -> 0;
      case "XRP" -> 0.5;
      default -> 1;
    };
  }
}
