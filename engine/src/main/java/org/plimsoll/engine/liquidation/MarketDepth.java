package org.plimsoll.engine.liquidation;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// What a simulated market gives for a quantity: equal levels at equal steps from the mark.
///
/// For demonstrations, tests and stress only: a real venue answers with its own fills.
///
/// @param halfSpread distance of the first level from the mark, in billionths of it
/// @param step distance between levels, in billionths of the mark
/// @param perLevel quantity units at each level, positive
/// @param levels how many levels there are on each side
public record MarketDepth(long halfSpread, long step, long perLevel, int levels) {
  private static final int MOST_LEVELS = 10_000;

  public MarketDepth {
    if (halfSpread < 0 || step < 0 || perLevel <= 0 || levels < 0 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException("Not a depth: " + levels + " levels");
    }
  }

  /// One fill.
  public record Fill(long quantity, long price) {}

  /// The fills of an order, best price first; what the limit or the depth leaves is not filled.
  ///
  /// @param quantity signed: positive buys
  /// @param limit the worst price
  /// @param taken quantity already taken from this side
  public List<Fill> fill(long quantity, long mark, long limit, long taken) {
    List<Fill> fills = new ArrayList<>();
    long rest = Math.absExact(quantity);
    long gone = taken;
    for (int level = 0; level < levels && rest > 0; level++) {
      long here = perLevel - Math.min(perLevel, gone);
      gone = Math.max(0, gone - perLevel);
      long price = price(mark, level, quantity > 0);
      if (price < 1 || (quantity > 0 ? price > limit : price < limit)) {
        break;
      }
      if (here > 0) {
        long part = Math.min(rest, here);
        fills.add(new Fill(part, price));
        rest -= part;
      }
    }
    return fills;
  }

  private long price(long mark, int level, boolean buys) {
    long distance = Math.addExact(halfSpread, Math.multiplyExact(step, level));
    if (distance >= Billionths.ONE) {
      return buys ? Long.MAX_VALUE : 0;
    }
    return buys
        ? Billionths.times(mark, Billionths.ONE + distance, Rounding.UP)
        : Billionths.times(mark, Billionths.ONE - distance, Rounding.DOWN);
  }
}
