package org.plimsoll.engine.rulebook.governor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a governor remembers of one rate. Immutable.
///
/// @param rate in force, a fraction of notional
/// @param since when it came into force
/// @param updatedAt the last instant it was governed at
/// @param past the rates in force before, as far as they bind the next step, oldest first
/// @param pending an announced rise
/// @param override a rate set past the governor
public record GovernorState(
    double rate,
    Instant since,
    Instant updatedAt,
    List<PastRates> past,
    @Nullable Pending pending,
    @Nullable RateOverride override) {
  /// The most ranges of past rates that are kept apart; more are merged, which only binds longer.
  public static final int MAX_PAST = 64;

  public GovernorState {
    Demand.requireRate(rate, "rate in force");
    past = List.copyOf(past);
    if (past.size() > MAX_PAST) {
      throw new IllegalArgumentException(past.size() + " past rates, limit " + MAX_PAST);
    }
  }

  /// The state of a rate that starts: the first demand is in force at once, within its bounds.
  public static GovernorState start(Demand demand) {
    double rate = Math.max(demand.floor(), Math.min(demand.cap(), demand.rate()));
    return new GovernorState(rate, demand.now(), demand.now(), List.of(), null, null);
  }

  GovernorState with(@Nullable RateOverride next) {
    return new GovernorState(rate, since, updatedAt, past, pending, next);
  }

  /// Writes the state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(rate);
    write(since, out);
    write(updatedAt, out);
    out.writeInt(past.size());
    for (PastRates range : past) {
      out.writeDouble(range.low());
      out.writeDouble(range.high());
      write(range.ended(), out);
    }
    out.writeBoolean(pending != null);
    if (pending != null) {
      out.writeDouble(pending.rate());
      write(pending.effectiveAt(), out);
    }
    out.writeBoolean(override != null);
    if (override != null) {
      out.writeDouble(override.rate());
      out.writeUTF(override.reason());
      write(override.expires(), out);
    }
  }

  /// The state that {@link #writeTo} wrote.
  ///
  /// @throws IOException also when the bytes hold an impossible state
  public static GovernorState read(DataInput in) throws IOException {
    try {
      double rate = in.readDouble();
      Instant since = instant(in);
      Instant updatedAt = instant(in);
      int count = in.readInt();
      if (count < 0 || count > MAX_PAST) {
        throw new IOException("Snapshot has " + count + " past rates, limit " + MAX_PAST);
      }
      List<PastRates> past = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        past.add(new PastRates(in.readDouble(), in.readDouble(), instant(in)));
      }
      Pending pending = in.readBoolean() ? new Pending(in.readDouble(), instant(in)) : null;
      RateOverride override =
          in.readBoolean() ? new RateOverride(in.readDouble(), in.readUTF(), instant(in)) : null;
      return new GovernorState(rate, since, updatedAt, past, pending, override);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("Snapshot holds an impossible governor state", e);
    }
  }

  static void write(Instant time, DataOutput out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  static Instant instant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
