package org.plimsoll.engine.rulebook.governor;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.governor.GovernorStep.Kind;

/// The tools of Article 28(1) of Delegated Regulation (EU) No 153/2013, at the level of the margin.
///
/// The tool of point (b) weights *observations* in the law; the blend of two margins used here is
/// the common approximation of it.
public final class ProcyclicalityTool {
  private ProcyclicalityTool() {}

  /// The figures a tool may need, each a fraction of notional.
  ///
  /// @param calculated the margin before the tool, M
  /// @param stressed the margin from stressed observations, for point (b)
  /// @param longHistory the margin from ten years of volatility or an explicit proxy, for point (c)
  public record Margins(double calculated, OptionalDouble stressed, OptionalDouble longHistory) {
    public Margins {
      Demand.requireRate(calculated, "calculated margin");
      stressed.ifPresent(rate -> Demand.requireRate(rate, "stressed margin"));
      longHistory.ifPresent(rate -> Demand.requireRate(rate, "margin of the long history"));
    }
  }

  /// The margin after `tool`:
  ///
  /// - none: M
  /// - buffer: between M and (1 + f) M, as {@link BufferState#next} says
  /// - stress: (1 − w) M + w M(stressed)
  /// - long floor: max(M, M(long history))
  ///
  /// To be called once per evaluation of the margin; the buffer counts evaluations.
  ///
  /// @param buffer what the buffer tool remembers; null at the start and for the other tools
  public static Mitigation apply(
      AntiProcyclicality tool,
      BufferSchedule schedule,
      @Nullable BufferState buffer,
      Margins margins,
      Instant now) {
    double calculated = margins.calculated();
    return switch (tool) {
      case AntiProcyclicality.None _ -> new Mitigation.Mitigated(calculated, List.of(), null);
      case AntiProcyclicality.Buffer(double fraction) -> {
        BufferState next =
            buffer == null
                ? BufferState.start(calculated, fraction, now)
                : buffer.next(calculated, fraction, schedule, now);
        yield mitigated(Kind.BUFFER25, calculated, next.required(), fraction, next);
      }
      case AntiProcyclicality.Stress(double weight) ->
          margins.stressed().isEmpty()
              ? missing("the margin from stressed observations")
              : mitigated(
                  Kind.STRESS25,
                  calculated,
                  (1 - weight) * calculated + weight * margins.stressed().getAsDouble(),
                  weight,
                  null);
      case AntiProcyclicality.LongFloor _ -> {
        if (margins.longHistory().isEmpty()) {
          yield missing("the margin from ten years of volatility, or a proxy stated for it");
        }
        double floor = margins.longHistory().getAsDouble();
        yield mitigated(Kind.FLOOR10Y, calculated, Math.max(calculated, floor), floor, null);
      }
    };
  }

  private static Mitigation mitigated(
      Kind kind, double before, double after, double limit, @Nullable BufferState buffer) {
    List<GovernorStep> steps =
        after == before ? List.of() : List.of(GovernorStep.of(kind, before, after, limit));
    return new Mitigation.Mitigated(after, steps, buffer);
  }

  private static Mitigation missing(String what) {
    return new Mitigation.Unavailable(
        Reason.HISTORY_TOO_SHORT, "The anti-procyclicality tool needs " + what);
  }
}
