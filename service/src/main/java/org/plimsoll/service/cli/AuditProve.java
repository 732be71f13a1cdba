package org.plimsoll.service.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.proof.Absence;
import org.plimsoll.audit.proof.Claim;
import org.plimsoll.audit.proof.Counterexample;
import org.plimsoll.audit.proof.Effort;
import org.plimsoll.audit.proof.PackCase;
import org.plimsoll.audit.proof.Prover;
import org.plimsoll.audit.proof.RateFunction;
import org.plimsoll.audit.proof.Verdict;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.service.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proves that one rate never falls below another over a domain, or shows where it does.
@Command(name = "prove")
final class AuditProve implements Callable<Integer> {
  private final Session session;
  @Mixin Packs packs = new Packs();
  @Mixin RateSource source = new RateSource();

  @Option(names = "--formula", paramLabel = "TEXT|PACK", required = true)
  String formula = "";

  @Option(names = "--against", paramLabel = "TEXT|PACK", required = true)
  String against = "";

  @Option(names = "--params", paramLabel = "NAME[:UNIT]=VALUE,…")
  @Nullable List<String> parameters;

  @Option(names = "--margin", paramLabel = "RATE", defaultValue = "0")
  double margin;

  @Option(names = "--absent", paramLabel = "violates|excluded", defaultValue = "violates")
  Absence absence = Absence.VIOLATES;

  @Option(names = "--as-of", paramLabel = "TIME")
  @Nullable String asOf;

  @Option(names = "--known-at", paramLabel = "TIME")
  @Nullable String knownAt;

  @Option(names = "--method", paramLabel = "all|intervals|solver", defaultValue = "all")
  Way method = Way.all;

  /// The ways to an answer that may be used.
  enum Way {
    /// Both.
    all,
    /// Interval branch-and-bound.
    intervals,
    /// Z3.
    solver;

    Set<Effort.Method> methods() {
      return switch (this) {
        case all -> Prover.ALL;
        case intervals -> Set.of(Effort.Method.INTERVALS);
        case solver -> Set.of(Effort.Method.SOLVER);
      };
    }
  }

