package org.plimsoll.service.backtest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.rulebook.BoundKind;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.Status;
import org.plimsoll.engine.volatility.StatisticName;

/// One rule whose margins are tested: a pack asked for by its id, or whichever law is in force for
/// a class of clients.
///
/// @param id the pack's id, or `law:EU/retail`
/// @param pack the pack's id; empty for the law in force
/// @param instrumentClass as which the contract is listed: the law may know a perpetual as a `cfd`
/// @param horizonDays the calendar days over which a loss is measured
/// @param horizonFrom where they are from
/// @param confidence the share of losses that the margin claims to cover, on one side
/// @param confidenceFrom where it is from
/// @param standing what the rule is and says of itself at the end of the test
public record Column(
    String id,
    String pack,
    String jurisdiction,
    String clientClass,
    String instrumentClass,
    int horizonDays,
    Origin horizonFrom,
    double confidence,
    Origin confidenceFrom,
    Standing standing) {
  /// The word for the law in force where a pack is asked for.
  public static final String LAW = "law";

  private static final List<String> PREFERRED = List.of("perpetual", "future", "cfd", "swap");
  private static final List<String> PERIODS =
      List.of("liquidation_period", "margin_period_of_risk");
  private static final String CRYPTO = "crypto";

  /// Where a horizon or a confidence is from.
  public enum Origin {
    /// A parameter of the rule pack.
    PARAMETER,
    /// The statistic that the pack's formula reads.
    OBSERVATION,
    /// Asked for by whoever runs the test.
    OPTION,
    /// Neither: one day, 99 %.
    STANDARD
  }

  /// What a rule is.
  ///
  /// @param versions the pack's id, version and hash, as the law stood at the end of the test
  /// @param watermark empty for law
  public record Standing(
      String title,
      Status status,
      BoundKind boundKind,
      String versions,
      String watermark,
      List<Citation> citations) {
    public Standing {
      citations = List.copyOf(citations);
    }
  }

  /// Whose law is asked, and what is fixed whatever the rule says.
  ///
  /// @param jurisdiction asked beside a rule that has none, and for the law in force
  /// @param clientClass the same
  /// @param horizonDays fixed for all columns where given
  /// @param confidence fixed for all columns where given
  public record Wishes(
      String jurisdiction,
      String clientClass,
      OptionalInt horizonDays,
      OptionalDouble confidence) {}

  /// The column of a pack by its id, or of the law in force for {@link #LAW}.
  ///
  /// @param at the end of the test: the version then gives title, horizon and confidence
  /// @throws IllegalArgumentException when no such rule can be applied to crypto-assets then
  public static Column of(String name, RuleBook rules, Instant at, Wishes wishes) {
    if (name.equals(LAW)) {
      return ofLaw(rules, at, wishes);
    }
    RulePack pack =
        rules
            .find(name, at)
            .orElseThrow(() -> new IllegalArgumentException("No rule pack " + name + " at " + at));
    String jurisdiction = pack.applicability().jurisdiction();
    boolean ofNone = jurisdiction.equals("NONE");
    List<String> clients = pack.applicability().clients();
    String client = clients.contains(wishes.clientClass()) ? wishes.clientClass() : clients.get(0);
    String instrument =
        pack.applicability().instruments().stream()
            .filter(PREFERRED::contains)
            .min(Comparator.comparingInt(PREFERRED::indexOf))
            .orElse(pack.applicability().instruments().getFirst());
    RuleQuery query =
        new RuleQuery(
            ofNone ? wishes.jurisdiction() : jurisdiction, instrument, CRYPTO, client, at, at);
    return of(name, name, query, rules.resolvePack(name, query, new TreeMap<>()), wishes);
  }

  private static Column ofLaw(RuleBook rules, Instant at, Wishes wishes) {
    for (String instrument : PREFERRED) {
      RuleQuery query =
          new RuleQuery(wishes.jurisdiction(), instrument, CRYPTO, wishes.clientClass(), at, at);
      Resolution resolution = rules.resolve(query);
      if (resolution instanceof Resolution.Resolved) {
        String id = LAW + ":" + wishes.jurisdiction() + "/" + wishes.clientClass();
        return of(id, "", query, resolution, wishes);
      }
    }
    throw new IllegalArgumentException(
        "No law in force for " + wishes.jurisdiction() + " " + wishes.clientClass() + " at " + at);
  }

  private static Column of(
      String id, String pack, RuleQuery query, Resolution resolution, Wishes wishes) {
    RuleSet rules =
        switch (resolution) {
          case Resolution.Resolved(RuleSet found) -> found;
          case Resolution.NoRule none -> throw new IllegalArgumentException(none.detail());
        };
    Optional<Sourced> horizon =
        wishes.horizonDays().isPresent()
            ? Optional.of(new Sourced(wishes.horizonDays().getAsInt(), Origin.OPTION))
            : horizonOf(rules);
    Optional<Sourced> confidence =
        wishes.confidence().isPresent()
            ? Optional.of(new Sourced(wishes.confidence().getAsDouble(), Origin.OPTION))
            : confidenceOf(rules);
    Sourced days = horizon.orElse(new Sourced(1, Origin.STANDARD));
    Sourced share = confidence.orElse(new Sourced(0.99, Origin.STANDARD));
    return new Column(
        id,
        pack,
        query.jurisdiction(),
        query.clientClass(),
        query.instrumentClass(),
        (int) days.value(),
        days.from(),
        share.value(),
        share.from(),
        new Standing(
            rules.title(),
            rules.status(),
            rules.boundKind(),
            rules.packId() + " v" + rules.packVersion() + " " + rules.packHash(),
            rules.watermark(),
            rules.citations()));
  }

  private record Sourced(double value, Origin from) {}

  private static Optional<Sourced> horizonOf(RuleSet rules) {
    for (String name : PERIODS) {
      DatedValue stated = rules.parameters().get(name);
      if (stated != null) {
        return Optional.of(new Sourced(Math.max(1, Math.ceil(stated.value())), Origin.PARAMETER));
      }
    }
    boolean swap = rules.query().instrumentClass().equals("swap");
    DatedValue byClass = rules.parameters().get(swap ? "swap_period" : "future_period");
    if (byClass != null) {
      return Optional.of(new Sourced(Math.max(1, Math.ceil(byClass.value())), Origin.PARAMETER));
    }
    return rules.observations().stream()
        .flatMap(name -> StatisticName.parse(name).stream())
        .map(StatisticName::horizonDays)
        .max(Comparator.naturalOrder())
        .map(days -> new Sourced(days, Origin.OBSERVATION));
  }

  private static Optional<Sourced> confidenceOf(RuleSet rules) {
    DatedValue stated = rules.parameters().get("confidence");
    if (stated != null) {
      return Optional.of(new Sourced(stated.value(), Origin.PARAMETER));
    }
    return rules.observations().stream()
        .flatMap(name -> StatisticName.parse(name).stream())
        .filter(StatisticName::quantile)
        .map(name -> (double) name.probabilityDigits() / name.probabilityScale())
        .max(Comparator.naturalOrder())
        .map(share -> new Sourced(share, Origin.OBSERVATION));
  }

  /// Whether the rule is no law: what it gives is shown with its watermark only.
  public boolean isWatermarked() {
    return !standing.watermark().isEmpty();
  }

  /// The venue's class of clients that stands for this column.
  VenueTerms.RateClass rateClass() {
    return new VenueTerms.RateClass(id, jurisdiction, clientClass, pack);
  }
}
