package org.plimsoll.service.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.proof.PackCase;
import org.plimsoll.audit.proof.RateFunction;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RuleSet;
import picocli.CommandLine.Option;

/// The case and the domain for which rates are compared, and what a text stands for there.
///
/// A text is a pack's id, or a formula.
final class RateSource {
  @Option(names = "--domain", paramLabel = "NAME[:UNIT]=LOW..HIGH,…")
  @Nullable List<String> domain;

  @Option(names = "--instrument", paramLabel = "CLASS|ID", defaultValue = "perpetual")
  String instrument = "";

  @Option(names = "--underlying-class", paramLabel = "CLASS", defaultValue = "crypto")
  String underlyingClass = "";

  @Option(names = "--client-class", paramLabel = "CLASS", defaultValue = "retail")
  String clientClass = "";

  @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "5")
  double limitSeconds;

  private static final double LONGEST = 3_600;

  Domain ranges() {
    return Domain.of(domain == null ? List.of() : domain);
  }

  Duration limit() {
    if (!(limitSeconds >= 0.001 && limitSeconds <= LONGEST)) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--limit", limitSeconds, 0.001, LONGEST);
    }
    return Duration.ofNanos((long) (limitSeconds * 1e9));
  }

  PackCase at(Instant asOf, Instant knownAt) {
    return new PackCase(
        Case.instrumentClass(instrument), underlyingClass, clientClass, asOf, knownAt);
  }

  /// The rate of the pack called `id`, or nothing when there is no such pack.
  static Optional<RateFunction> pack(RuleBook book, String id, PackCase at) {
    if (book.packs().stream().noneMatch(pack -> pack.id().equals(id))) {
      return Optional.empty();
    }
    return switch (at.resolve(book, id)) {
      case Resolution.NoRule(var _, String detail) ->
          throw new Failure(ExitCode.BAD_DATA, "NO_RATE", id, detail);
      case Resolution.Resolved(RuleSet rules) ->
          Optional.of(
              RateFunction.of(rules)
                  .orElseThrow(
                      () ->
                          new Failure(
                              ExitCode.BAD_DATA, "NO_RATE", id, rules.status().toString())));
    };
  }

  /// The rate that `text` gives as a formula over `units`.
  ///
  /// Nothing when it is none, and then its errors were told.
  static Optional<RateFunction> formula(
      Session session,
      String text,
      SortedMap<String, Unit> units,
      SortedMap<String, Double> constants) {
    return FormulaCommand.check(session, text, units)
        .map(formula -> RateFunction.of(formula, readBy(formula, constants)));
  }

  private static SortedMap<String, Double> readBy(
      Formula formula, SortedMap<String, Double> constants) {
    SortedMap<String, Double> read = new TreeMap<>(constants);
    read.keySet().retainAll(formula.inputs().keySet());
    return read;
  }

  /// `name=value` entries, separated by commas or given one by one.
  static SortedMap<String, Setting> settings(@Nullable List<String> texts) {
    List<String> entries = new ArrayList<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      for (String entry : text.split(",", -1)) {
        if (!entry.isBlank()) {
          entries.add(entry.strip());
        }
      }
    }
    return Setting.all(entries, _ -> Optional.empty());
  }
}
