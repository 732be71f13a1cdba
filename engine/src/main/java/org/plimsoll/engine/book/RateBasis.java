package org.plimsoll.engine.book;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.governor.BufferState;
import org.plimsoll.engine.rulebook.governor.GovernorState;

/// What a rate depends on, as it stood when the rate was set, and the id that follows from it.
///
/// The id is SHA-256 of everything the computation read and of what it gave, each part with its
/// length in front, so that two computations have one id only if they are the same.
///
/// @param version of the computation: raised whenever the same parts may give another rate
/// @param at the venue's time
/// @param determination what the rule said; null when none was resolved
/// @param inputs the observations it said it on
/// @param model the forecast model behind them; empty before the first forecast
/// @param lawful the least that the law allows for the class
/// @param governor the governor's state before; null before the first rate
/// @param buffer the state of the 25 % buffer before; null where there is none
/// @param open whether positions were open
/// @param uplift what a held index multiplies the governed rate by
/// @param mark the contract's mark price at its price scale; 0 before it had one
/// @param before the rate in force before; 0 where there was none
public record RateBasis(
    int version,
    String rateClass,
    String instrument,
    Instant at,
    @Nullable Determination determination,
    Inputs inputs,
    String model,
    LawfulFloor lawful,
    @Nullable GovernorState governor,
    @Nullable BufferState buffer,
    boolean open,
    double uplift,
    long mark,
    double before) {
  /// The version of this program's computation.
  public static final int VERSION = 1;

  /// Hash of the rule pack; empty where no rule was resolved.
  public String packHash() {
    return determination == null ? "" : determination.ruleSet().packHash();
  }

  /// SHA-256 of the observations: names in order, each value as its 64 bits.
  public String inputsHash() {
    WireWriter out = new WireWriter().text("plimsoll/inputs");
    for (Map.Entry<String, Double> input : inputs.values().entrySet()) {
      out.text(input.getKey()).float64(input.getValue());
    }
    return hex(out);
  }

  /// SHA-256 of the governor's and the buffer's state before.
  public String stateHash() {
    WireWriter out = new WireWriter().text("plimsoll/governor");
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
      DataOutputStream data = new DataOutputStream(bytes);
      data.writeBoolean(governor != null);
      if (governor != null) {
        governor.writeTo(data);
      }
      data.writeBoolean(buffer != null);
      if (buffer != null) {
        buffer.writeTo(data);
      }
      return hex(out.bytes(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The id of the computation that gave these rates.
  ///
  /// @param kind what the law answered
  /// @param initial the rate in force after
  public String id(String kind, double initial, double maintenance) {
    return hex(
        new WireWriter()
            .text("plimsoll/rate")
            .int32(version)
            .text(rateClass)
            .text(instrument)
            .instant(at)
            .text(packHash())
            .text(inputsHash())
            .text(model)
            .float64(lawful instanceof LawfulFloor.At floor ? floor.rate() : 0)
            .text(stateHash())
            .flag(open)
            .float64(uplift)
            .int64(mark)
            .float64(before)
            .text(kind)
            .float64(initial)
            .float64(maintenance));
  }

  private static String hex(WireWriter out) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
