package org.plimsoll.engine.formula.compile;

import org.jspecify.annotations.Nullable;

/// The inputs of one sweep: a number for each global, a column for each other input.
///
/// Columns are not copied, so that a sweep costs no allocation: whoever changes one must not do so
/// while a sweep reads it. An input that is not given is missing, and a row that reads it is
/// unavailable. Any double may be given.
public final class Batch {
  private final Program program;
  private final int rows;
  private final double[] scalars;
  private final double[] @Nullable [] columns;
  private final boolean[] given;
  private int @Nullable [] instrumentOf;
  private int @Nullable [] accountOf;
  private int instruments;
  private int accounts;

  private Batch(Program program, int rows) {
    this.program = program;
    this.rows = rows;
    int inputs = program.inputs().size();
    this.scalars = new double[inputs];
    this.columns = new double[inputs][];
    this.given = new boolean[inputs];
    for (int slot = 0; slot < inputs; slot++) {
      scalars[slot] = Double.NaN;
    }
  }

  /// A batch of `rows` positions for `program`, with all inputs missing.
  public static Batch of(Program program, int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("A batch of " + rows + " rows");
    }
    return new Batch(program, rows);
  }

  /// Says which instrument, from 0 to below `count`, each position belongs to.
  public Batch instruments(int[] instrumentOfRow, int count) {
    requireRows(instrumentOfRow.length, rows, "instruments");
    instrumentOf = instrumentOfRow;
    instruments = count;
    return this;
  }

  /// Says which account, from 0 to below `count`, each position belongs to.
  public Batch accounts(int[] accountOfRow, int count) {
    requireRows(accountOfRow.length, rows, "accounts");
    accountOf = accountOfRow;
    accounts = count;
    return this;
  }

  /// Gives the global input called `name`.
  public Batch set(String name, double value) {
    int slot = program.slot(name);
    if (program.level(slot) != Level.GLOBAL) {
      throw new IllegalArgumentException(name + " is not global: " + program.level(slot));
    }
    scalars[slot] = value;
    given[slot] = true;
    return this;
  }

  /// Gives the column of the input called `name`, with a number for each value of its level.
  public Batch set(String name, double[] column) {
    int slot = program.slot(name);
    if (program.level(slot) == Level.GLOBAL) {
      throw new IllegalArgumentException(name + " is global: give one number");
    }
    requireRows(column.length, count(program.level(slot)), name);
    columns[slot] = column;
    given[slot] = true;
    return this;
  }

  private static void requireRows(int length, int least, String what) {
    if (length < least) {
      throw new IllegalArgumentException(
          "The column of " + what + " has " + length + " values, fewer than " + least);
    }
  }

  Program program() {
    return program;
  }

  /// How many positions there are.
  public int rows() {
    return rows;
  }

  /// How many values there are at `level`.
  int count(Level level) {
    return switch (level) {
      case GLOBAL -> 1;
      case INSTRUMENT -> instruments;
      case ACCOUNT -> accounts;
      case POSITION -> rows;
    };
  }

  boolean isGiven(int slot) {
    return given[slot];
  }

  double scalar(int slot) {
    return scalars[slot];
  }

  double @Nullable [] column(int slot) {
    return columns[slot];
  }

  /// Which value of `level` each row reads.
  int[] index(Level level) {
    int[] index = level == Level.INSTRUMENT ? instrumentOf : accountOf;
    if (index == null) {
      throw new IllegalStateException("The batch does not say which " + level + " a row is of");
    }
    return index;
  }

  /// The value in `slot` that `row` reads; not a number where it is missing.
  double value(int slot, int row) {
    Level level = program.level(slot);
    if (level == Level.GLOBAL) {
      return scalars[slot];
    }
    double[] column = columns[slot];
    if (column == null) {
      return Double.NaN;
    }
    return column[level == Level.POSITION ? row : index(level)[row]];
  }
}
