package org.plimsoll.rulepacks;

import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.rulebook.Effective;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.Provenance;

/// The formulas of a pack for a stretch of time before they are checked.
record FormulaTexts(Fields fields, Effective effective, Provenance provenance) {
  private static final String INITIAL = "initial";
  private static final String MAINTENANCE = "maintenance";
  private static final String FLOOR = "floor";
  private static final String CAP = "cap";

  static Optional<FormulaTexts> read(Fields fields) {
    int before = fields.problems().count();
    fields.text(INITIAL);
    fields.textOr(MAINTENANCE, "");
    fields.textOr(FLOOR, "");
    fields.textOr(CAP, "");
    Optional<Effective> effective = PackReader.effective(fields);
    Optional<Provenance> provenance = PackReader.provenance(fields);
    fields.refuseOthers();
    return effective.isEmpty() || provenance.isEmpty() || fields.problems().count() > before
        ? Optional.empty()
        : Optional.of(new FormulaTexts(fields, effective.get(), provenance.get()));
  }

  /// The checked formulas, or nothing and a problem for each error in them.
  Optional<FormulaVersion> check(SortedMap<String, Unit> inputs) {
    Formula initial = check(INITIAL, inputs);
    Formula maintenance = check(MAINTENANCE, FormulaInputs.forMaintenance(inputs));
    Formula floor = check(FLOOR, inputs);
    Formula cap = check(CAP, inputs);
    return initial == null || fields.problems().count() > 0
        ? Optional.empty()
        : Optional.of(new FormulaVersion(effective, initial, maintenance, floor, cap, provenance));
  }

  private @Nullable Formula check(String key, SortedMap<String, Unit> inputs) {
    if (!fields.has(key)) {
      return null;
    }
    return switch (Formula.check(fields.text(key), inputs)) {
      case CheckResult.Accepted(Formula formula) -> rate(key, formula);
      case CheckResult.Rejected rejected -> {
        rejected
            .errors()
            .forEach(
                error ->
                    reject(
                        key,
                        "The formula %s, line %d, column %d: %s"
                            .formatted(key, error.line(), error.column(), error.message())));
        yield null;
      }
    };
  }

  private @Nullable Formula rate(String key, Formula formula) {
    if (formula.resultUnit().equals(Unit.RATE)) {
      return formula;
    }
    reject(key, "The formula " + key + " gives " + formula.resultUnit() + ", not a rate");
    return null;
  }

  private void reject(String key, String message) {
    fields
        .problems()
        .add(
            PackErrorCode.FORMULA_REJECTED,
            fields.placeOf(key),
            message,
            "Read docs/reference/formula-language.md; names are parameters, observations, answers"
                + " and classes");
  }
}
