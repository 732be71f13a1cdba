package org.plimsoll.engine.portfolio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The positions of all accounts, in blocks of eight accounts, and what is constant between
/// events.
///
/// A block of width w has w slots; slot s of lane l lies at `start + 8 s + l` of each position
/// column, so that eight accounts are swept side by side. An empty slot has quantity and slopes of
/// zero. A slope is quantity without sign times rate of its tier, in billionths: between tier
/// crossings a requirement is slope times unit value, less the account's deductions.
///
/// Written by one thread. Readers beside it take a block's version before and after, see {@link
/// #openVersion}; what they read is good when it was even and is the same.
final class Columns {
  static final int LANES = 8;
  static final int LANE_BITS = 3;
  static final int LANE_MASK = LANES - 1;

  /// Longs of one block's constants: cash, low halves of the deductions of both requirements.
  static final int CONSTANTS = 3 * LANES;

  /// Doubles of one block: the deductions, near, which with the low halves determine them.
  static final int NEARS = 2 * LANES;

  static final int INITIAL_LOW = LANES;
  static final int MAINTENANCE_LOW = 2 * LANES;

  private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(int[].class);

  final int[] instruments;
  final long[] quantities;
  final long[] initialSlopes;
  final long[] maintenanceSlopes;

  final long[] layouts; // by block: start of its elements and width in the last 8 bits
  final int[] versions; // by block: odd while its positions or cash change
  final long[] constants; // by block, see CONSTANTS
  final double[] nears; // by block, see NEARS
  final short[] rateClasses; // by account

  Columns(int elements, int blocks) {
    instruments = new int[elements];
    quantities = new long[elements];
    initialSlopes = new long[elements];
    maintenanceSlopes = new long[elements];
    layouts = new long[blocks];
    versions = new int[blocks];
    constants = new long[blocks * CONSTANTS];
    nears = new double[blocks * NEARS];
    rateClasses = new short[blocks * LANES];
  }

  private Columns(Columns from, int elements, int blocks) {
    instruments = Arrays.copyOf(from.instruments, elements);
    quantities = Arrays.copyOf(from.quantities, elements);
    initialSlopes = Arrays.copyOf(from.initialSlopes, elements);
    maintenanceSlopes = Arrays.copyOf(from.maintenanceSlopes, elements);
    layouts = Arrays.copyOf(from.layouts, blocks);
    versions = Arrays.copyOf(from.versions, blocks);
    constants = Arrays.copyOf(from.constants, blocks * CONSTANTS);
    nears = Arrays.copyOf(from.nears, blocks * NEARS);
    rateClasses = Arrays.copyOf(from.rateClasses, blocks * LANES);
  }

  /// The same content with room for more.
  Columns grown(int elements, int blocks) {
    return new Columns(this, elements, blocks);
  }

  int elements() {
    return quantities.length;
  }

  int blocks() {
    return layouts.length;
  }

  static int block(int account) {
    return account >>> LANE_BITS;
  }

  static int lane(int account) {
    return account & LANE_MASK;
  }

  /// The element of the first slot of an account.
  int first(int account) {
    return start(layouts[block(account)]) + lane(account);
  }

  /// How many slots an account has, used or not.
  int width(int account) {
    return width(layouts[block(account)]);
  }

  static int start(long layout) {
    return (int) (layout >>> 8);
  }

  static int width(long layout) {
    return (int) (layout & 0xff);
  }

  static long layout(int start, int width) {
    return (long) start << 8 | width;
  }

  /// The index in {@link #constants} of an account's cash; its deductions follow at fixed offsets.
  static int constantsAt(int account) {
    return block(account) * CONSTANTS + lane(account);
  }

  /// The index in {@link #nears} of an account's initial deduction; the other is a block width on.
  static int nearsAt(int account) {
    return block(account) * NEARS + lane(account);
  }

  /// A block's version for a reader, which may read the block after this.
  int readVersion(int block) {
    return (int) VERSION.getAcquire(versions, block);
  }

  /// Whether nothing of a block changed since a version was read.
  boolean isUnchanged(int block, int version) {
    VarHandle.acquireFence();
    return (version & 1) == 0 && (int) VERSION.getOpaque(versions, block) == version;
  }

  /// Tells readers that a block is about to change. Only the writer calls this.
  void openVersion(int block) {
    VERSION.setOpaque(versions, block, versions[block] + 1);
    VarHandle.releaseFence();
  }

  /// Tells readers that a block has changed.
  void closeVersion(int block) {
    VERSION.setRelease(versions, block, versions[block] + 1);
  }
}
