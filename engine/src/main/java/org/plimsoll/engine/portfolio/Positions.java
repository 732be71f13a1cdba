package org.plimsoll.engine.portfolio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The writer's side of the position columns: finds slots, widens blocks, grows and compacts.
///
/// A widened block moves to a free place of the same width or to the end; its old place is used
/// again by the next block of that width. Columns grow by half; the old ones are left to readers
/// that still hold them, whose check then fails and who read again.
final class Positions {
  private static final VarHandle COLUMNS;
  private static final VarHandle ACCOUNTS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      COLUMNS = lookup.findVarHandle(Positions.class, "columns", Columns.class);
      ACCOUNTS = lookup.findVarHandle(Positions.class, "accounts", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Columns columns = new Columns(0, 0);
  private int accounts;
  private int used; // elements in use or on a free list
  private final int[][] free = new int[Limits.POSITIONS + 1][]; // starts of free places by width
  private final int[] freeCounts = new int[Limits.POSITIONS + 1];

  Positions() {
    Arrays.fill(free, new int[0]);
  }

  /// The columns, for the writer and for threads it has handed work to.
  Columns columns() {
    return columns;
  }

  /// The columns, for a reader beside the writer.
  Columns published() {
    return (Columns) COLUMNS.getAcquire(this);
  }

  int accounts() {
    return accounts;
  }

  /// How many accounts a reader beside the writer may ask about.
  int publishedAccounts() {
    return (int) ACCOUNTS.getAcquire(this);
  }

  int blocks() {
    return (accounts + Columns.LANE_MASK) >>> Columns.LANE_BITS;
  }

  /// Adds an empty account whose block has at least so many slots.
  int open(int rateClass, int room) {
    int account = accounts;
    int block = Columns.block(account);
    if (block >= columns.blocks()) {
      grow(columns.elements(), larger(columns.blocks(), block + 1));
    }
    columns.rateClasses[account] = (short) rateClass;
    ACCOUNTS.setRelease(this, accounts + 1);
    if (room > columns.width(account)) {
      widen(account, room);
    }
    return account;
  }

  /// The slot of an account that holds an instrument; else a free one, made if there is none.
  ///
  /// At least {@link Limits#POSITIONS} slots may be made; the caller checks {@link #isFull} first.
  int slot(int account, int instrument) {
    Columns now = columns;
    int width = now.width(account);
    int at = now.first(account);
    int vacant = width;
    for (int slot = 0; slot < width; slot++, at += Columns.LANES) {
      if (now.quantities[at] == 0) {
        vacant = Math.min(vacant, slot);
      } else if (now.instruments[at] == instrument) {
        return slot;
      }
    }
    if (vacant == width) {
      widen(account, Math.min(Limits.POSITIONS, width + 1 + width / 4));
    }
    return vacant;
  }

  /// The quantity an account holds of an instrument; zero if none.
  long quantity(int account, int instrument) {
    int width = columns.width(account);
    int at = columns.first(account);
    for (int slot = 0; slot < width; slot++, at += Columns.LANES) {
      if (columns.instruments[at] == instrument && columns.quantities[at] != 0) {
        return columns.quantities[at];
      }
    }
    return 0;
  }

  /// How many positions an account holds.
  int held(int account) {
    int width = columns.width(account);
    int at = columns.first(account);
    int held = 0;
    for (int slot = 0; slot < width; slot++, at += Columns.LANES) {
      held += columns.quantities[at] != 0 ? 1 : 0;
    }
    return held;
  }

  /// The lowest instrument from one on that an account holds.
  ///
  /// @throws IllegalStateException when it holds none
  int nextInstrument(int account, int from) {
    int width = columns.width(account);
    int at = columns.first(account);
    int next = Integer.MAX_VALUE;
    for (int slot = 0; slot < width; slot++, at += Columns.LANES) {
      if (columns.quantities[at] != 0 && columns.instruments[at] >= from) {
        next = Math.min(next, columns.instruments[at]);
      }
    }
    if (next == Integer.MAX_VALUE) {
      throw new IllegalStateException("Account " + account + " holds nothing from " + from);
    }
    return next;
  }

  /// Whether an account has no slot for one more position.
  boolean isFull(int account) {
    int width = columns.width(account);
    if (width < Limits.POSITIONS) {
      return false;
    }
    int at = columns.first(account);
    for (int slot = 0; slot < width; slot++, at += Columns.LANES) {
      if (columns.quantities[at] == 0) {
        return false;
      }
    }
    return true;
  }

  private void widen(int account, int width) {
    int start = take(width);
    Columns now = columns;
    int block = Columns.block(account);
    long old = now.layouts[block];
    int oldStart = Columns.start(old);
    int oldLength = Columns.width(old) * Columns.LANES;
    now.openVersion(block);
    move(now.instruments, oldStart, oldLength, start, width);
    move(now.quantities, oldStart, oldLength, start, width);
    move(now.initialSlopes, oldStart, oldLength, start, width);
    move(now.maintenanceSlopes, oldStart, oldLength, start, width);
    now.layouts[block] = Columns.layout(start, width);
    now.closeVersion(block);
    give(oldStart, oldLength / Columns.LANES);
  }

  private static void move(long[] column, int from, int length, int to, int width) {
    System.arraycopy(column, from, column, to, length);
    Arrays.fill(column, to + length, to + width * Columns.LANES, 0);
  }

  private static void move(int[] column, int from, int length, int to, int width) {
    System.arraycopy(column, from, column, to, length);
    Arrays.fill(column, to + length, to + width * Columns.LANES, 0);
  }

  private int take(int width) {
    if (freeCounts[width] > 0) {
      return free[width][--freeCounts[width]];
    }
    int start = used;
    int end = Math.addExact(start, width * Columns.LANES);
    if (end > columns.elements()) {
      grow(larger(columns.elements(), end), columns.blocks());
    }
    used = end;
    return start;
  }

  private void give(int start, int width) {
    if (width == 0) {
      return;
    }
    if (freeCounts[width] == free[width].length) {
      free[width] = Arrays.copyOf(free[width], larger(free[width].length, freeCounts[width] + 1));
    }
    free[width][freeCounts[width]++] = start;
  }

  private static int larger(int length, int least) {
    return Math.max(Math.max(least, 64), Math.addExact(length, length >> 1));
  }

  private void grow(int elements, int blocks) {
    COLUMNS.setRelease(this, columns.grown(elements, blocks));
  }

  /// Elements on free lists: what {@link #compact} would give back.
  int wasted() {
    int wasted = 0;
    for (int width = 0; width < freeCounts.length; width++) {
      wasted += freeCounts[width] * width * Columns.LANES;
    }
    return wasted;
  }

  /// Lays all blocks out in order again, without gaps between them. Slots keep their numbers.
  void compact() {
    Columns old = columns;
    Columns now = old.grown(used - wasted(), blocks());
    int start = 0;
    for (int block = 0; block < now.blocks(); block++) {
      int width = Columns.width(old.layouts[block]);
      int from = Columns.start(old.layouts[block]);
      int length = width * Columns.LANES;
      System.arraycopy(old.instruments, from, now.instruments, start, length);
      System.arraycopy(old.quantities, from, now.quantities, start, length);
      System.arraycopy(old.initialSlopes, from, now.initialSlopes, start, length);
      System.arraycopy(old.maintenanceSlopes, from, now.maintenanceSlopes, start, length);
      now.layouts[block] = Columns.layout(start, width);
      start += length;
    }
    used = start;
    Arrays.fill(freeCounts, 0);
    COLUMNS.setRelease(this, now);
  }
}
