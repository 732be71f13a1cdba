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
    require(
        targetFactor >= Billionths.ONE && targetFactor <= Billionths.MAX,
        "Target factor is 1 to 9");
    require(
        takeoverFraction >= 0 && takeoverFraction <= Billionths.ONE, "Takeover fraction is 0 to 1");
    require(largestFee >= 0 && largestFee <= Billionths.ONE, "Largest fee is 0 to 1");
    require(answerMillis > 0 && priceMillis > 0, "Times are positive");
  }

  /// How one contract is sold.
  ///
  /// @param expectedCost what closing is expected to cost beside the fee, a fraction of notional
  /// @param widestLimit how far from the mark a limit price may lie, a fraction below 1
  /// @param pace how fast
  public record MarketTerms(long expectedCost, long widestLimit, DisposalPace pace) {
    public MarketTerms {
      require(expectedCost >= 0 && expectedCost <= Billionths.ONE, "Expected cost is 0 to 1");
      require(widestLimit >= 0 && widestLimit < Billionths.ONE, "Widest limit is 0 to below 1");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
