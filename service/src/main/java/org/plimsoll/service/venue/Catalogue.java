package org.plimsoll.service.venue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PackSignature;
import org.plimsoll.service.api.RuleCatalogue;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.RuleSetDetail;
import org.plimsoll.service.api.view.RuleSetRow;

/// The rule packs of the program in the API's words.
public final class Catalogue implements RuleCatalogue {
  private final PackLibrary library;
  private final String digest;

  /// A catalogue of `library`.
  ///
  /// @param digest the library's hash
  public Catalogue(PackLibrary library, String digest) {
    this.library = library;
    this.digest = digest;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public List<RuleSetRow> list() {
    return library.entries().stream().map(Catalogue::row).toList();
  }

  private static RuleSetRow row(PackLibrary.Entry entry) {
    RulePack pack = entry.pack();
    return new RuleSetRow(
        pack.id(),
        Integer.toString(pack.version()),
        pack.hash(),
        pack.applicability().jurisdiction(),
        pack.title(),
        null,
        pack.status().name(),
        pack.boundKind().name(),
        signature(entry.signature()),
        pack.watermark().isEmpty() ? null : pack.watermark(),
        List.copyOf(pack.applicability().instruments()),
        List.copyOf(pack.applicability().clients()));
  }

  private static String signature(PackSignature.State state) {
    return switch (state) {
      case PackSignature.State.Valid _ -> "VERIFIED";
      case PackSignature.State.Missing _ -> "UNSIGNED";
      case PackSignature.State.Untrusted _ -> "UNKNOWN_PUBLISHER";
      default -> "INVALID";
    };
  }

  @Override
  public Found<RuleSetDetail> ruleSet(
      String packId, @Nullable Instant asOf, @Nullable Instant knownAt) {
    Instant at = asOf == null ? Instant.now() : asOf;
    Instant known = knownAt == null ? at : knownAt;
    Optional<RuleSet> rules = library.book().resolvePack(packId, at, known);
    return rules
        .<Found<RuleSetDetail>>map(found -> new Found.Value<>(detail(found, at, known)))
        .orElseGet(
            () -> new Found.Missing<>("RULE_SET_UNKNOWN", packId + " does not apply at " + at));
  }

  private static RuleSetDetail detail(RuleSet rules, Instant asOf, Instant knownAt) {
    FormulaVersion formulas = rules.rateFormulas().orElse(null);
    Formula maintenance = formulas == null ? null : formulas.maintenance();
    return new RuleSetDetail(
        rules.packId(),
        Integer.toString(rules.packVersion()),
        rules.packHash(),
        rules.query().jurisdiction(),
        rules.title(),
        null,
        rules.status().name(),
        rules.boundKind().name(),
        rules.watermark().isEmpty() ? null : rules.watermark(),
        asOf,
        knownAt,
        formulas == null ? null : FormulaTexts.of(formulas.initial(), null),
        maintenance == null ? null : FormulaTexts.of(maintenance, null),
        null,
        null,
        FormulaViews.inputs(rules, Inputs.of(new TreeMap<>())).stream()
            .filter(
                input ->
                    input.origin() == org.plimsoll.service.api.view.FormulaInput.Origin.OBSERVATION)
            .toList(),
        rules.parameters().entrySet().stream()
            .map(
                entry ->
                    new RuleSetDetail.ParameterRow(
                        entry.getKey(),
                        entry.getValue().text(),
                        "",
                        entry.getKey(),
                        null,
                        null,
                        null,
                        FormulaViews.citation(entry.getValue().provenance())))
            .toList(),
        FormulaViews.citations(rules));
  }
}
