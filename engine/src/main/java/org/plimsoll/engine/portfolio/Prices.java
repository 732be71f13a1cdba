package org.plimsoll.engine.portfolio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The unit value of every instrument and how scenarios change it, in two copies, so that readers
/// beside the writer always find a whole set of prices.
///
/// Set number n lies in copy n mod 2. Writing set n + 1 overwrites set n − 1: a reader of set n is
/// disturbed only if two sets were begun while it read.
final class Prices {
  /// Scenarios of the store.
  static final int SCENARIOS = 16;

  private static final VarHandle STARTED;
  private static final VarHandle PUBLISHED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STARTED = lookup.findVarHandle(Prices.class, "started", long.class);
      PUBLISHED = lookup.findVarHandle(Prices.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[][] units;
  private final long[][] changes;
  private final long[] shocks; // in billionths of the unit value, by instrument
  private final int[] altered; // by the set published last
  private int alteredCount;

  @SuppressWarnings("UnusedVariable") // read through STARTED
  private long started;

  private long published;

  Prices(int instruments) {
    units = new long[2][instruments];
    changes = new long[2][instruments * SCENARIOS];
    shocks = new long[instruments * SCENARIOS];
    altered = new int[instruments];
  }

  /// The set of prices to read now.
  long set() {
    return (long) PUBLISHED.getAcquire(this);
  }

  /// Whether a set that was read is still whole.
  boolean isWhole(long set) {
    VarHandle.acquireFence();
    return (long) STARTED.getOpaque(this) < set + 2;
  }

  /// The unit values of a set; zero where there is none.
  long[] units(long set) {
    return units[(int) (set & 1)];
  }

  /// The changes of unit value of a set, by instrument and scenario.
  long[] changes(long set) {
    return changes[(int) (set & 1)];
  }

  /// Begins the next set as a copy of the current one. Only the writer calls this and what follows.
  void begin() {
    long next = published + 1;
    STARTED.setOpaque(this, next);
    VarHandle.releaseFence();
    long[] from = units(published);
    long[] to = units(next);
    for (int i = 0; i < alteredCount; i++) {
      int instrument = altered[i];
      to[instrument] = from[instrument];
      int row = instrument * SCENARIOS;
      System.arraycopy(changes(published), row, changes(next), row, SCENARIOS);
    }
    alteredCount = 0;
  }

  /// Sets a unit value in the set begun, at most once an instrument.
  void put(int instrument, long unitValue) {
    long next = published + 1;
    units(next)[instrument] = unitValue;
    long[] rows = changes(next);
    int row = instrument * SCENARIOS;
    for (int i = row; i < row + SCENARIOS; i++) {
      rows[i] = shocked(unitValue, shocks[i]);
    }
    altered[alteredCount++] = instrument;
  }

  /// `unitValue × shock`, rounded half-even; allocates nothing, whatever the size.
  private static long shocked(long unitValue, long shock) {
    long floor = Billionths.times(unitValue, shock, Rounding.DOWN);
    long rest = Math.floorMod(unitValue % Billionths.ONE * shock, Billionths.ONE);
    boolean up = 2 * rest > Billionths.ONE || (2 * rest == Billionths.ONE && (floor & 1) != 0);
    return up ? floor + 1 : floor;
  }

  /// Publishes the set begun.
  void commit() {
    PUBLISHED.setRelease(this, published + 1);
  }

  /// The shock of a scenario, in billionths.
  long shock(int instrument, int scenario) {
    return shocks[instrument * SCENARIOS + scenario];
  }

  /// Sets an instrument's shocks and publishes what they change.
  void setShocks(int instrument, long[] billionths) {
    System.arraycopy(billionths, 0, shocks, instrument * SCENARIOS, SCENARIOS);
    begin();
    put(instrument, units(published)[instrument]);
    commit();
  }
}
