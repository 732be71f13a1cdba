package org.plimsoll.engine.market;

import java.util.Arrays;

/// The middle of some prices.
final class Median {
  private Median() {}

  /// The median of the first `count` positive prices, which are sorted in place; of an even number
  /// the midpoint of the middle two, halves to the even unit.
  static long of(long[] prices, int count) {
    Arrays.sort(prices, 0, count);
    int middle = count / 2;
    if (count % 2 == 1) {
      return prices[middle];
    }
    long low = prices[middle - 1];
    long gap = prices[middle] - low;
    long half = low + gap / 2;
    return (gap & 1) != 0 && (half & 1) != 0 ? half + 1 : half;
  }
}
