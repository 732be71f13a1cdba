package org.plimsoll.engine.portfolio;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Computes every account's row from the position columns, in parts that the caller may run on
/// several threads; each part writes its own rows and notes its own changes.
final class Sweep implements IntConsumer {
  static final int MAX_PARTS = 256;

  private final Kernel kernel;
  private final Judge judge;
  private final Figures figures;
  private final Figures scratch = new Figures(); // rows of a verification, by part
  private Sums[] sums = new Sums[0];
  private Changes[] changes = new Changes[0];
  private long[] differences = new long[0];

  // The sweep at hand.
  private Columns columns = new Columns(0, 0);
  private long[] units = new long[0];
  private int blocks;
  private int partCount = 1;
  private boolean verifying;

  Sweep(Kernel kernel, Judge judge, Figures figures) {
    this.kernel = kernel;
    this.judge = judge;
    this.figures = figures;
  }

  /// Rewrites all rows and their statuses.
  void run(Columns positions, int blockCount, long[] unitValues, Partitions partitions) {
    prepare(positions, blockCount, unitValues, partitions.count());
    verifying = false;
    partitions.run(this);
  }

  /// How many accounts have a row that differs from what a sweep would write.
  long verify(Columns positions, int blockCount, long[] unitValues, Partitions partitions) {
    prepare(positions, blockCount, unitValues, partitions.count());
    scratch.ensure(partitions.count() * Sums.BLOCKS);
    verifying = true;
    partitions.run(this);
    long total = 0;
    for (int part = 0; part < partitions.count(); part++) {
      total += differences[part];
    }
    return total;
  }

  private void prepare(Columns positions, int blockCount, long[] unitValues, int parts) {
    if (parts < 1 || parts > MAX_PARTS) {
      throw new IllegalArgumentException("Partitions are 1 to " + MAX_PARTS + ", not " + parts);
    }
    if (parts > sums.length) {
      int known = sums.length;
      sums = new Sums[parts];
      changes = Arrays.copyOf(changes, parts);
      differences = new long[parts];
      for (int i = 0; i < parts; i++) {
        sums[i] = new Sums();
        changes[i] = i < known ? changes[i] : new Changes();
      }
    }
    columns = positions;
    units = unitValues;
    blocks = blockCount;
    partCount = parts;
  }

  int parts() {
    return changes.length;
  }

  /// Whether a part noted changes that have not been told.
  boolean hasChanges() {
    for (Changes noted : changes) {
      if (noted.count() > 0) {
        return true;
      }
    }
    return false;
  }

  /// What part number `part` of the last sweep noted.
  Changes changes(int part) {
    return changes[part];
  }

  /// The first block of a part of `parts`.
  static int bound(int blocks, int part, int parts) {
    return (int) ((long) blocks * part / parts);
  }

  @Override
  public void accept(int part) {
    int parts = partCount;
    int end = bound(blocks, part + 1, parts);
    long different = 0;
    for (int from = bound(blocks, part, parts); from < end; from += Sums.BLOCKS) {
      int to = Math.min(end, from + Sums.BLOCKS);
      kernel.margins(columns, units, from, to, sums[part]);
      if (verifying) {
        different += compare(from, to, part);
      } else {
        finish(from, to, sums[part], changes[part]);
      }
    }
    differences[part] = different;
  }

  private void finish(int from, int to, Sums found, Changes noted) {
    long[] rows = figures.rows;
    int first = from * Columns.LANES;
    int count = (to - from) * Columns.LANES;
    for (int i = 0; i < count; i++) {
      int row = Figures.row(first + i);
      long state = rows[row + Figures.PAIR] & Figures.STATE_MASK;
      write(rows, row, state, found, i);
      if ((state & Figures.STATUS_MASK) != 0 || !(found.excesses[i] > 0)) {
        judge.judge(rows, first + i, noted);
      }
    }
  }

  /// Writes a row from an account's sums, with a status as it was.
  private static void write(long[] rows, int row, long state, Sums found, int i) {
    int from = Sums.row(i);
    long[] longs = found.longs;
    rows[row] = longs[from];
    rows[row + Figures.INITIAL] = longs[from + Sums.INITIAL];
    rows[row + Figures.MAINTENANCE] = longs[from + Sums.MAINTENANCE];
    rows[row + Figures.PAIR] = longs[from + Sums.PAIR] + state;
  }

  private long compare(int from, int to, int part) {
    long[] rows = figures.rows;
    long[] fresh = scratch.rows;
    long different = 0;
    int count = (to - from) * Columns.LANES;
    for (int i = 0; i < count; i++) {
      int account = from * Columns.LANES + i;
      int row = Figures.row(account);
      int own = Figures.row(part * Sums.BLOCKS * Columns.LANES + i);
      write(fresh, own, 0, sums[part], i);
      long pair = fresh[own + Figures.PAIR];
      int status =
          judge.status(
              fresh[own],
              Figures.initialHigh(pair),
              fresh[own + Figures.INITIAL],
              Figures.maintenanceHigh(pair),
              fresh[own + Figures.MAINTENANCE]);
      boolean same =
          rows[row] == fresh[own]
              && rows[row + Figures.INITIAL] == fresh[own + Figures.INITIAL]
              && rows[row + Figures.MAINTENANCE] == fresh[own + Figures.MAINTENANCE]
              && (rows[row + Figures.PAIR] & ~Figures.NOTED) == pair + status;
      different += same ? 0 : 1;
    }
    return different;
  }
}
