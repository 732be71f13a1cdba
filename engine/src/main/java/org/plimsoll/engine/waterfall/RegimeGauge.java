package org.plimsoll.engine.waterfall;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The regime in force: risen to at once, left only after the dwell.
public final class RegimeGauge {
  private Regime regime = Regime.CALM;
  private Regime lower = Regime.CALM;
  private boolean leaving;
  private long leavingSince;

  /// The regime in force.
  public Regime regime() {
    return regime;
  }

  /// Takes a measurement.
  ///
  /// @param sigma deviation over one day, a fraction
  /// @param drawdown part of the base pool lost since midnight
  /// @return whether the regime changed
  public boolean measure(RegimeRules rules, double sigma, double drawdown, long nowMillis) {
    Regime reached = reached(rules, sigma, drawdown);
    Regime held = held(rules, sigma, drawdown);
    if (reached.compareTo(regime) > 0) {
      regime = reached;
      leaving = false;
      return true;
    }
    if (held.compareTo(regime) >= 0) {
      leaving = false;
      return false;
    }
    if (!leaving) {
      leaving = true;
      leavingSince = nowMillis;
      lower = held;
    }
    lower = lower.compareTo(held) > 0 ? lower : held;
    if (nowMillis - leavingSince < rules.dwellMillis()) {
      return false;
    }
    regime = lower;
    leaving = false;
    return true;
  }

  private static Regime reached(RegimeRules rules, double sigma, double drawdown) {
    if (rules.extreme().isReached(sigma, drawdown)) {
      return Regime.EXTREME;
    }
    return rules.stressed().isReached(sigma, drawdown) ? Regime.STRESSED : Regime.CALM;
  }

  private static Regime held(RegimeRules rules, double sigma, double drawdown) {
    if (rules.extreme().isHeld(sigma, drawdown)) {
      return Regime.EXTREME;
    }
    return rules.stressed().isHeld(sigma, drawdown) ? Regime.STRESSED : Regime.CALM;
  }

  /// Writes the state.
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(regime.ordinal());
    out.writeByte(lower.ordinal());
    out.writeBoolean(leaving);
    out.writeLong(leavingSince);
  }

  /// Replaces the state by what {@link #writeTo} wrote.
  public void readFrom(DataInput in) throws IOException {
    regime = read(in);
    lower = read(in);
    leaving = in.readBoolean();
    leavingSince = in.readLong();
  }

  private static Regime read(DataInput in) throws IOException {
    int ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= Regime.values().length) {
      throw new IOException("Not a regime: " + ordinal);
    }
    return Regime.values()[ordinal];
  }
}
