package org.plimsoll.service.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Explanation;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.service.api.FormulaTexts;
import org.plimsoll.service.api.Traces;
import org.plimsoll.service.api.view.CitationRow;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.FormulaText;
import org.plimsoll.service.api.view.TraceNode;

/// Formulas, their evaluation and their sources in the API's words.
final class FormulaViews {
  private FormulaViews() {}

  /// The formula's text, and with each name replaced by its value.
  static FormulaText text(Formula formula, @Nullable SortedMap<String, Double> values) {
    return FormulaTexts.of(formula, values);
  }

  /// The evaluation of a rule's initial formula, step by step; null where it has none.
  static @Nullable TraceNode trace(RuleSet rules, Inputs observations) {
    Explanation explanation =
        RateCalculator.explain(rules, observations).get(RateCalculator.INITIAL);
    return explanation == null ? null : Traces.of(explanation);
  }

  /// Every name that the formula of a rule reads, with value and source.
  static List<FormulaInput> inputs(RuleSet rules, Inputs observations) {
    List<FormulaInput> rows = new ArrayList<>();
    for (Map.Entry<String, DatedValue> entry : rules.parameters().entrySet()) {
      DatedValue value = entry.getValue();
      rows.add(
          new FormulaInput(
              entry.getKey(),
              FormulaInput.Origin.PARAMETER,
              value.value(),
              null,
              null,
              citation(value.provenance())));
    }
    for (String name : rules.observations()) {
      Observation known = Observations.find(name).orElse(null);
      var value = observations.find(name);
      rows.add(
          new FormulaInput(
              name,
              FormulaInput.Origin.OBSERVATION,
              value.isPresent() ? value.getAsDouble() : null,
              known == null ? null : known.unit().toString(),
              known == null ? null : known.description(),
              null));
    }
    return rows;
  }

  static List<CitationRow> citations(RuleSet rules) {
    return rules.sources().stream().map(FormulaViews::citation).distinct().toList();
  }

  static CitationRow citation(Provenance source) {
    Citation citation = source.citation();
    return new CitationRow(
        citation.title(),
        citation.article(),
        citation.link().equals(Citation.NO_LINK) ? null : citation.link(),
        source.evidence().name().toLowerCase(java.util.Locale.ROOT),
        source.lastChecked().toString());
  }
}