  /// One rate at a point.
  record RateRow(@Nullable Double rate, @Nullable String reason, @Nullable String detail) {
    static RateRow of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Value(double value, var _) -> new RateRow(value, null, null);
        case Outcome.Truth(boolean truth) -> new RateRow(truth ? 1.0 : 0.0, null, null);
        case Outcome.Unavailable(var reason, String detail) ->
            new RateRow(null, reason.name(), detail);
      };
    }

    String words() {
      return rate == null ? String.valueOf(reason) : Double.toString(rate);
    }
  }

  /// A point at which the claim fails.
  record PointRow(
      Map<String, Double> inputs, RateRow venue, RateRow statute, @Nullable Double shortfall) {
    static PointRow of(Counterexample found) {
      double shortfall = found.shortfall();
      return new PointRow(
          found.point(),
          RateRow.of(found.venue()),
          RateRow.of(found.statute()),
          Double.isNaN(shortfall) ? null : shortfall);
    }
  }

  private record Answer(
      String verdict,
      String formula,
      String against,
      String domain,
      double margin,
      String absent,
      String method,
      @Nullable Double rounding,
      @Nullable PointRow counterexample,
      @Nullable String remaining,
      @Nullable String why,
      long cells,
      double seconds) {}

  /// The two sides of a claim.
  private record Sides(RateFunction venue, RateFunction statute) {}

  AuditProve(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Domain ranges = source.ranges();
    Optional<Sides> sides = sides(ranges);
    if (sides.isEmpty()) {
      return ExitCode.BAD_DATA;
    }
    Claim claim = claim(sides.get(), ranges.box());
    Verdict verdict = Prover.prove(claim, source.limit(), method.methods());
    Answer answer = answer(claim, verdict);
    session.printer().print(answer, table(answer));
    return switch (verdict) {
      case Verdict.Proved _ -> ExitCode.OK;
      case Verdict.Violated _ -> ExitCode.NO;
      case Verdict.Undecided _ -> ExitCode.TRY_AGAIN;
    };
  }

  private Claim claim(Sides sides, Box domain) {
    try {
      return new Claim(sides.venue(), sides.statute(), domain, margin, absence);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_CLAIM", String.valueOf(e.getMessage()));
    }
  }

  /// A formula may use the names of the pack on the other side.
  private Optional<Sides> sides(Domain ranges) throws IOException {
    RuleBook book = packs.sound().book();
    Instant as = asOf == null ? Instant.now() : Times.parse("--as-of", asOf);
    Instant known = knownAt == null ? as : Times.parse("--known-at", knownAt);
    PackCase at = source.at(as, known);
    SortedMap<String, Setting> given = RateSource.settings(parameters);
    Optional<RateFunction> venuePack =
        RateSource.pack(book, formula, at).map(pack -> changed(pack, given));
    Optional<RateFunction> statutePack = RateSource.pack(book, against, at);
    Optional<RateFunction> venue =
        venuePack.isPresent() ? venuePack : text(formula, ranges, given, statutePack);
    Optional<RateFunction> statute =
        statutePack.isPresent() || venue.isEmpty()
            ? statutePack
            : text(against, ranges, given, venuePack);
    return venue.flatMap(one -> statute.map(other -> new Sides(one, other)));
  }

  private static RateFunction changed(RateFunction pack, SortedMap<String, Setting> given) {
    var values = new TreeMap<String, Double>();
    given.forEach((name, setting) -> values.put(name, setting.value()));
    try {
      return pack.with(values);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_CLAIM", String.valueOf(e.getMessage()));
    }
  }

  private Optional<RateFunction> text(
      String text, Domain ranges, SortedMap<String, Setting> given, Optional<RateFunction> other) {
    var units = new TreeMap<String, Unit>();
    var constants = new TreeMap<String, Double>();
    for (Formula part : other.map(RateFunction::parts).orElse(List.of())) {
      units.putAll(part.inputs());
    }
    other.ifPresent(pack -> constants.putAll(pack.constants()));
    ranges.units().forEach(units::putIfAbsent);
    given.forEach(
        (name, setting) -> {
          units.putIfAbsent(name, setting.unit());
          constants.put(name, setting.value());
        });
    return RateSource.formula(session, text, units, constants);
  }

  private Answer answer(Claim claim, Verdict verdict) {
    Double rounding = null;
    PointRow point = null;
    String remaining = null;
    String why = null;
    switch (verdict) {
      case Verdict.Proved(double bound, var _) -> rounding = Double.isFinite(bound) ? bound : null;
      case Verdict.Violated(Counterexample found, var _) -> point = PointRow.of(found);
      case Verdict.Undecided(Box box, String reason, var _) -> {
        remaining = box.toString();
        why = reason;
      }
    }
    Effort effort = verdict.effort();
    return new Answer(
        verdict.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT),
        claim.venue().name(),
        claim.statute().name(),
        claim.domain().toString(),
        claim.margin(),
        claim.absence().name(),
        effort.method().name(),
        rounding,
        point,
        remaining,
        why,
        effort.cells(),
        Math.rint(effort.elapsed().toNanos() / 1e3) / 1e6);
  }

  private static Table table(Answer answer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("verdict", answer.verdict()));
    rows.add(List.of("formula", answer.formula()));
    rows.add(List.of("against", answer.against()));
    PointRow point = answer.counterexample();
    if (point != null) {
      point.inputs().forEach((name, value) -> rows.add(List.of("  " + name, number(value))));
      rows.add(List.of("rate", point.venue().words()));
      rows.add(List.of("floor", point.statute().words()));
    }
    String remaining = answer.remaining();
    if (remaining != null) {
      rows.add(List.of("remaining", remaining));
      rows.add(List.of("why", String.valueOf(answer.why())));
    }
    if (answer.verdict().equals("PROVED")) {
      rows.add(List.of("rounding", String.valueOf(answer.rounding())));
    }
    rows.add(List.of("method", answer.method()));
    rows.add(List.of("seconds", Double.toString(answer.seconds())));
    return new Table(List.of("name", "value"), rows);
  }

  private static String number(double value) {
    return Json.decimal(value);
  }
}
