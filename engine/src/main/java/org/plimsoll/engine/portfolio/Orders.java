package org.plimsoll.engine.portfolio;

import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.portfolio.PreTradeCheck.Decision;

/// Orders to be checked in one call, and what was decided. Filled again and again by one thread.
public final class Orders {
  /// How many orders are read ahead.
  static final int AHEAD = 16;

  private final int[] accounts;
  private final int[] instruments;
  private final long[] quantities;
  private final long[] costs;
  private final @Nullable Decision[] decisions;
  private int count;

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads ahead from being optimised away

  /// Room for so many orders.
  public Orders(int capacity) {
    accounts = new int[capacity];
    instruments = new int[capacity];
    quantities = new long[capacity];
    costs = new long[capacity];
    decisions = new @Nullable Decision[capacity];
  }

  /// Forgets all orders.
  public void clear() {
    count = 0;
  }

  /// Adds an order, see {@link PreTradeCheck#check}.
  public void add(int account, int instrument, long quantity, long cost) {
    accounts[count] = account;
    instruments[count] = instrument;
    quantities[count] = quantity;
    costs[count] = cost;
    decisions[count++] = null;
  }

  /// How many orders there are.
  public int count() {
    return count;
  }

  /// What was decided on an order.
  ///
  /// @throws IllegalStateException when it has not been checked
  public Decision decision(int index) {
    Decision decision = decisions[index];
    if (decision == null) {
      throw new IllegalStateException("Order " + index + " has not been checked");
    }
    return decision;
  }

  int account(int index) {
    return accounts[index];
  }

  int instrument(int index) {
    return instruments[index];
  }

  long quantity(int index) {
    return quantities[index];
  }

  long cost(int index) {
    return costs[index];
  }

  void decide(int index, Decision decision) {
    decisions[index] = decision;
  }

  /// Reads one word of every cache line that checking some of the orders will need.
  void touch(Columns columns, int from, int to) {
    long seen = 0;
    for (int i = from; i < to; i++) {
      int block = Columns.block(accounts[i]);
      if (block < columns.blocks()) {
        seen += columns.versions[block] + columns.rateClasses[accounts[i]];
        seen += columns.constants[Columns.constantsAt(accounts[i])];
        seen += columns.layouts[block];
      }
    }
    for (int i = from; i < to; i++) {
      int block = Columns.block(accounts[i]);
      if (block < columns.blocks()) {
        long layout = columns.layouts[block];
        int at = Columns.start(layout) + Columns.lane(accounts[i]);
        int end = at + Columns.width(layout) * Columns.LANES;
        for (; at < end; at += Columns.LANES) {
          seen += columns.quantities[at] + columns.instruments[at];
        }
      }
    }
    touched += seen;
  }
}
