package org.plimsoll.service.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.service.api.view.CitationRow;
import org.plimsoll.service.api.view.FormulaInput;

/// The wire form of what rule sets say: sources, and the names that their formulas read.
public final class RuleAnswers {
  private RuleAnswers() {}

  /// A source with its grade and the day on which a person last checked it.
  public static CitationRow citation(Provenance source) {
    Citation citation = source.citation();
    return new CitationRow(
        citation.title(),
        citation.article(),
        citation.link().equals(Citation.NO_LINK) ? null : citation.link(),
        source.evidence().name().toLowerCase(Locale.ROOT),
        source.lastChecked().toString());
  }

  /// Every source of the rule set.
  public static List<CitationRow> citations(RuleSet rules) {
    return rules.sources().stream().map(RuleAnswers::citation).toList();
  }

  /// Every parameter and observation that a formula in force reads, by name.
  ///
  /// @param observations what the market supplied; the values of the others are absent
  public static List<FormulaInput> inputs(RuleSet rules, Inputs observations) {
    List<FormulaInput> inputs = new ArrayList<>();
    for (String name : read(rules)) {
      DatedValue dated = rules.parameters().get(name);
      if (dated != null) {
        inputs.add(
            new FormulaInput(
                name,
                FormulaInput.Origin.PARAMETER,
                dated.value(),
                null,
                null,
                citation(dated.provenance())));
      } else if (rules.observations().contains(name)) {
        inputs.add(observation(name, observations));
      }
    }
    return inputs;
  }

  /// An observation with its value, absent when the market supplied none.
  static FormulaInput observation(String name, Inputs observations) {
    Optional<Observation> known = Observations.find(name);
    @Nullable Double value = null;
    if (observations.find(name).isPresent()) {
      value = observations.find(name).getAsDouble();
    }
    return new FormulaInput(
        name,
        FormulaInput.Origin.OBSERVATION,
        value,
        known.map(one -> one.unit().toString()).orElse(null),
        known.map(Observation::description).orElse(null),
        null);
  }

  /// The names that the formulas in force read.
  public static SortedSet<String> read(RuleSet rules) {
    SortedSet<String> names = new TreeSet<>();
    formulas(rules).values().forEach(formula -> names.addAll(FormulaInputs.readBy(formula)));
    return names;
  }

  /// The formulas in force by part: `initial`, `maintenance`, `floor`, `cap`.
  public static Map<String, Formula> formulas(RuleSet rules) {
    Map<String, Formula> parts = new LinkedHashMap<>();
    FormulaVersion version = rules.formulas();
    if (version != null) {
      parts.put("initial", version.initial());
      put(parts, "maintenance", version.maintenance());
      put(parts, "floor", version.floor());
      put(parts, "cap", version.cap());
    }
    return parts;
  }

  private static void put(Map<String, Formula> parts, String part, @Nullable Formula formula) {
    if (formula != null) {
      parts.put(part, formula);
    }
  }
}
