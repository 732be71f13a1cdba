package org.plimsoll.service.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.rulebook.Classes;
import org.plimsoll.engine.rulebook.RuleQuery;
import picocli.CommandLine.Option;

/// The case that a rule is asked about.
final class Case {
  @Option(names = "--jurisdiction", paramLabel = "CODE")
  @Nullable String jurisdiction;

  @Option(names = "--instrument", paramLabel = "CLASS|ID", defaultValue = "perpetual")
  String instrument = "";

  @Option(names = "--underlying-class", paramLabel = "CLASS", defaultValue = "crypto")
  String underlyingClass = "";

  @Option(names = "--client-class", paramLabel = "CLASS")
  @Nullable String clientClass;

  @Option(names = "--as-of", paramLabel = "TIME")
  @Nullable String asOf;

  @Option(names = "--known-at", paramLabel = "TIME")
  @Nullable String knownAt;

  Instant asOf() {
    return asOf == null ? Instant.now() : Times.parse("--as-of", asOf);
  }

  /// Without a word about knowledge, what was known at the instant itself.
  Instant knownAt(Instant asOf) {
    return knownAt == null ? asOf : Times.parse("--known-at", knownAt);
  }

  /// The question; jurisdiction and client class must have been given.
  RuleQuery query() {
    if (jurisdiction == null || clientClass == null) {
      String missing = jurisdiction == null ? "--jurisdiction" : "--client-class";
      throw new Failure(ExitCode.USAGE, "MISSING_OPTION", missing);
    }
    return query(jurisdiction, known("client", clientClass, Classes.CLIENTS));
  }

  /// The question with other words for jurisdiction and client class.
  RuleQuery query(String code, String client) {
    Instant instant = asOf();
    return new RuleQuery(
        code,
        known("instrument", instrumentClass(instrument), Classes.INSTRUMENTS),
        known("underlying", underlyingClass, Classes.UNDERLYINGS),
        client,
        instant,
        knownAt(instant));
  }

  /// The class that an id tells: `BTC-PERP` is a perpetual, `BTC-20251226` a future.
  static String instrumentClass(String instrument) {
    String upper = instrument.toUpperCase(Locale.ROOT);
    if (upper.matches("[A-Z0-9]+-PERP(ETUAL)?")) {
      return "perpetual";
    }
    return upper.matches("[A-Z0-9]+-(\\d{6}|\\d{8})") ? "future" : instrument;
  }

  private static String known(String kind, String given, List<String> all) {
    if (!all.contains(given)) {
      throw new Failure(ExitCode.USAGE, "NOT_A_CLASS", kind, given, String.join(", ", all));
    }
    return given;
  }
}
