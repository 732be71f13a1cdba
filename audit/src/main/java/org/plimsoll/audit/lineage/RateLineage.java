package org.plimsoll.audit.lineage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.RateBasis;
import org.plimsoll.engine.formula.Explanation;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.governor.BufferState;
import org.plimsoll.engine.rulebook.governor.GovernorState;
import org.plimsoll.transparency.JsonValue;

/// The whole lineage of one rate: everything that {@link RateBasis} names by hash, spelled out.
///
/// Not stored: it is found again by replaying the journal up to the command, since the book is
/// deterministic. What the journal keeps of it are three hashes and a name in the effect.
public final class RateLineage {
  private final RateBasis basis;
  private final Effect.RateChanged effect;
  private final long sequence;

  /// The lineage of a rate that a command changed.
  ///
  /// @param basis what the book says right after the command
  /// @param sequence of the command
  public RateLineage(RateBasis basis, Effect.RateChanged effect, long sequence) {
    this.basis = basis;
    this.effect = effect;
    this.sequence = sequence;
  }

  /// The first part of the computation that does not fit when it is done again from its parts:
  /// `rule pack`, `observations`, `formula`, `id`; null when all do.
  public @Nullable String firstDifference() {
    if (!basis.packHash().equals(effect.basis().packHash())) {
      return "rule pack";
    }
    if (!basis.inputsHash().equals(effect.basis().inputsHash())) {
      return "observations";
    }
    if (basis.determination() instanceof Determination.Rate rate) {
      Determination again = RateCalculator.determine(rate.ruleSet(), basis.inputs());
      if (!(again instanceof Determination.Rate same) || same.rate() != effect.demanded()) {
        return "formula";
      }
    }
    return basis.id(effect.kind(), effect.rate(), effect.maintenance()).equals(effect.basis().id())
        ? null
        : "id";
  }

  /// The record, as canonical JSON: decimals are text, of as many digits as say the same number.
  public JsonValue.Members json() {
    return JsonValue.of(
        "id",
        effect.basis().id(),
        "computation",
        "rate/" + basis.version(),
        "sequence",
        sequence,
        "at",
        basis.at().toString(),
        "rateClass",
        basis.rateClass(),
        "instrument",
        basis.instrument(),
        "rule",
        rule(),
        "observations",
        observations(),
        "observationsHash",
        basis.inputsHash(),
        "model",
        basis.model(),
        "evaluation",
        evaluation(),
        "lawfulFloor",
        lawful(),
        "governor",
        governor(),
        "uplift",
        text(basis.uplift()),
        "mark",
        Long.toString(basis.mark()),
        "steps",
        steps(),
        "result",
        JsonValue.of(
            "kind", effect.kind(),
            "before", text(basis.before()),
            "demanded", text(effect.demanded()),
            "initial", text(effect.rate()),
            "maintenance", text(effect.maintenance())));
  }

  private JsonValue rule() {
    Determination determination = basis.determination();
    if (determination == null) {
      return new JsonValue.Nothing();
    }
    RuleSet rules = determination.ruleSet();
    List<JsonValue> parameters = new ArrayList<>();
    for (Map.Entry<String, DatedValue> entry : rules.parameters().entrySet()) {
      DatedValue value = entry.getValue();
      parameters.add(
          JsonValue.of(
              "name", entry.getKey(),
              "value", text(value.value()),
              "citation", citation(value.provenance().citation()),
              "lastChecked", value.provenance().lastChecked().toString()));
    }
    List<JsonValue> sources = new ArrayList<>();
    rules.citations().forEach(one -> sources.add(citation(one)));
    return JsonValue.of(
        "pack",
        rules.packId(),
        "version",
        rules.packVersion(),
        "hash",
        rules.packHash(),
        "status",
        rules.status().name(),
        "jurisdiction",
        rules.query().jurisdiction(),
        "clientClass",
        rules.query().clientClass(),
        "asOf",
        rules.query().asOf().toString(),
        "knownAt",
        rules.query().knownAt().toString(),
        "formulas",
        formulas(rules.formulas()),
        "parameters",
        parameters,
        "sources",
        sources);
  }

  private static JsonValue formulas(@Nullable FormulaVersion version) {
    List<JsonValue> all = new ArrayList<>();
    if (version != null) {
      add("initial", version.initial(), all);
      add("maintenance", version.maintenance(), all);
      add("floor", version.floor(), all);
      add("cap", version.cap(), all);
    }
    return new JsonValue.Items(all);
  }

  private static void add(String part, @Nullable Formula formula, List<JsonValue> all) {
    if (formula != null) {
      all.add(JsonValue.of("part", part, "text", formula.text(), "hash", formula.hash()));
    }
  }

  private static JsonValue citation(Citation citation) {
    return JsonValue.of(
        "title", citation.title(), "article", citation.article(), "link", citation.link());
  }

  private JsonValue observations() {
    List<JsonValue> all = new ArrayList<>();
    for (Map.Entry<String, Double> input : basis.inputs().values().entrySet()) {
      all.add(JsonValue.of("name", input.getKey(), "value", text(input.getValue())));
    }
    return new JsonValue.Items(all);
  }

  /// Every intermediate value, by part of the rule.
  private JsonValue evaluation() {
    List<JsonValue> all = new ArrayList<>();
    Determination determination = basis.determination();
    if (determination != null) {
      Inputs inputs = basis.inputs();
      RateCalculator.explain(determination.ruleSet(), inputs)
          .forEach(
              (part, explanation) ->
                  all.add(JsonValue.of("part", part, "step", step(explanation))));
    }
    return new JsonValue.Items(all);
  }

  private static JsonValue step(Explanation explanation) {
    String value =
        switch (explanation.outcome()) {
          case Outcome.Value found -> text(found.value());
          case Outcome.Truth found -> Boolean.toString(found.value());
          case Outcome.Unavailable gone -> gone.reason().name();
        };
    return JsonValue.of(
        "text",
        explanation.text(),
        "value",
        value,
        "unit",
        explanation.unit().toString(),
        "of",
        explanation.children().stream().map(RateLineage::step).toList());
  }

  private JsonValue lawful() {
    return switch (basis.lawful()) {
      case LawfulFloor.At at ->
          JsonValue.of("rate", text(at.rate()), "pack", at.packId(), "packHash", at.packHash());
      case LawfulFloor.Forbidden no ->
          JsonValue.of("forbidden", true, "pack", no.packId(), "packHash", no.packHash());
      case LawfulFloor.None none -> JsonValue.of("none", none.why());
    };
  }

  private JsonValue governor() {
    GovernorState governor = basis.governor();
    BufferState buffer = basis.buffer();
    return JsonValue.of(
        "stateHash",
        basis.stateHash(),
        "rateBefore",
        governor == null ? "" : text(governor.rate()),
        "since",
        governor == null ? "" : governor.since().toString(),
        "pending",
        governor == null || governor.pending() == null ? "" : "" + governor.pending(),
        "override",
        governor == null || governor.override() == null ? "" : "" + governor.override(),
        "buffer",
        buffer == null ? "" : buffer.toString(),
        "openPositions",
        basis.open());
  }

  private JsonValue steps() {
    List<JsonValue> all = new ArrayList<>();
    for (Effect.Step step : effect.steps()) {
      all.add(
          JsonValue.of(
              "kind", step.kind(),
              "before", text(step.before()),
              "after", text(step.after()),
              "why", step.why()));
    }
    return new JsonValue.Items(all);
  }

  private static String text(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
