package org.plimsoll.audit.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Runs every check on a situation. Pure: the same situation gives the same findings.
public final class Checks {
  /// How far ahead changes of rules are told.
  public static final Duration HORIZON = Duration.ofDays(180);

  private Checks() {}

  /// The findings, the most severe first, then by code and subject.
  public static List<Finding> run(Situation situation) {
    List<Finding> findings = new ArrayList<>();
    new RuleChecks(situation, findings).run();
    new RateChecks(situation, findings).run();
    SourceChecks.run(situation, findings);
    return findings.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparing(Finding::code)
                .thenComparing(Finding::subject)
                .thenComparing(Finding::message))
        .toList();
  }
}
