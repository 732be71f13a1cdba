package org.plimsoll.engine.portfolio;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops with the Vector API: eight accounts, or eight scenarios, at once. The only class that
/// names the incubating module; it is loaded only where the module is, see {@link Kernels}.
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
  private static final int SCENARIOS = Prices.SCENARIOS;
  private static final int HALF = SCENARIOS / 2;

  /// Whether the machine multiplies eight longs at once; on others the plain loops are faster.
  static boolean isFast() {
    return LongVector.SPECIES_PREFERRED.length() == Columns.LANES;
  }

  @Override
  public void margins(Columns columns, long[] units, int from, int to, Sums sums) {
    int[] instruments = columns.instruments;
    for (int block = from; block < to; block++) {
      long layout = columns.layouts[block];
      int start = Columns.start(layout);
      int end = start + Columns.width(layout) * Columns.LANES;
      LongVector equity = LongVector.fromArray(LONGS, columns.constants, block * Columns.CONSTANTS);
      LongVector initialLow = LongVector.zero(LONGS);
      LongVector maintenanceLow = LongVector.zero(LONGS);
      DoubleVector initialNear = DoubleVector.zero(DOUBLES);
      DoubleVector maintenanceNear = DoubleVector.zero(DOUBLES);
      for (int at = start; at < end; at += Columns.LANES) {
        LongVector unit = LongVector.fromArray(LONGS, units, 0, instruments, at);
        DoubleVector unitNear = near(unit);
        LongVector initial = LongVector.fromArray(LONGS, columns.initialSlopes, at);
        LongVector maintenance = LongVector.fromArray(LONGS, columns.maintenanceSlopes, at);
        equity = equity.add(LongVector.fromArray(LONGS, columns.quantities, at).mul(unit));
        initialLow = initialLow.add(initial.mul(unit));
        initialNear = initialNear.add(near(initial).mul(unitNear));
        maintenanceLow = maintenanceLow.add(maintenance.mul(unit));
        maintenanceNear = maintenanceNear.add(near(maintenance).mul(unitNear));
      }
      int out = (block - from) * Columns.LANES;
      equity.intoArray(sums.equities, out);
      initialLow.intoArray(sums.initialLows, out);
      initialNear.intoArray(sums.initialNears, out);
      maintenanceLow.intoArray(sums.maintenanceLows, out);
      maintenanceNear.intoArray(sums.maintenanceNears, out);
    }
  }

  private static DoubleVector near(LongVector longs) {
    return (DoubleVector) longs.convert(VectorOperators.L2D, 0);
  }

  @Override
  public void worstLosses(Columns columns, long[] changes, int from, int to, long[] losses) {
    for (int block = from; block < to; block++) {
      long layout = columns.layouts[block];
      for (int lane = 0; lane < Columns.LANES; lane++) {
        losses[block * Columns.LANES + lane] = worstLoss(columns, layout, lane, changes, 0, 0);
      }
    }
  }

  @Override
  public long worstLoss(
      Columns columns, long layout, int lane, long[] changes, int instrument, long quantity) {
    int[] instruments = columns.instruments;
    long[] quantities = columns.quantities;
    int first = Columns.start(layout) + lane;
    int end = first + Columns.width(layout) * Columns.LANES;
    int own = instrument * SCENARIOS;
    LongVector lower = LongVector.fromArray(LONGS, changes, own).mul(quantity);
    LongVector upper = LongVector.fromArray(LONGS, changes, own + HALF).mul(quantity);
    for (int at = first; at < end; at += Columns.LANES) {
      int row = instruments[at] * SCENARIOS;
      LongVector held = LongVector.broadcast(LONGS, quantities[at]);
      lower = lower.add(LongVector.fromArray(LONGS, changes, row).mul(held));
      upper = upper.add(LongVector.fromArray(LONGS, changes, row + HALF).mul(held));
    }
    return -Math.min(0, lower.min(upper).reduceLanes(VectorOperators.MIN));
  }
}
