package org.plimsoll.rulepacks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.WorkedCase;

/// Runs the worked cases of a pack against the pack itself.
public final class CaseRunner {
  private CaseRunner() {}

  /// The result of every worked case of `pack`, in the order of the pack.
  public static List<CaseResult> run(RulePack pack) {
    RuleBook book = RuleBook.of(List.of(pack));
    return pack.cases().stream().map(example -> run(pack, book, example)).toList();
  }

  /// The question that `example` puts.
  public static RuleQuery query(RulePack pack, WorkedCase example) {
    return new RuleQuery(
        pack.applicability().jurisdiction(),
        example.instrumentClass(),
        example.underlyingClass(),
        example.clientClass(),
        pack.startOf(example.date()),
        endOf(pack, example));
  }

  /// Knowledge of a day is what was known when it ended.
  private static Instant endOf(RulePack pack, WorkedCase example) {
    return pack.startOf(example.knownOn().plusDays(1)).minusNanos(1);
  }

  private static CaseResult run(RulePack pack, RuleBook book, WorkedCase example) {
    Resolution resolution = book.resolvePack(pack.id(), query(pack, example), example.switches());
    Actual actual =
        switch (resolution) {
          case Resolution.NoRule(Reason reason, String detail) ->
              Actual.without("UNAVAILABLE", reason, reason + ": " + detail);
          case Resolution.Resolved(var rules) ->
              Actual.of(RateCalculator.determine(rules, Inputs.of(example.inputs())));
        };
    boolean passed = actual.meets(example.expected());
    return new CaseResult(pack.id(), pack.version(), example, passed, actual.words());
  }

  /// A determination in the terms of a worked case.
  private record Actual(
      String outcome,
      @Nullable Reason reason,
      @Nullable Double rate,
      @Nullable Double maintenance,
      String words) {
    static Actual without(String outcome, @Nullable Reason reason, String words) {
      return new Actual(outcome, reason, null, null, words);
    }

    static Actual of(Determination determination) {
      return switch (determination) {
        case Determination.Rate rate ->
            new Actual(
                "RATE",
                null,
                rate.rate(),
                rate.maintenance(),
                "rate " + rate.rate() + ", maintenance " + rate.maintenance());
        case Determination.Prohibited _ -> without("PROHIBITED", null, "prohibited");
        case Determination.PrinciplesOnly _ -> without("PRINCIPLES_ONLY", null, "principles only");
        case Determination.VenueSet _ -> without("VENUE_SET", null, "set by the venue");
        case Determination.Unavailable none ->
            without("UNAVAILABLE", none.reason(), none.reason() + ": " + none.detail());
      };
    }

    boolean meets(WorkedCase.Expected expected) {
      return outcome.equals(expected.outcome())
          && near(expected.rate(), rate, expected.tolerance())
          && near(expected.maintenance(), maintenance, expected.tolerance())
          && (expected.reason() == null
              || (reason != null && reason.name().equals(expected.reason())));
    }

    private static boolean near(
        @Nullable Double expected, @Nullable Double actual, double tolerance) {
      return expected == null || (actual != null && Math.abs(actual - expected) <= tolerance);
    }
  }
}
