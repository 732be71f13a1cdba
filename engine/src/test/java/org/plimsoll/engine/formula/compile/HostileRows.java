package org.plimsoll.engine.formula.compile;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Unit;

/// A seeded batch of rows made to break arithmetic, with the same rows as inputs of a tree walk.
///
/// Besides ordinary numbers there are zeros of both signs, subnormal, tiny, huge and infinite ones,
/// NaN, neighbours of the thresholds in formulas, truths that are neither 0 nor 1, and inputs that
/// are missing.
final class HostileRows {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0x1p1023,
    -0x1p1023,
    0x1p-1022,
    0x1p511,
    0x1p-537,
    709.782712893384,
    -745.1332191019411,
    0x1p-28,
    Math.nextUp(1.0),
    Math.nextDown(1.0)
  };

  private final Formula formula;
  private final Batch batch;
  private final double[][] values;
  private final int[] instrumentOf;
  private final int[] accountOf;

  private HostileRows(Formula formula, Program program, int rows, SplittableRandom random) {
    this.formula = formula;
    this.batch = Batch.of(program, rows);
    int instruments = 1 + random.nextInt(5);
    int accounts = 1 + random.nextInt(20);
    this.instrumentOf = random.ints(rows, 0, instruments).toArray();
    this.accountOf = random.ints(rows, 0, accounts).toArray();
    batch.instruments(instrumentOf, instruments).accounts(accountOf, accounts);
    this.values = new double[program.inputs().size()][];
    double hostility = random.nextInt(3) == 0 ? 0.6 : 0.04;
    for (int slot = 0; slot < values.length; slot++) {
      if (random.nextInt(60) != 0) {
        give(program, slot, hostility, random);
      }
    }
  }

  /// Rows for `program`, which belongs to `formula`.
  static HostileRows of(Program program, int rows, SplittableRandom random) {
    return new HostileRows(program.formula(), program, rows, random);
  }

  private void give(Program program, int slot, double hostility, SplittableRandom random) {
    String name = program.inputs().get(slot);
    Level level = program.level(slot);
    boolean truth = Unit.BOOLEAN.equals(formula.inputs().get(name));
    double[] column = new double[batch.count(level)];
    for (int i = 0; i < column.length; i++) {
      column[i] = truth ? truth(hostility, random) : number(hostility, random);
    }
    values[slot] = column;
    if (level == Level.GLOBAL) {
      batch.set(name, column[0]);
    } else {
      batch.set(name, column);
    }
  }

  private static double truth(double hostility, SplittableRandom random) {
    return random.nextDouble() < hostility * 0.1 ? 0.5 : random.nextInt(2);
  }

  private static double number(double hostility, SplittableRandom random) {
    if (random.nextDouble() >= hostility) {
      return switch (random.nextInt(6)) {
        case 0 -> random.nextInt(-5, 6);
        case 1 -> random.nextInt(3_000);
        case 2 -> -random.nextDouble();
        default -> random.nextDouble() * 3;
      };
    }
    return switch (random.nextInt(10)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextDouble() * 0x1p-1030;
      case 2 -> random.nextDouble(-1, 1) * 1e308;
      case 3 ->
          random.nextInt(4) != 0
              ? random.nextDouble(-750, 720)
              : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}[random.nextInt(3)];
      default -> EDGES[random.nextInt(EDGES.length)];
    };
  }

  Batch batch() {
    return batch;
  }

  /// The inputs of one row, as the tree walk takes them.
  Inputs inputs(int row) {
    Program program = batch.program();
    SortedMap<String, Double> inputs = new TreeMap<>();
    for (int slot = 0; slot < values.length; slot++) {
      if (values[slot] != null) {
        int index =
            switch (program.level(slot)) {
              case GLOBAL -> 0;
              case INSTRUMENT -> instrumentOf[row];
              case ACCOUNT -> accountOf[row];
              case POSITION -> row;
            };
        inputs.put(program.inputs().get(slot), values[slot][index]);
      }
    }
    return Inputs.of(inputs);
  }

  /// The values of one row by slot; not a number where the input is missing.
  double[] slots(int row) {
    double[] slots = new double[values.length];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = batch.value(slot, row);
    }
    return slots;
  }

  boolean isComplete() {
    for (double[] column : values) {
      if (column == null) {
        return false;
      }
    }
    return true;
  }
}
