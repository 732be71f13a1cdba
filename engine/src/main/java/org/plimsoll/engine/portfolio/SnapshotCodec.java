package org.plimsoll.engine.portfolio;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.quantity.Reason;

/// The byte form of a store, version 1, big-endian: header, tiers, prices and shocks, accounts with
/// their positions in order of instrument, and the fingerprint of all figures.
///
/// Equal content gives equal bytes, whatever commands led to it.
final class SnapshotCodec {
  private static final int MAGIC = 0x504c5046; // "PLPF"
  private static final int VERSION = 1;
  private static final int ACCOUNT_BYTES = 11;
  private static final int POSITION_BYTES = 12;

  private SnapshotCodec() {}

  static byte[] encode(PortfolioStore store) {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length(store)));
    out.putInt(MAGIC).putInt(VERSION);
    out.putInt(store.instrumentCount()).putInt(store.rateClasses());
    out.putLong(store.warningFactor());
    for (int instrument = 0; instrument < store.instrumentCount(); instrument++) {
      out.putLong(store.unitValue(instrument));
      for (int i = 0; i < Prices.SCENARIOS; i++) {
        out.putLong(store.prices().shock(instrument, i));
      }
      for (int rateClass = 0; rateClass < store.rateClasses(); rateClass++) {
        putTiers(out, store, rateClass, instrument);
      }
    }
    out.putInt(store.accountCount());
    for (int account = 0; account < store.accountCount(); account++) {
      putAccount(out, store, account);
    }
    out.putLong(store.fingerprint());
    return out.array();
  }

  private static long length(PortfolioStore store) {
    long length = 24 + 4 + 8;
    length += store.instrumentCount() * (8L + 8L * Prices.SCENARIOS);
    for (int instrument = 0; instrument < store.instrumentCount(); instrument++) {
      for (int rateClass = 0; rateClass < store.rateClasses(); rateClass++) {
        Schedule schedule = store.schedule(rateClass, instrument);
        length += 1 + (schedule == null ? 0 : 24L * schedule.size());
      }
    }
    for (int account = 0; account < store.accountCount(); account++) {
      length += ACCOUNT_BYTES + POSITION_BYTES * (long) store.positions().held(account);
    }
    return length;
  }

  private static void putTiers(
      ByteBuffer out, PortfolioStore store, int rateClass, int instrument) {
    Schedule schedule = store.schedule(rateClass, instrument);
    if (schedule == null) {
      out.put((byte) 0);
      return;
    }
    RateSchedule initial = schedule.tiers().initial();
    out.put((byte) initial.size());
    for (int i = 0; i < initial.size(); i++) {
      out.putLong(initial.floor(i)).putLong(initial.rate(i));
      out.putLong(schedule.tiers().maintenance().rate(i));
    }
  }

  private static void putAccount(ByteBuffer out, PortfolioStore store, int account) {
    Columns columns = store.positions().columns();
    int held = store.positions().held(account);
    out.putShort(columns.rateClasses[account]);
    out.putLong(store.cash(account));
    out.put((byte) held);
    int last = -1;
    for (int i = 0; i < held; i++) {
      last = store.positions().nextInstrument(account, last + 1);
      out.putInt(last).putLong(store.quantity(account, last));
    }
  }

  /// Decodes a store.
  ///
  /// @throws IllegalArgumentException when the bytes are not those of a store
  static PortfolioStore decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      check(in.getInt() == MAGIC && in.getInt() == VERSION, "header");
      int instruments = in.getInt();
      int rateClasses = in.getInt();
      check((long) instruments * Math.max(1, rateClasses) <= in.remaining(), "number");
      PortfolioStore store = new PortfolioStore(instruments, rateClasses, in.getLong());
      for (int instrument = 0; instrument < instruments; instrument++) {
        getInstrument(in, store, instrument);
      }
      int accounts = in.getInt();
      check(accounts >= 0 && accounts <= in.remaining() / ACCOUNT_BYTES, "number of accounts");
      for (int i = 0; i < accounts; i++) {
        getAccount(in, store);
      }
      check(in.getLong() == store.fingerprint() && !in.hasRemaining(), "fingerprint");
      store.publish((account, from, to, equity, initial, maintenance) -> {});
      return store;
    } catch (BufferUnderflowException | ArithmeticException e) {
      throw new IllegalArgumentException("Not a portfolio snapshot: it ends early", e);
    }
  }

  private static void getInstrument(ByteBuffer in, PortfolioStore store, int instrument) {
    long unit = in.getLong();
    long[] shocks = new long[Prices.SCENARIOS];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = in.getLong();
    }
    applied(store.setShocks(instrument, shocks));
    if (unit != 0) {
      applied(store.tick(instrument, unit));
    }
    for (int rateClass = 0; rateClass < store.rateClasses(); rateClass++) {
      int size = in.get();
      check(size >= 0 && size <= Limits.TIERS, "number of tiers");
      if (size > 0) {
        applied(store.setTiers(rateClass, instrument, getTiers(in, size)));
      }
    }
  }

  private static MarginTiers getTiers(ByteBuffer in, int size) {
    long[] floors = new long[size];
    long[] initial = new long[size];
    long[] maintenance = new long[size];
    for (int i = 0; i < size; i++) {
      floors[i] = in.getLong();
      initial[i] = in.getLong();
      maintenance[i] = in.getLong();
    }
    return MarginTiers.of(floors, initial, maintenance);
  }

  private static void getAccount(ByteBuffer in, PortfolioStore store) {
    int rateClass = in.getShort();
    long cash = in.getLong();
    int held = in.get();
    int account = store.openAccount(rateClass, held);
    applied(store.deposit(account, cash));
    int last = -1;
    for (int i = 0; i < held; i++) {
      int instrument = in.getInt();
      check(instrument > last, "order of positions");
      last = instrument;
      applied(store.fill(account, instrument, in.getLong(), 0));
    }
  }

  private static void applied(Optional<Reason> refusal) {
    check(refusal.isEmpty(), "value");
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("Not a portfolio snapshot: wrong " + what);
    }
  }
}
