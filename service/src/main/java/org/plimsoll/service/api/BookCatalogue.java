package org.plimsoll.service.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Effective;
import org.plimsoll.engine.rulebook.Parameter;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PackSignature;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.FormulaText;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.RuleSetDetail;
import org.plimsoll.service.api.view.RuleSetRow;

/// The catalogue of a library of rule packs.
public final class BookCatalogue implements RuleCatalogue {
  private final PackLibrary library;
  private final Clock clock;

  /// The catalogue of `library`; the clock says what the present is.
  public BookCatalogue(PackLibrary library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  @Override
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (PackLibrary.Entry entry : library.entries()) {
        sha.update(entry.pack().hash().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public List<RuleSetRow> list() {
    List<RuleSetRow> rows = new ArrayList<>();
    for (RulePack pack : library.book().packs()) {
      rows.add(row(pack));
    }
    return rows;
  }

  private RuleSetRow row(RulePack pack) {
    String signature =
        library.entries().stream()
            .filter(entry -> entry.pack().equals(pack))
            .map(entry -> signature(entry.signature()))
            .findFirst()
            .orElse("UNSIGNED");
    return new RuleSetRow(
        pack.id(),
        Integer.toString(pack.version()),
        pack.hash(),
        pack.applicability().jurisdiction(),
        pack.title(),
        pack.titleZh(),
        pack.status().name(),
        pack.boundKind().name(),
        signature,
        pack.watermark().isEmpty() ? null : pack.watermark(),
        pack.watermark().isEmpty() ? null : pack.watermarkZh(),
        pack.applicability().instruments(),
        pack.applicability().clients());
  }

  /// How a signature is told: a key that is trusted, one that is not, or none that holds.
  public static String signature(PackSignature.State state) {
    return switch (state) {
      case PackSignature.State.Valid _ -> "VERIFIED";
      case PackSignature.State.Untrusted _ -> "UNKNOWN_PUBLISHER";
      case PackSignature.State.Missing _ -> "UNSIGNED";
      case PackSignature.State.Stale _,
          PackSignature.State.Forged _,
          PackSignature.State.Malformed _ ->
          "INVALID";
    };
  }

  @Override
  public Found<RuleSetDetail> ruleSet(
      String packId, @Nullable Instant asOf, @Nullable Instant knownAt) {
    Instant as = Objects.requireNonNullElse(asOf, clock.instant());
    Instant known = Objects.requireNonNullElse(knownAt, as);
    Optional<RulePack> pack = library.book().find(packId, known);
    if (pack.isEmpty()) {
      boolean later = library.book().packs().stream().anyMatch(one -> one.id().equals(packId));
      return later
          ? new Found.Missing<>("RULE_NOT_YET_KNOWN", packId + " was not known at " + known + ".")
          : new Found.Missing<>("NOT_FOUND", "There is no pack " + packId + ".");
    }
    var query = pack.get().applicability().principal(as, known);
    return switch (library.book().resolvePack(packId, query, new TreeMap<>())) {
      case Resolution.NoRule(Reason reason, String detail) ->
          new Found.Missing<>(reason.name(), detail);
      case Resolution.Resolved(RuleSet rules) ->
          new Found.Value<>(detail(pack.get(), rules, as, known));
    };
  }

  private static RuleSetDetail detail(RulePack pack, RuleSet rules, Instant as, Instant known) {
    var formulas = RuleAnswers.formulas(rules);
    List<FormulaInput> observations =
        rules.observations().stream()
            .map(name -> RuleAnswers.observation(name, Inputs.NONE))
            .toList();
    List<RuleSetDetail.ParameterRow> parameters = new ArrayList<>();
    for (Parameter parameter : pack.parameters()) {
      DatedValue value = rules.parameters().get(parameter.name());
      if (value != null) {
        parameters.add(parameter(parameter, value));
      }
    }
    return new RuleSetDetail(
        rules.packId(),
        Integer.toString(rules.packVersion()),
        rules.packHash(),
        pack.applicability().jurisdiction(),
        rules.title(),
        rules.titleZh(),
        rules.status().name(),
        rules.boundKind().name(),
        rules.watermark().isEmpty() ? null : rules.watermark(),
        rules.watermark().isEmpty() ? null : rules.watermarkZh(),
        as,
        known,
        text(formulas.get("initial")),
        text(formulas.get("maintenance")),
        text(formulas.get("floor")),
        text(formulas.get("cap")),
        observations,
        parameters,
        RuleAnswers.citations(rules));
  }

  private static RuleSetDetail.ParameterRow parameter(Parameter parameter, DatedValue value) {
    Effective effective = value.effective();
    LocalDate validTo = effective.validTo();
    return new RuleSetDetail.ParameterRow(
        parameter.name(),
        value.text(),
        parameter.unit(),
        parameter.description(),
        effective.validFrom().toString(),
        validTo == null ? null : validTo.toString(),
        effective.knownFrom().toString(),
        RuleAnswers.citation(value.provenance()));
  }

  private static @Nullable FormulaText text(@Nullable Formula formula) {
    return formula == null ? null : FormulaTexts.of(formula);
  }
}
