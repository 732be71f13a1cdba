package org.plimsoll.engine.rulebook;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One rule as it stands for one case at one instant: everything fixed, nothing looked up later.
///
/// @param packHash SHA-256 of the canonical form of the pack
/// @param titleZh the title in Chinese; as it stands where the pack has none in Chinese
/// @param query the case; its classes are the pack's principal ones where the pack was asked for by
///     id alone
/// @param status the pack's, or LITIGATED where a switch that concerns the case is before a court
/// @param watermarkZh the watermark in Chinese, likewise
/// @param parameters the values in force, by name
/// @param switches the answers in force, by name
/// @param constants what the formulas read besides observations, by name: values in force, and the
///     truths of every option and class
/// @param observations what the formulas need from the market
/// @param formulas null when the rule sets no rate
/// @param sources what supports the rule and each value in force, without repetition
public record RuleSet(
    String packId,
    int packVersion,
    String packHash,
    String title,
    String titleZh,
    RuleQuery query,
    Status status,
    BoundKind boundKind,
    Method method,
    String watermark,
    String watermarkZh,
    SortedMap<String, DatedValue> parameters,
    SortedMap<String, String> switches,
    SortedMap<String, Double> constants,
    List<String> observations,
    @Nullable FormulaVersion formulas,
    GovernorSettings governor,
    AntiProcyclicality antiProcyclicality,
    List<Provenance> sources) {
  /// Copies the collections.
  public RuleSet {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
    observations = List.copyOf(observations);
    sources = List.copyOf(sources);
  }

  /// The formulas in force, or nothing when the rule sets no rate.
  public Optional<FormulaVersion> rateFormulas() {
    return Optional.ofNullable(formulas);
  }

  /// The citations of all sources, without repetition.
  public List<Citation> citations() {
    return sources.stream().map(Provenance::citation).distinct().toList();
  }

  /// The worst evidence among the sources.
  public Evidence evidence() {
    return sources.stream()
        .map(Provenance::evidence)
        .max(java.util.Comparator.naturalOrder())
        .orElse(Evidence.MEMORY);
  }

  /// The instant for which the rule was resolved.
  public Instant asOf() {
    return query.asOf();
  }
}
