package org.plimsoll.engine.margin.scenario;

import java.util.Arrays;
import java.util.List;
import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;
import org.plimsoll.engine.margin.pricing.BlackColumns;

/// Values the options of a book in every cell of the grid, by column.
///
/// An option that has expired, has no volatility or strike, or whose volatility over its life is
/// beyond what {@link BlackColumns} prices in some cell, is valued on its own by {@link Black}.
/// Which way an option goes depends on its figures only. Each expiry's values are summed in an
/// order that follows from the order of its options, those on their own last.
final class OptionSweep {
  private final ScenarioTerms terms;
  private final ScenarioGrid grid;
  private final BlackColumns columns = new BlackColumns();
  private final int spots;
  private final int moves;

  // By expiry, then price or volatility move.
  private double[] forwards = new double[0];
  private double[] factors = new double[0];
  private int[] ends = new int[0];

  // By option that goes by column; where a move matters, by move, then option.
  private int size;
  private int stride;
  private double[] quantities = new double[0];
  private double[] logStrikes = new double[0];
  private double[] inverses = new double[0];
  private double[] halves = new double[0];

  // By price move, then option: the rows that are priced at one volatility move.
  private double[] signs = new double[0];
  private double[] strikes = new double[0];
  private double[] forwardRows = new double[0];
  private double[] logForwardRows = new double[0];
  private double[] d1 = new double[0];
  private double[] d2 = new double[0];
  private double[] prices = new double[0];

  // By expiry, then cell.
  private double[] values = new double[0];

  OptionSweep(ScenarioTerms terms, ScenarioGrid grid) {
    this.terms = terms;
    this.grid = grid;
    spots = grid.spotCount();
    moves = ScenarioGrid.moveCount();
  }

  /// The value of all options of an expiry in a cell, after {@link #run}.
  double value(int expiry, int cell) {
    return values[expiry * grid.cellCount() + cell];
  }

  /// The forward of an expiry after a price move, after {@link #run}.
  double forward(int expiry, int spot) {
    return forwards[expiry * spots + spot];
  }

  void run(UnderlyingBook book) {
    List<ExpiryBook> expiries = book.expiries();
    prepare(expiries);
    reserve(stride);
    for (int index = 0; index < expiries.size(); index++) {
      int from = size;
      for (OptionPosition option : expiries.get(index).options()) {
        if (goesByColumn(option, index)) {
          add(option, index);
        }
      }
      fillForwards(index, from);
    }
    boolean linear = book.settlement() == Settlement.LINEAR;
    for (int move = 0; move < moves && size > 0; move++) {
      price(move);
      sum(move, expiries.size(), linear);
    }
    for (int index = 0; index < expiries.size(); index++) {
      addOnTheirOwn(index, expiries.get(index), linear);
    }
  }

  /// Moved forwards and volatility factors of every expiry, and how many options go by column.
  private void prepare(List<ExpiryBook> expiries) {
    int count = expiries.size();
    if (ends.length < count) {
      ends = new int[count];
      forwards = new double[count * spots];
      factors = new double[count * moves];
      values = new double[count * grid.cellCount()];
    }
    Arrays.fill(values, 0);
    size = 0;
    stride = 0;
    for (int index = 0; index < count; index++) {
      ExpiryBook expiry = expiries.get(index);
      double variable = expiry.forward() - expiry.fixedForward();
      for (int s = 0; s < spots; s++) {
        forwards[index * spots + s] = expiry.fixedForward() + variable * (1 + grid.spot(s));
      }
      for (int move = 0; move < moves; move++) {
        double factor = terms.volatility().factor(ScenarioGrid.move(move), expiry.seconds());
        factors[index * moves + move] = Black.totalVolatility(factor, expiry.seconds());
      }
      for (OptionPosition option : expiry.options()) {
        stride += goesByColumn(option, index) ? 1 : 0;
      }
      ends[index] = stride;
    }
  }

