package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.WorkedCase;

/// Reads the worked cases of a pack.
final class CaseReader {
  private static final double STANDARD_TOLERANCE = 1e-9;
  private static final List<String> OUTCOMES =
      List.of("RATE", "PROHIBITED", "PRINCIPLES_ONLY", "VENUE_SET", "UNAVAILABLE");

  private CaseReader() {}

  static Optional<WorkedCase> read(Fields fields, @Nullable Applicability applicability) {
    int before = fields.problems().count();
    String name = fields.text("name");
    LocalDate date = fields.date("date");
    LocalDate known = fields.has("known_on") ? fields.date("known_on") : date;
    String instrument = classOf(fields, "instrument", applicability, Applicability::instruments);
    String underlying = classOf(fields, "underlying", applicability, Applicability::underlyings);
    String client = classOf(fields, "client", applicability, Applicability::clients);
    SortedMap<String, String> switches = map(fields, "switches", Scalars::name, "an option");
    SortedMap<String, Double> inputs =
        map(fields, "inputs", Scalars::decimal, "a decimal number such as 0.03");
    Optional<WorkedCase.Expected> expected = fields.fields("expect").flatMap(CaseReader::expected);
    String source = fields.text("source");
    fields.refuseOthers();
    if (expected.isEmpty() || fields.problems().count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkedCase(
            name,
            date,
            known,
            instrument,
            underlying,
            client,
            switches,
            inputs,
            expected.get(),
            source));
  }

  private static String classOf(
      Fields fields,
      String key,
      @Nullable Applicability applicability,
      Function<Applicability, List<String>> classes) {
    List<String> allowed = applicability == null ? List.of() : classes.apply(applicability);
    if (!fields.has(key)) {
      return allowed.isEmpty() ? "" : allowed.getFirst();
    }
    return fields.parsed(
        key,
        "",
        text -> allowed.isEmpty() || allowed.contains(text) ? Optional.of(text) : Optional.empty(),
        "one of the pack's " + key + "s, " + String.join(", ", allowed));
  }

  private static <T> SortedMap<String, T> map(
      Fields fields, String key, Function<String, Optional<T>> parser, String expected) {
    SortedMap<String, T> values = new TreeMap<>();
    if (fields.has(key)) {
      fields.fields(key).ifPresent(entries -> readAll(entries, values, parser, expected));
    }
    return values;
  }

  private static <T> void readAll(
      Fields entries,
      SortedMap<String, T> values,
      Function<String, Optional<T>> parser,
      String expected) {
    for (String name : entries.keys()) {
      if (Scalars.name(name).isPresent()) {
        entries.parsed(name, parser, expected).ifPresent(read -> values.put(name, read));
      }
    }
    entries.refuseOthers(); // whatever is not a name was not asked for
  }

  private static Optional<WorkedCase.Expected> expected(Fields fields) {
    int before = fields.problems().count();
    String outcome =
        fields.parsed(
            "outcome",
            "RATE",
            text -> OUTCOMES.contains(text) ? Optional.of(text) : Optional.empty(),
            "one of " + String.join(", ", OUTCOMES));
    Double rate = number(fields, "rate");
    Double maintenance = number(fields, "maintenance");
    String reason = fields.has("reason") ? reason(fields) : null;
    Double tolerance = number(fields, "tolerance");
    fields.refuseOthers();
    if (fields.problems().count() > before) {
      return Optional.empty();
    }
    boolean rated = outcome.equals("RATE");
    boolean unavailable = outcome.equals("UNAVAILABLE");
    boolean fits =
        rated == (rate != null)
            && unavailable == (reason != null)
            && (rated || (maintenance == null && tolerance == null));
    if (!fits) {
      fields
          .problems()
          .add(
              PackErrorCode.INCONSISTENT,
              fields.place(),
              "The expectation of " + outcome + " has too much or too little",
              "Give rate: for RATE, reason: for UNAVAILABLE, and neither otherwise");
      return Optional.empty();
    }
    return Optional.of(
        new WorkedCase.Expected(
            outcome,
            rate,
            maintenance,
            reason,
            tolerance == null ? STANDARD_TOLERANCE : tolerance));
  }

  private static @Nullable Double number(Fields fields, String key) {
    return fields.has(key)
        ? fields.parsed(key, 0.0, Scalars::fraction, "a decimal number such as 0.50")
        : null;
  }

  private static String reason(Fields fields) {
    return fields.parsed(
        "reason",
        "",
        text -> Scalars.upper(Reason.class, text).map(Reason::name),
        "the name of a reason such as NO_RULE_IN_FORCE");
  }
}
