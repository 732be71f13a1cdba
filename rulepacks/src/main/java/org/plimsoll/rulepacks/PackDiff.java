package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleSet;

/// What differs between two states of the law: of one pack on two days, or of two packs on one day.
public final class PackDiff {
  /// One difference.
  ///
  /// @param name `status`, `bound`, `governor`, `anti_procyclicality`, `parameter <name>`,
  ///     `formula <part>` or `switch <name>`
  /// @param before the first text, or null where the first state has none
  /// @param after the second text, or null where the second state has none
  /// @param since the day from which the second text applies, or null where it has no date
  public record Change(
      String name, @Nullable String before, @Nullable String after, @Nullable LocalDate since) {}

  /// A statement of a rule set and the day from which it applies.
  private record Statement(String text, @Nullable LocalDate since) {}

  private PackDiff() {}

  /// The changes of `pack` from the day `from` to the day `to`, as known at the end of `knownOn`,
  /// for its principal case.
  public static List<Change> between(
      RulePack pack, LocalDate from, LocalDate to, LocalDate knownOn) {
    return changes(statements(pack, from, knownOn), statements(pack, to, knownOn));
  }

  /// The changes from `one` to `other`, both on `day` as known at the end of `knownOn`, for their
  /// principal cases.
  public static List<Change> between(
      RulePack one, RulePack other, LocalDate day, LocalDate knownOn) {
    return changes(statements(one, day, knownOn), statements(other, day, knownOn));
  }

  private static List<Change> changes(
      SortedMap<String, Statement> before, SortedMap<String, Statement> after) {
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      Statement old = before.get(name);
      Statement young = after.get(name);
      String oldText = old == null ? null : old.text();
      String youngText = young == null ? null : young.text();
      if (!java.util.Objects.equals(oldText, youngText)) {
        changes.add(new Change(name, oldText, youngText, young == null ? null : young.since()));
      }
    }
    return changes;
  }

  private static SortedMap<String, Statement> statements(
      RulePack pack, LocalDate day, LocalDate knownOn) {
    var query =
        pack.applicability()
            .principal(pack.startOf(day), pack.startOf(knownOn.plusDays(1)).minusNanos(1));
    return switch (RuleBook.of(List.of(pack)).resolvePack(pack.id(), query, new TreeMap<>())) {
      case Resolution.NoRule(var reason, var _) -> {
        SortedMap<String, Statement> none = new TreeMap<>();
        none.put("status", new Statement("not in force: " + reason, null));
        yield none;
      }
      case Resolution.Resolved(RuleSet rules) -> statements(rules);
    };
  }

  private static SortedMap<String, Statement> statements(RuleSet rules) {
    SortedMap<String, Statement> all = new TreeMap<>();
    all.put("status", new Statement(rules.status().name(), null));
    all.put("bound", new Statement(rules.boundKind().name(), null));
    all.put("governor", new Statement(rules.governor().toString(), null));
    all.put("anti_procyclicality", new Statement(rules.antiProcyclicality().toString(), null));
    rules
        .parameters()
        .forEach(
            (name, dated) ->
                all.put(
                    "parameter " + name,
                    new Statement(dated.text(), dated.effective().validFrom())));
    rules
        .switches()
        .forEach((name, answer) -> all.put("switch " + name, new Statement(answer, null)));
    rules.rateFormulas().ifPresent(formulas -> putFormulas(all, formulas));
    return all;
  }

  private static void putFormulas(SortedMap<String, Statement> all, FormulaVersion formulas) {
    LocalDate since = formulas.effective().validFrom();
    put(all, "initial", formulas.initial(), since);
    put(all, "maintenance", formulas.maintenance(), since);
    put(all, "floor", formulas.floor(), since);
    put(all, "cap", formulas.cap(), since);
  }

  private static void put(
      SortedMap<String, Statement> all, String part, @Nullable Formula formula, LocalDate since) {
    if (formula != null) {
      all.put("formula " + part, new Statement(formula.text(), since));
    }
  }
}
