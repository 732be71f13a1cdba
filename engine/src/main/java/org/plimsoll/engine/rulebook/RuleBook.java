package org.plimsoll.engine.rulebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// Every rule pack a venue knows, in every version, and the choice of the one that applies.
///
/// Immutable; safe to share between threads.
public final class RuleBook {
  private final List<RulePack> packs;
  private final @Nullable Instant fixedAt;

  private RuleBook(List<RulePack> packs, @Nullable Instant fixedAt) {
    this.packs = packs;
    this.fixedAt = fixedAt;
  }

  /// The book of `packs`, in any order.
  ///
  /// @throws IllegalArgumentException if two packs have the same id and version
  public static RuleBook of(List<RulePack> packs) {
    List<RulePack> sorted =
        packs.stream()
            .sorted(Comparator.comparing(RulePack::id).thenComparingInt(RulePack::version))
            .toList();
    for (int i = 1; i < sorted.size(); i++) {
      RulePack one = sorted.get(i - 1);
      RulePack other = sorted.get(i);
      if (one.id().equals(other.id()) && one.version() == other.version()) {
        throw new IllegalArgumentException("Two packs " + one.id() + " version " + one.version());
      }
    }
    return new RuleBook(sorted, null);
  }

  /// The same packs, answering every question as of `instant` whatever its own dates: the law of
  /// one day over prices of another, for what-if tests on history. Nothing ever changes in it.
  public RuleBook fixedAt(Instant instant) {
    return new RuleBook(packs, instant);
  }

  private RuleQuery dated(RuleQuery query) {
    return fixedAt == null
        ? query
        : new RuleQuery(
            query.jurisdiction(),
            query.instrumentClass(),
            query.underlyingClass(),
            query.clientClass(),
            fixedAt,
            fixedAt);
  }

  /// All packs in the order of id and version.
  public List<RulePack> packs() {
    return packs;
  }

  /// The newest version of the pack `id` that was known at `knownAt`.
  public Optional<RulePack> find(String id, Instant knownAt) {
    return packs.stream()
        .filter(pack -> pack.id().equals(id) && isKnown(pack, knownAt))
        .reduce((older, newer) -> newer);
  }

  /// The rule that applies to `query`, with the standard answer to every switch.
  public Resolution resolve(RuleQuery query) {
    return resolve(query, new TreeMap<>());
  }

  /// The rule that applies to a question.
  ///
  /// @param answers answers to switches, by name; one that the rule does not know has no effect
  public Resolution resolve(RuleQuery asked, SortedMap<String, String> answers) {
    RuleQuery query = dated(asked);
    List<RulePack> known = newestKnown(query.knownAt());
    List<RulePack> candidates =
        known.stream()
            .filter(pack -> applies(pack, query) && competes(pack))
            .sorted(Comparator.comparing(RulePack::id))
            .toList();
    List<RulePack> prevailing =
        candidates.stream().filter(pack -> !givesWay(pack, candidates)).toList();
    if (prevailing.size() == 1) {
      return new Assembly(prevailing.getFirst(), query).ruleSet(answers);
    }
    if (!candidates.isEmpty()) {
      return new Resolution.NoRule(
          Reason.RULE_AMBIGUOUS,
          ids(candidates) + " all claim " + describe(query) + " and none prevails");
    }
    return none(query, known);
  }

  /// The pack `id` for its principal case, or nothing when it was not known, is not valid or lacks
  /// a value. The only way to a scenario.
  public Optional<RuleSet> resolvePack(String id, Instant asOf, Instant knownAt) {
    return find(id, fixedAt == null ? knownAt : fixedAt)
        .map(pack -> pack.applicability().principal(asOf, knownAt))
        .map(query -> resolvePack(id, query, new TreeMap<>()))
        .filter(Resolution.Resolved.class::isInstance)
        .map(resolution -> ((Resolution.Resolved) resolution).ruleSet());
  }

