package org.plimsoll.engine.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;

/// Makes the rule set of one pack for one case.
final class Assembly {
  private final RulePack pack;
  private final RuleQuery query;
  private final LocalDate day;
  private final LocalDate knownOn;

  Assembly(RulePack pack, RuleQuery query) {
    this.pack = pack;
    this.query = query;
    this.day = pack.dayOf(query.asOf());
    this.knownOn = pack.dayOf(query.knownAt());
  }

  Resolution ruleSet(SortedMap<String, String> answers) {
    SortedMap<String, DatedValue> values = new TreeMap<>();
    for (Parameter parameter : pack.parameters()) {
      inForce(parameter.values(), DatedValue::effective)
          .ifPresent(value -> values.put(parameter.name(), value));
    }
    if (pack.formulas().isEmpty()) {
      return new Resolution.Resolved(ruleSet(answers, values, null));
    }
    Optional<FormulaVersion> formulas = inForce(pack.formulas(), FormulaVersion::effective);
    if (formulas.isEmpty()) {
      return new Resolution.NoRule(
          absence(pack.formulas(), FormulaVersion::effective, Reason.NO_RULE_IN_FORCE),
          pack.id() + " has no formula for " + day + " known on " + knownOn);
    }
    return missing(formulas.get(), values)
        .<Resolution>map(this::missingParameter)
        .orElseGet(() -> new Resolution.Resolved(ruleSet(answers, values, formulas.get())));
  }

  /// Of the statements that apply on the day and were known, the one that began last; of two that
  /// began together, the one known later.
  private <T> Optional<T> inForce(List<T> statements, Function<T, Effective> dates) {
    return statements.stream()
        .filter(one -> dates.apply(one).isValidOn(day) && dates.apply(one).isKnownOn(knownOn))
        .max(
            Comparator.comparing((T one) -> dates.apply(one).validFrom())
                .thenComparing(one -> dates.apply(one).knownFrom()));
  }

  private <T> Reason absence(List<T> statements, Function<T, Effective> dates, Reason otherwise) {
    return statements.stream().anyMatch(one -> dates.apply(one).isValidOn(day))
        ? Reason.RULE_NOT_YET_KNOWN
        : otherwise;
  }

  private Optional<Parameter> missing(
      FormulaVersion formulas, SortedMap<String, DatedValue> values) {
    SortedSet<String> read = new TreeSet<>();
    all(formulas).forEach(formula -> read.addAll(FormulaInputs.readBy(formula)));
    return pack.parameters().stream()
        .filter(one -> read.contains(one.name()) && !values.containsKey(one.name()))
        .findFirst();
  }

  private static List<Formula> all(FormulaVersion formulas) {
    List<Formula> all = new ArrayList<>();
    all.add(formulas.initial());
    addIfPresent(formulas.maintenance(), all);
    addIfPresent(formulas.floor(), all);
    addIfPresent(formulas.cap(), all);
    return all;
  }

  private static void addIfPresent(@Nullable Formula formula, List<Formula> all) {
    if (formula != null) {
      all.add(formula);
    }
  }

  private Resolution missingParameter(Parameter parameter) {
    return new Resolution.NoRule(
        absence(parameter.values(), DatedValue::effective, Reason.PARAMETER_MISSING),
        pack.id()
            + " has no value of "
            + parameter.name()
            + " for "
            + day
            + " known on "
            + knownOn);
  }

  private RuleSet ruleSet(
      SortedMap<String, String> answers,
      SortedMap<String, DatedValue> values,
      @Nullable FormulaVersion formulas) {
    SortedMap<String, String> given = inForce(answers);
    return new RuleSet(
        pack.id(),
        pack.version(),
        pack.hash(),
        pack.title(),
        pack.titleZh(),
        query,
        status(),
        pack.boundKind(),
        pack.method(),
        pack.watermark(),
        pack.watermarkZh(),
        values,
        given,
        constants(values, given),
        pack.observations(),
        formulas,
        pack.governor(),
        pack.antiProcyclicality(),
        sources(values, formulas));
  }

  private SortedMap<String, String> inForce(SortedMap<String, String> answers) {
    SortedMap<String, String> all = new TreeMap<>();
    for (Switch one : pack.switches()) {
      String answer = answers.getOrDefault(one.name(), one.standard());
      if (!one.options().contains(answer)) {
        throw new IllegalArgumentException(
            "The switch " + one.name() + " has no option " + answer + ", only " + one.options());
      }
      all.put(one.name(), answer);
    }
    return all;
  }

  private SortedMap<String, Double> constants(
      SortedMap<String, DatedValue> values, SortedMap<String, String> answers) {
    SortedMap<String, Double> all = new TreeMap<>();
    FormulaInputs.classes().keySet().forEach(name -> all.put(name, 0.0));
    all.put(FormulaInputs.instrument(query.instrumentClass()), 1.0);
    all.put(FormulaInputs.underlying(query.underlyingClass()), 1.0);
    all.put(FormulaInputs.client(query.clientClass()), 1.0);
    values.forEach((name, dated) -> all.put(name, dated.value()));
    for (Switch one : pack.switches()) {
      String answer = answers.get(one.name());
      one.options()
          .forEach(
              option ->
                  all.put(
                      FormulaInputs.answer(one.name(), option), option.equals(answer) ? 1.0 : 0.0));
    }
    return all;
  }

  private Status status() {
    LocalDate seen = day.isBefore(knownOn) ? day : knownOn;
    boolean litigated =
        pack.status() == Status.IN_FORCE
            && pack.switches().stream()
                .anyMatch(one -> one.isLitigated(query.instrumentClass(), seen));
    return litigated ? Status.LITIGATED : pack.status();
  }

  private List<Provenance> sources(
      SortedMap<String, DatedValue> values, @Nullable FormulaVersion formulas) {
    List<Provenance> sources = new ArrayList<>();
    sources.add(pack.basis());
    if (formulas != null) {
      sources.add(formulas.provenance());
    }
    pack.switches().forEach(one -> sources.add(one.provenance()));
    values.values().forEach(value -> sources.add(value.provenance()));
    return sources.stream().distinct().toList();
  }
}
