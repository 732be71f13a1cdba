package org.plimsoll.audit.checks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Evidence;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.rulepacks.PackVerification;

/// Checks of the rules that apply to what the venue serves, now and soon.
final class RuleChecks {
  private static final int MOST_CHANGES = 200;
  private static final Pattern LOSS =
      Pattern.compile("(?:stressed_)?loss_q(\\d{2,4})_(\\d+)d(?:_(\\d+)d)?");
  private static final Pattern DEVIATION = Pattern.compile("sd_()(\\d+)d_(\\d+)d");

  private final Situation situation;
  private final List<Finding> findings;

  RuleChecks(Situation situation, List<Finding> findings) {
    this.situation = situation;
    this.findings = findings;
  }

  void run() {
    SortedSet<String> seen = new TreeSet<>();
    for (LiveRate rate : situation.rates()) {
      switch (resolve(rate, situation.now())) {
        case Resolution.NoRule(Reason reason, String detail) -> absent(rate, reason, detail);
        case Resolution.Resolved(RuleSet rules) -> {
          compare(rate, rules);
          if (seen.add(rules.packId() + " " + rate.of().instrumentClass())) {
            sources(rules);
            parameters(rules);
            changes(rate, rules);
          }
        }
      }
    }
  }

  /// The rule for a rate; what has no jurisdiction is known by its pack.
  private Resolution resolve(LiveRate rate, Instant asOf) {
    LiveRate.Case of = rate.of();
    var query =
        new RuleQuery(
            of.jurisdiction(),
            of.instrumentClass(),
            of.underlyingClass(),
            of.clientClass(),
            asOf,
            situation.now());
    String pack = rate.packId();
    return of.jurisdiction().equals("NONE") && pack != null
        ? situation.rules().resolvePack(pack, query, new TreeMap<>())
        : situation.rules().resolve(query);
  }

  private void absent(LiveRate rate, Reason reason, String detail) {
    CheckCode code =
        reason == Reason.PARAMETER_MISSING ? CheckCode.VALUE_MISSING : CheckCode.RULE_MISSING;
    add(code, rate.of().subject(), detail, Map.of("reason", reason.name()));
  }

  private void compare(LiveRate rate, RuleSet rules) {
    String pack = String.valueOf(rate.packId());
    String hash = String.valueOf(rate.packHash());
    if (!pack.equals(rules.packId()) || !hash.equals(rules.packHash())) {
      add(
          CheckCode.RULE_DIFFERS,
          rate.of().subject(),
          "The rate comes from " + pack + " " + hash + "; in force is " + rules.packId(),
          Map.of(
              "live",
              pack,
              "liveHash",
              hash,
              "inForce",
              rules.packId(),
              "inForceHash",
              rules.packHash()));
    }
  }

  private void sources(RuleSet rules) {
    LocalDate today = situation.now().atOffset(java.time.ZoneOffset.UTC).toLocalDate();
    for (Provenance source : rules.sources()) {
      Map<String, String> evidence =
          Map.of(
              "citation", source.citation().title() + ", " + source.citation().article(),
              "lastChecked", source.lastChecked().toString(),
              "grade", source.evidence().name());
      if (source.lastChecked().plusDays(PackVerification.REVIEW_DAYS).isBefore(today)) {
        add(
            CheckCode.CITATION_STALE,
            rules.packId(),
            source.citation().title() + " was last looked at on " + source.lastChecked(),
            evidence);
      }
      if (source.evidence() == Evidence.MEMORY) {
        add(
            CheckCode.EVIDENCE_WEAK,
            rules.packId(),
            source.citation().title() + ", " + source.citation().article() + ": from memory",
            evidence);
      }
    }
  }

  /// Confidence, horizon and lookback that a parameter states must be those of the statistic that
  /// the formula reads.
  private void parameters(RuleSet rules) {
    for (var entry : rules.parameters().entrySet()) {
      String name = entry.getKey();
      DatedValue value = entry.getValue();
      int group =
          name.equals("confidence")
              ? 1
              : name.endsWith("period") || name.endsWith("period_of_risk")
                  ? 2
                  : name.equals("lookback") ? 3 : 0;
      if (group > 0 && !isStatedBy(rules, group, value.value())) {
        add(
            CheckCode.PARAMETERS_DISAGREE,
            rules.packId(),
            name
                + " is "
                + value.text()
                + ", and no observation read has it: "
                + rules.observations(),
            Map.of(
                "parameter",
                name,
                "value",
                value.text(),
                "observations",
                String.join(" ", rules.observations())));
      }
    }
  }

  private static boolean isStatedBy(RuleSet rules, int group, double value) {
    boolean any = false;
    for (String observation : rules.observations()) {
      Matcher loss = LOSS.matcher(observation);
      Matcher deviation = DEVIATION.matcher(observation);
      Matcher found = loss.matches() ? loss : deviation.matches() ? deviation : null;
      String text = found == null ? null : found.group(group);
      if (text != null && !text.isEmpty()) {
        any = true;
        double stated = group == 1 ? Double.parseDouble("0." + text) : Double.parseDouble(text);
        if (stated == value) {
          return true;
        }
      }
    }
    return !any;
  }

  /// What is known today to become another.
  private void changes(LiveRate rate, RuleSet now) {
    SortedMap<String, String> before = statements(now);
    Instant end = situation.now().plus(Checks.HORIZON);
    Optional<Instant> next = situation.rules().nextChange(situation.now());
    for (int i = 0; i < MOST_CHANGES && next.isPresent() && !next.get().isAfter(end); i++) {
      Instant at = next.get();
      switch (resolve(rate, at)) {
        case Resolution.NoRule(Reason reason, String detail) -> {
          add(
              CheckCode.RULE_CHANGES,
              now.packId(),
              "From " + at + " on no rule applies: " + detail,
              Map.of("from", at.toString(), "reason", reason.name()));
          return;
        }
        case Resolution.Resolved(RuleSet later) -> {
          SortedMap<String, String> after = statements(later);
          if (!after.equals(before)) {
            tell(now, at, before, after);
            before = after;
          }
        }
      }
      next = situation.rules().nextChange(at);
    }
  }

  private void tell(
      RuleSet rules,
      Instant at,
      SortedMap<String, String> before,
      SortedMap<String, String> after) {
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    SortedMap<String, String> evidence = new TreeMap<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "nothing");
      String young = after.getOrDefault(name, "nothing");
      if (!old.equals(young)) {
        evidence.put(name, old + " → " + young);
      }
    }
    String what = String.join(", ", evidence.keySet());
    evidence.put("from", at.toString());
    add(CheckCode.RULE_CHANGES, rules.packId(), "From " + at + " on: " + what, evidence);
  }

  private static SortedMap<String, String> statements(RuleSet rules) {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("pack", rules.packId());
    all.put("status", rules.status().name());
    rules.parameters().forEach((name, value) -> all.put("parameter " + name, value.text()));
    rules.rateFormulas().ifPresent(formulas -> put(all, formulas.initial()));
    return all;
  }

  private static void put(SortedMap<String, String> all, Formula formula) {
    all.put("formula", formula.text());
  }

  private void add(CheckCode code, String subject, String message, Map<String, String> evidence) {
    findings.add(new Finding(code, subject, message, new TreeMap<>(evidence)));
  }
}