  /// The pack `id` for the classes and instants of a question; its jurisdiction is not looked at.
  public Resolution resolvePack(String id, RuleQuery asked, SortedMap<String, String> answers) {
    RuleQuery query = dated(asked);
    Optional<RulePack> known = find(id, query.knownAt());
    if (known.isEmpty()) {
      boolean later =
          packs.stream().anyMatch(pack -> pack.id().equals(id) && isValid(pack, query.asOf()));
      return new Resolution.NoRule(
          later ? Reason.RULE_NOT_YET_KNOWN : Reason.NO_RULE_IN_FORCE,
          later
              ? id + " was not known at " + query.knownAt()
              : "No pack " + id + " applies at " + query.asOf());
    }
    RulePack pack = known.get();
    if (!isValid(pack, query.asOf()) || !pack.applicability().coversClasses(query)) {
      return new Resolution.NoRule(
          Reason.NO_RULE_IN_FORCE, id + " does not apply to " + describe(query));
    }
    return new Assembly(pack, query).ruleSet(answers);
  }

  /// The first instant after `now` at which any answer may become another because of a date: when a
  /// rule, a value or a formula begins, ends or was published, or a court is asked.
  public Optional<Instant> nextChange(Instant now) {
    return fixedAt != null
        ? Optional.empty()
        : packs.stream()
            .flatMap(pack -> pack.turningDays().map(pack::startOf))
            .filter(instant -> instant.isAfter(now))
            .min(Comparator.naturalOrder());
  }

  private List<RulePack> newestKnown(Instant knownAt) {
    SortedMap<String, RulePack> newest = new TreeMap<>();
    packs.stream().filter(pack -> isKnown(pack, knownAt)).forEach(p -> newest.put(p.id(), p));
    return new ArrayList<>(newest.values());
  }

  private static boolean applies(RulePack pack, RuleQuery query) {
    return pack.applicability().covers(query) && isValid(pack, query.asOf());
  }

  /// Whether the pack may be chosen by jurisdiction and date: law that says something about margin.
  private static boolean competes(RulePack pack) {
    return pack.status().isBinding()
        && pack.selection() == Selection.AUTOMATIC
        && !pack.isNullPack();
  }

  private static boolean givesWay(RulePack pack, List<RulePack> candidates) {
    return candidates.stream().anyMatch(other -> other.prevailsOver().contains(pack.id()));
  }

  private static boolean isKnown(RulePack pack, Instant knownAt) {
    return pack.effective().isKnownOn(pack.dayOf(knownAt));
  }

  private static boolean isValid(RulePack pack, Instant asOf) {
    return pack.effective().isValidOn(pack.dayOf(asOf));
  }

  private Resolution none(RuleQuery query, List<RulePack> known) {
    String asked = describe(query);
    List<RulePack> unknown =
        packs.stream()
            .filter(pack -> !isKnown(pack, query.knownAt()))
            .filter(pack -> applies(pack, query) && competes(pack))
            .toList();
    if (!unknown.isEmpty()) {
      return new Resolution.NoRule(
          Reason.RULE_NOT_YET_KNOWN,
          ids(unknown) + " applies to " + asked + " and was not known at " + query.knownAt());
    }
    List<RulePack> near = known.stream().filter(pack -> applies(pack, query)).toList();
    List<RulePack> unbinding = near.stream().filter(pack -> !pack.status().isBinding()).toList();
    if (!unbinding.isEmpty()) {
      return new Resolution.NoRule(
          Reason.RULE_NOT_BINDING, ids(unbinding) + " covers " + asked + " and does not bind");
    }
    List<RulePack> nulls = near.stream().filter(RulePack::isNullPack).toList();
    String why = nulls.isEmpty() ? "" : "; " + ids(nulls) + " applies and sets no margin rate";
    return new Resolution.NoRule(Reason.NO_RULE_IN_FORCE, "No pack applies to " + asked + why);
  }

  private static String ids(List<RulePack> packs) {
    return String.join(", ", packs.stream().map(RulePack::id).toList());
  }

  private static String describe(RuleQuery query) {
    return String.join(
        " ",
        query.jurisdiction(),
        query.instrumentClass(),
        query.underlyingClass(),
        query.clientClass(),
        "at",
        query.asOf().toString());
  }
}
