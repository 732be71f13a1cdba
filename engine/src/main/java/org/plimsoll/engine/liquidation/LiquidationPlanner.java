package org.plimsoll.engine.liquidation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.ContractValue;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Finds the least that must be closed for a group to stand at its target again.
///
/// Positions are taken in order of what freeing one unit of requirement costs, cheapest first; of
/// each, the smallest quantity that suffices. Closing a quantity costs its notional times fee and
/// expected cost and frees the difference between two requirements, tiers included, so the answer
/// agrees with the next assessment to the unit.
public final class LiquidationPlanner {
  private final AccountBook book;
  private final RateTable rates;
  private final AssetRates assets;

  /// A planner that reads these live objects.
  public LiquidationPlanner(AccountBook book, RateTable rates, AssetRates assets) {
    this.book = book;
    this.rates = rates;
    this.assets = assets;
  }

  /// Most quantity units of a holding that may be closed now.
  @FunctionalInterface
  public interface Room {
    /// Not negative; zero leaves the holding alone.
    long of(Standing.Holding holding);
  }

  /// What to close, in order; empty when nothing need be, may be or would help.
  public List<Cut> plan(Standing.Known standing, LiquidationTerms terms, Room room) {
    List<Cut> cuts = new ArrayList<>();
    Balance balance = new Balance(standing.equity(), standing.maintenance(), terms.targetFactor());
    for (Line line : lines(standing, terms)) {
      long most = Math.min(line.size, Math.max(0, room.of(line.holding)));
      if (balance.gap(0, 0) <= 0) {
        break;
      }
      if (most > 0) {
        long quantity = line.smallest(balance, most);
        if (quantity > 0) {
          Cut cut =
              new Cut(
                  line.holding.contract(),
                  quantity,
                  line.released(quantity),
                  line.cost(quantity),
                  quantity == line.size);
          cuts.add(cut);
          balance = balance.after(cut);
        }
      }
    }
    return cuts;
  }

  private List<Line> lines(Standing.Known standing, LiquidationTerms terms) {
    List<Line> lines = new ArrayList<>();
    for (Standing.Holding holding : standing.holdings()) {
      MarginTiers tiers =
          rates.find(holding.rateClass(), holding.contract()).orElse(MarginTiers.flat(0, 0));
      long cost =
          Math.addExact(terms.largestFee(), terms.markets().get(holding.contract()).expectedCost());
      lines.add(new Line(holding, tiers.maintenance(), cost));
    }
    lines.sort(Line::compare);
    return lines;
  }

  /// Equity and maintenance on the way through a plan.
  private record Balance(long equity, long maintenance, long factor) {
    /// What is missing to the target after freeing and paying; not above zero when it is reached.
    long gap(long released, long cost) {
      long target =
          Billionths.times(Math.subtractExact(maintenance, released), factor, Rounding.UP);
      return Math.subtractExact(target, Math.subtractExact(equity, cost));
    }

    Balance after(Cut cut) {
      return new Balance(
          Math.subtractExact(equity, cut.cost()),
          Math.subtractExact(maintenance, cut.released()),
          factor);
    }
  }

  /// One holding with what closing it costs and frees.
  private final class Line {
    final Standing.Holding holding;
    final RateSchedule schedule;
    final long costRate;
    final long size;
    final ContractValue value;
    final int asset;
    final int tier;

    Line(Standing.Holding holding, RateSchedule schedule, long costRate) {
      this.holding = holding;
      this.schedule = schedule;
      this.costRate = costRate;
      size = Math.absExact(holding.quantity());
      value = book.contract(holding.contract()).value();
      asset = book.contract(holding.contract()).settlementIndex();
      tier = schedule.tierOf(holding.notional());
    }

    /// Cost per requirement freed, without a division; then the higher rate; then the index.
    static int compare(Line one, Line other) {
      BigInteger left = BigInteger.valueOf(one.costRate).multiply(BigInteger.valueOf(other.rate()));
      BigInteger right =
          BigInteger.valueOf(other.costRate).multiply(BigInteger.valueOf(one.rate()));
      int byCost = left.compareTo(right);
      int byRate = byCost != 0 ? byCost : Long.compare(other.rate(), one.rate());
      return byRate != 0
          ? byRate
          : Integer.compare(one.holding.contract(), other.holding.contract());
    }

    long rate() {
      return schedule.rate(tier);
    }

    long cost(long quantity) {
      long notional = value.notional(quantity, holding.price(), Rounding.UP);
      return assets.toValuation(
          asset, Billionths.times(notional, costRate, Rounding.UP), Rounding.UP);
    }

    long released(long quantity) {
      long rest = size - quantity;
      long notional = rest == 0 ? 0 : value.notional(rest, holding.price(), Rounding.UP);
      long left = assets.toValuation(asset, schedule.requirement(notional), Rounding.UP);
      return Math.subtractExact(holding.maintenanceValued(), left);
    }

    /// The smallest quantity up to `most` that closes the gap; when none does, as much as helps.
    ///
    /// Within a tier both cost and release are linear, so the gap falls along it or not at all.
    long smallest(Balance balance, long most) {
      long from = 0;
      for (int at = tier; at >= 0; at--) {
        if (Billionths.times(schedule.rate(at), balance.factor(), Rounding.DOWN) <= costRate) {
          return from;
        }
        long to = Math.min(most, endOf(at));
        if (to <= from) {
          continue;
        }
        if (balance.gap(released(to), cost(to)) <= 0) {
          return search(balance, from, to);
        }
        from = to;
        if (from == most) {
          return from;
        }
      }
      return from;
    }

    /// The quantity after whose closing the rest has left the tier.
    private long endOf(int at) {
      if (at == 0) {
        return size;
      }
      long left = Exact.multiplyDivide(size, schedule.floor(at), holding.notional(), Rounding.DOWN);
      return size - Math.min(size, left);
    }

    private long search(Balance balance, long fails, long suffices) {
      long low = fails;
      long high = suffices;
      while (high - low > 1) {
        long middle = low + (high - low) / 2;
        if (balance.gap(released(middle), cost(middle)) <= 0) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return high;
    }
  }
}
