package org.plimsoll.engine.liquidation;

import java.util.List;
import org.plimsoll.engine.quantity.Billionths;

/// A venue's rules for liquidation. All rates are in billionths.
///
/// @param targetFactor a liquidation stops once equity is this many times maintenance, at least 1
/// @param takeoverFraction below this fraction of maintenance the venue takes over at once
/// @param largestFee most that is charged on a fill's value
/// @param answerMillis an order that the venue has not answered for this long counts as ended
/// @param priceMillis prices older than this liquidate nobody
/// @param markets by the book's contract index
public record LiquidationTerms(
    long targetFactor,
    long takeoverFraction,
    long largestFee,
    long answerMillis,
    long priceMillis,
    List<MarketTerms> markets) {

  public LiquidationTerms {
    markets = List.copyOf(markets);
    requireRate("target factor", targetFactor, 1, 9);
    requireRate("takeover fraction", takeoverFraction, 0, 1);
    requireRate("largest fee", largestFee, 0, 1);
    require(
        answerMillis > 0 && priceMillis > 0,
        "The times for an answer and of a price are "
            + answerMillis
            + " ms and "
            + priceMillis
            + " ms; they must be above 0");
  }

  /// How one contract is sold.
  ///
  /// @param expectedCost what closing is expected to cost beside the fee, a fraction of notional
  /// @param widestLimit how far from the mark a limit price may lie, a fraction below 1
  /// @param pace how fast
  public record MarketTerms(long expectedCost, long widestLimit, DisposalPace pace) {
    public MarketTerms {
      requireRate("expected cost", expectedCost, 0, 1);
      require(
          widestLimit >= 0 && widestLimit < Billionths.ONE,
          "The widest limit is " + Billionths.toRate(widestLimit) + ", not 0 to below 1");
    }
  }

  private static void requireRate(String name, long rate, int least, int most) {
    require(
        rate >= least * Billionths.ONE && rate <= most * Billionths.ONE,
        "The " + name + " is " + Billionths.toRate(rate) + ", not " + least + " to " + most);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
