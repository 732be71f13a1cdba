package org.plimsoll.engine.rulebook.governor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// What the buffer tool remembers of one rate. Immutable.
///
/// @param phase whether the buffer is full, being used up or being built up
/// @param calculated the calculated margin of the last evaluation
/// @param required what was required then
/// @param stressedAt when the last significant rise came; the start when none has
/// @param updatedAt the last evaluation
public record BufferState(
    Phase phase, double calculated, double required, Instant stressedAt, Instant updatedAt) {

  /// The life of a buffer.
  public enum Phase {
    /// The buffer is full.
    CALM,
    /// Margins rise, and the buffer absorbs the rise.
    STRESSED,
    /// It is quiet again, and the buffer is built up.
    REBUILDING
  }

  public BufferState {
    Demand.requireRate(calculated, "calculated margin");
    Demand.requireRate(required, "required margin");
  }

  /// A full buffer on the first calculated margin.
  public static BufferState start(double calculated, double fraction, Instant now) {
    return new BufferState(Phase.CALM, calculated, (1 + fraction) * calculated, now, now);
  }

  /// The state at `now`, when `calculated` is the margin before the buffer. With f the fraction:
  ///
  /// - calm: (1 + f) M
  /// - stressed: max(M, min((1 + f) M, requirement before))
  /// - rebuilding: the same, but the requirement before grows by f M for each `rebuild` passed
  ///   since the quiet time ended
  ///
  /// so the requirement always lies between M and (1 + f) M.
  public BufferState next(
      double calculated, double fraction, BufferSchedule schedule, Instant now) {
    if (now.isBefore(updatedAt)) {
      throw new IllegalArgumentException("Buffer cannot go back from " + updatedAt + " to " + now);
    }
    boolean rises = calculated > this.calculated * (1 + schedule.trigger());
    double full = (1 + fraction) * calculated;
    if (rises) {
      double held = Math.max(calculated, Math.min(full, required));
      return new BufferState(Phase.STRESSED, calculated, held, now, now);
    }
    if (phase == Phase.CALM) {
      return new BufferState(Phase.CALM, calculated, full, stressedAt, now);
    }
    Instant quietFrom = stressedAt.plus(schedule.quiet());
    boolean quiet = !now.isBefore(quietFrom);
    Instant from = quietFrom.isAfter(updatedAt) ? quietFrom : updatedAt;
    double passed = from.until(now).toMillis();
    double growth = quiet ? fraction * calculated * passed / schedule.rebuild().toMillis() : 0;
    double held = Math.max(calculated, Math.min(full, required + growth));
    Phase next = !quiet ? Phase.STRESSED : held >= full ? Phase.CALM : Phase.REBUILDING;
    return new BufferState(next, calculated, held, stressedAt, now);
  }

  /// Writes the state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeUTF(phase.name());
    out.writeDouble(calculated);
    out.writeDouble(required);
    GovernorState.write(stressedAt, out);
    GovernorState.write(updatedAt, out);
  }

  /// The state that {@link #writeTo} wrote.
  ///
  /// @throws IOException also when the bytes hold an impossible state
  public static BufferState read(DataInput in) throws IOException {
    try {
      return new BufferState(
          Phase.valueOf(in.readUTF()),
          in.readDouble(),
          in.readDouble(),
          GovernorState.instant(in),
          GovernorState.instant(in));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("Snapshot holds an impossible buffer", e);
    }
  }
}
