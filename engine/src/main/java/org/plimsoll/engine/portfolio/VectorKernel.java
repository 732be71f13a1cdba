package org.plimsoll.engine.portfolio;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.plimsoll.engine.quantity.Billionths;

/// The loops with the Vector API: eight accounts, or eight scenarios, at once. The only class that
/// names the incubating module; it is loaded only where the module is, see {@link Kernels}.
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
  private static final int SCENARIOS = Prices.SCENARIOS;
  private static final int HALF = SCENARIOS / 2;
  private static final double INTEGERS = 0x1.8p52;

  /// Whether the machine multiplies eight longs at once; on others the plain loops are faster.
  static boolean isFast() {
    return LongVector.SPECIES_PREFERRED.length() == Columns.LANES;
  }

  // tidy: a method that takes or gives a vector may be left out of line, and then makes objects
  @Override
  public void margins(Columns columns, long[] units, int from, int to, Sums sums) {
    int[] instruments = columns.instruments; // locals, so that the loop holds them in registers
    long[] quantities = columns.quantities;
    long[] initialSlopes = columns.initialSlopes;
    long[] maintenanceSlopes = columns.maintenanceSlopes;
    long[] constants = columns.constants;
    double[] nears = columns.nears;
    long[] longs = sums.longs;
    for (int block = from; block < to; block++) {
      long layout = columns.layouts[block];
      int start = Columns.start(layout);
      int end = start + Columns.width(layout) * Columns.LANES;
      LongVector equity = LongVector.zero(LONGS);
      LongVector initialLow = LongVector.zero(LONGS);
      LongVector maintenanceLow = LongVector.zero(LONGS);
      DoubleVector initialNear = DoubleVector.zero(DOUBLES);
      DoubleVector maintenanceNear = DoubleVector.zero(DOUBLES);
      for (int at = start; at < end; at += Columns.LANES) {
        LongVector unit = LongVector.fromArray(LONGS, units, 0, instruments, at);
        DoubleVector unitNear = (DoubleVector) unit.convert(VectorOperators.L2D, 0);
        LongVector initial = LongVector.fromArray(LONGS, initialSlopes, at);
        LongVector maintenance = LongVector.fromArray(LONGS, maintenanceSlopes, at);
        equity = equity.add(LongVector.fromArray(LONGS, quantities, at).mul(unit));
        initialLow = initialLow.add(initial.mul(unit));
        DoubleVector near = (DoubleVector) initial.convert(VectorOperators.L2D, 0);
        initialNear = near.fma(unitNear, initialNear); // near is enough: see Kernel
        maintenanceLow = maintenanceLow.add(maintenance.mul(unit));
        near = (DoubleVector) maintenance.convert(VectorOperators.L2D, 0);
        maintenanceNear = near.fma(unitNear, maintenanceNear);
      }
      int own = block * Columns.CONSTANTS;
      int deduction = block * Columns.NEARS;
      int out = (block - from) * Sums.LONGS;
      DoubleVector gross = initialNear;
      DoubleVector net = gross.sub(DoubleVector.fromArray(DOUBLES, nears, deduction));
      equity = equity.add(LongVector.fromArray(LONGS, constants, own));
      equity.intoArray(longs, out);
      ((DoubleVector) equity.convert(VectorOperators.L2D, 0))
          .mul(Billionths.ONE)
          .sub(net)
          .sub(gross.mul(Sums.DOUBT))
          .intoArray(sums.excesses, (block - from) * Columns.LANES);
      LongVector low =
          initialLow.sub(LongVector.fromArray(LONGS, constants, own + Columns.INITIAL_LOW));
      low.intoArray(longs, out + Sums.INITIAL);
      LongVector pair =
          net.sub((DoubleVector) low.convert(VectorOperators.L2D, 0))
              .mul(0x1p-64)
              .add(INTEGERS)
              .reinterpretAsLongs()
              .add(low.lanewise(VectorOperators.ASHR, 63))
              .lanewise(VectorOperators.LSHL, Figures.INITIAL_SHIFT);
      net = maintenanceNear.sub(DoubleVector.fromArray(DOUBLES, nears, deduction + Columns.LANES));
      low =
          maintenanceLow.sub(LongVector.fromArray(LONGS, constants, own + Columns.MAINTENANCE_LOW));
      low.intoArray(longs, out + Sums.MAINTENANCE);
      net.sub((DoubleVector) low.convert(VectorOperators.L2D, 0))
          .mul(0x1p-64)
          .add(INTEGERS)
          .reinterpretAsLongs()
          .add(low.lanewise(VectorOperators.ASHR, 63))
          .lanewise(VectorOperators.LSHL, Figures.INITIAL_SHIFT) // leaves the last 30 bits
          .lanewise(VectorOperators.LSHR, Figures.INITIAL_SHIFT - Figures.MAINTENANCE_SHIFT)
          .add(pair)
          .intoArray(longs, out + Sums.PAIR);
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