  private void reserve(int options) {
    if (quantities.length < options) {
      quantities = new double[options];
      logStrikes = new double[options];
      inverses = new double[options * moves];
      halves = new double[options * moves];
      signs = new double[options * spots];
      strikes = new double[options * spots];
      forwardRows = new double[options * spots];
      logForwardRows = new double[options * spots];
      d1 = new double[options * spots];
      d2 = new double[options * spots];
      prices = new double[options * spots];
    }
  }

  private boolean goesByColumn(OptionPosition option, int expiry) {
    boolean good = option.strike() > 0;
    for (int move = 0; move < moves; move++) {
      double total = option.volatility() * factors[expiry * moves + move];
      good &= total > 0 && total <= BlackColumns.MAX_TOTAL;
    }
    return good;
  }

  private void add(OptionPosition option, int expiry) {
    int at = size++;
    quantities[at] = option.quantity();
    signs[at] = option.right() == OptionRight.CALL ? 1 : -1;
    strikes[at] = option.strike();
    logStrikes[at] = Exponential.log(option.strike());
    for (int move = 0; move < moves; move++) {
      double total = option.volatility() * factors[expiry * moves + move];
      inverses[move * stride + at] = 1 / total;
      halves[move * stride + at] = total / 2;
    }
  }

  private void fillForwards(int expiry, int from) {
    for (int s = 0; s < spots && from < size; s++) {
      double forward = forwards[expiry * spots + s];
      double log = Exponential.log(forward);
      Arrays.fill(forwardRows, s * stride + from, s * stride + size, forward);
      Arrays.fill(logForwardRows, s * stride + from, s * stride + size, log);
    }
  }

  /// Prices of all column options at one volatility move, over all price moves.
  private void price(int move) {
    for (int s = 0; s < spots; s++) {
      distances(s * stride, move * stride);
      if (move == 0 && s > 0) {
        System.arraycopy(signs, 0, signs, s * stride, stride);
        System.arraycopy(strikes, 0, strikes, s * stride, stride);
      }
    }
    columns.price(d1, d2, signs, forwardRows, strikes, prices, spots * stride);
  }

  private void distances(int row, int base) {
    for (int i = 0; i < stride; i++) {
      double moneyness = (logForwardRows[row + i] - logStrikes[i]) * inverses[base + i];
      double half = halves[base + i];
      d1[row + i] = moneyness + half;
      d2[row + i] = moneyness - half;
    }
  }

  private void sum(int move, int expiries, boolean linear) {
    int from = 0;
    for (int index = 0; index < expiries; index++) {
      int base = index * grid.cellCount() + move * spots;
      for (int s = 0; s < spots; s++) {
        double unit = linear ? 1 : forwards[index * spots + s];
        values[base + s] = worth(s * stride, from, ends[index]) / unit;
      }
      from = ends[index];
    }
  }

  /// Quantity times price of the options `from` to `to`, in four partial sums of every fourth one
  /// so that they need not wait for each other.
  private double worth(int row, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a += quantities[i] * prices[row + i];
      b += quantities[i + 1] * prices[row + i + 1];
      c += quantities[i + 2] * prices[row + i + 2];
      d += quantities[i + 3] * prices[row + i + 3];
    }
    for (; i < to; i++) {
      a += quantities[i] * prices[row + i];
    }
    return (a + b) + (c + d);
  }

  private void addOnTheirOwn(int index, ExpiryBook expiry, boolean linear) {
    for (OptionPosition option : expiry.options()) {
      if (!goesByColumn(option, index)) {
        for (int cell = 0; cell < grid.cellCount(); cell++) {
          double forward = forwards[index * spots + cell % spots];
          double total = option.volatility() * factors[index * moves + cell / spots];
          double price = Black.price(option.right(), forward, option.strike(), total);
          values[index * grid.cellCount() + cell] +=
              option.quantity() * (linear ? price : price / forward);
        }
      }
    }
  }
}
