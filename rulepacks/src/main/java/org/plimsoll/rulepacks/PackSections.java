package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.Classes;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Effective;
import org.plimsoll.engine.rulebook.GovernorSettings;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.Parameter;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.Switch;
import org.plimsoll.engine.rulebook.WorkedCase;

/// The lists of a pack: parameters, switches, formulas, cases, and the settings of the governor.
record PackSections(
    List<Parameter> parameters,
    List<Switch> switches,
    List<String> observations,
    List<FormulaTexts> formulas,
    GovernorSettings governor,
    AntiProcyclicality antiProcyclicality,
    List<WorkedCase> cases) {
  /// The lists of `pack`, without what could not be read.
  static PackSections read(Fields pack, @Nullable Applicability applicability) {
    List<Parameter> parameters = each(pack, pack.nodes("parameters"), PackSections::parameter);
    List<Switch> switches =
        pack.has("switches")
            ? each(pack, pack.nodes("switches"), PackSections::switchOf)
            : List.of();
    List<String> observations =
        pack.has("observations")
            ? pack.list("observations", PackSections::observation, "an observation's name")
            : List.of();
    List<FormulaTexts> formulas = each(pack, pack.nodes("formulas"), FormulaTexts::read);
    GovernorSettings governor =
        pack.has("governor")
            ? pack.fields("governor")
                .flatMap(GovernorReader::governor)
                .orElse(GovernorSettings.NONE)
            : GovernorSettings.NONE;
    AntiProcyclicality tool =
        pack.has("anti_procyclicality")
            ? pack.fields("anti_procyclicality")
                .flatMap(GovernorReader::antiProcyclicality)
                .orElseGet(AntiProcyclicality.None::new)
            : new AntiProcyclicality.None();
    List<WorkedCase> cases =
        each(pack, pack.nonEmptyNodes("cases"), item -> CaseReader.read(item, applicability));
    return new PackSections(parameters, switches, observations, formulas, governor, tool, cases);
  }

  private static <T> List<T> each(
      Fields pack, List<Node> nodes, Function<Fields, Optional<T>> reader) {
    List<T> read = new ArrayList<>();
    for (Node node : nodes) {
      Fields.of(node, pack.problems()).flatMap(reader).ifPresent(read::add);
    }
    return read;
  }

  private static Optional<String> instrument(String name) {
    return Classes.INSTRUMENTS.contains(name) ? Optional.of(name) : Optional.empty();
  }

  private static Optional<String> observation(String name) {
    return Observations.find(name).map(Observation::name);
  }

  private static Optional<Parameter> parameter(Fields fields) {
    int before = fields.problems().count();
    String name = fields.parsed("name", "", Scalars::name, "a name such as close_out_level");
    String description = fields.text("description");
    String unit = fields.parsed("unit", "rate", PackUnits::known, "a unit such as rate or time");
    List<DatedValue> values =
        each(fields, fields.nonEmptyNodes("values"), item -> datedValue(item, unit));
    fields.refuseOthers();
    if (fields.problems().count() > before) {
      return Optional.empty();
    }
    refuseSameDates(fields, "values", values.stream().map(DatedValue::effective).toList());
    return Optional.of(new Parameter(name, description, unit, values));
  }

  private static Optional<DatedValue> datedValue(Fields fields, String unit) {
    String text = fields.text("value");
    double value =
        fields.parsed("value", 0.0, raw -> PackUnits.read(unit, raw), PackUnits.example(unit));
    Optional<Effective> effective = PackReader.effective(fields);
    Optional<Provenance> provenance = PackReader.provenance(fields);
    fields.refuseOthers();
    return effective.flatMap(
        dates -> provenance.map(source -> new DatedValue(value, text, dates, source)));
  }

  private static Optional<Switch> switchOf(Fields fields) {
    int before = fields.problems().count();
    String name = fields.parsed("name", "", Scalars::name, "a name such as perpetual_class");
    String description = fields.text("description");
    List<String> instruments =
        fields.has("instruments")
            ? fields.list("instruments", PackSections::instrument, "a class of instruments")
            : List.of();
    List<String> options = fields.list("options", Scalars::name, "the name of an option");
    String standard = fields.parsed("default", "", Scalars::name, "one of the options");
    LocalDate litigated = fields.dateOrNull("litigated_from");
    Optional<Provenance> provenance = PackReader.provenance(fields);
    fields.refuseOthers();
    if (provenance.isEmpty() || fields.problems().count() > before) {
      return Optional.empty();
    }
    boolean distinct = options.stream().distinct().count() == options.size();
    if (options.size() < 2 || !distinct || !options.contains(standard)) {
      fields
          .problems()
          .add(
              PackErrorCode.INCONSISTENT,
              fields.placeOf("options"),
              "The switch " + name + " has the options " + options + " and default " + standard,
              "Give at least two different options, one of them the default");
      return Optional.empty();
    }
    return Optional.of(
        new Switch(name, description, instruments, options, standard, litigated, provenance.get()));
  }

  /// Adds a problem where two of `dates` begin on the same day and were known from the same day, so
  /// that neither could be preferred.
  static void refuseSameDates(Fields fields, String key, List<Effective> dates) {
    for (int i = 0; i < dates.size(); i++) {
      for (int j = 0; j < i; j++) {
        Effective one = dates.get(i);
        Effective other = dates.get(j);
        if (one.validFrom().equals(other.validFrom())
            && one.knownFrom().equals(other.knownFrom())) {
          fields
              .problems()
              .add(
                  PackErrorCode.INCONSISTENT,
                  fields.placeOf(key),
                  "Two " + key + " begin on " + one.validFrom() + ", known from the same day",
                  "Give the correction a later known_from");
          return;
        }
      }
    }
  }
}
