package org.plimsoll.engine.portfolio;

import org.plimsoll.engine.quantity.Billionths;

/// The loops in plain Java: the fallback where the Vector API is absent, and its reference.
final class PlainKernel implements Kernel {
  private static final int SCENARIOS = Prices.SCENARIOS;

  @Override
  public void margins(Columns columns, long[] units, int from, int to, Sums sums) {
    for (int block = from; block < to; block++) {
      long layout = columns.layouts[block];
      int start = Columns.start(layout);
      int end = start + Columns.width(layout) * Columns.LANES;
      int out = (block - from) * Columns.LANES;
      for (int lane = 0; lane < Columns.LANES; lane++) {
        account(columns, units, block * Columns.LANES + lane, start + lane, end, sums, out + lane);
      }
    }
  }

  private static void account(
      Columns columns, long[] units, int account, int first, int end, Sums sums, int out) {
    long equity = 0;
    long initialLow = 0;
    long maintenanceLow = 0;
    double initial = 0;
    double maintenance = 0;
    for (int at = first; at < end; at += Columns.LANES) {
      long unit = units[columns.instruments[at]];
      long initialSlope = columns.initialSlopes[at];
      long maintenanceSlope = columns.maintenanceSlopes[at];
      equity += columns.quantities[at] * unit;
      initialLow += initialSlope * unit;
      initial += (double) initialSlope * (double) unit;
      maintenanceLow += maintenanceSlope * unit;
      maintenance += (double) maintenanceSlope * (double) unit;
    }
    int own = Columns.constantsAt(account);
    int near = Columns.nearsAt(account);
    double doubt = initial * Sums.DOUBT;
    equity += columns.constants[own];
    initialLow -= columns.constants[own + Columns.INITIAL_LOW];
    initial -= columns.nears[near];
    maintenanceLow -= columns.constants[own + Columns.MAINTENANCE_LOW];
    maintenance -= columns.nears[near + Columns.LANES];
    int row = Sums.row(out);
    sums.longs[row] = equity;
    sums.longs[row + Sums.INITIAL] = initialLow;
    sums.longs[row + Sums.MAINTENANCE] = maintenanceLow;
    sums.longs[row + Sums.PAIR] =
        Figures.pair(Wide.high(initialLow, initial), Wide.high(maintenanceLow, maintenance));
    sums.excesses[out] = equity * (double) Billionths.ONE - initial - doubt;
  }

  @Override
  public long worstLoss(
      Columns columns, long layout, int lane, long[] changes, int instrument, long quantity) {
    int first = Columns.start(layout) + lane;
    int end = first + Columns.width(layout) * Columns.LANES;
    long worst = 0;
    for (int scenario = 0; scenario < SCENARIOS; scenario += 4) {
      int own = instrument * SCENARIOS + scenario;
      long a = quantity * changes[own];
      long b = quantity * changes[own + 1];
      long c = quantity * changes[own + 2];
      long d = quantity * changes[own + 3];
      for (int at = first; at < end; at += Columns.LANES) {
        int row = columns.instruments[at] * SCENARIOS + scenario;
        long held = columns.quantities[at];
        a += held * changes[row];
        b += held * changes[row + 1];
        c += held * changes[row + 2];
        d += held * changes[row + 3];
      }
      worst = Math.min(worst, Math.min(Math.min(a, b), Math.min(c, d)));
    }
    return -worst;
  }
}
