package org.plimsoll.rulepacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.Parameter;
import org.plimsoll.engine.rulebook.Switch;
import org.plimsoll.engine.rulebook.WorkedCase;

/// Checks the names of a pack: each is used once, and each that a case uses exists.
final class PackNames {
  private final Fields fields;
  private final PackSections sections;
  private final Set<String> taken = new TreeSet<>();

  PackNames(Fields fields, PackSections sections) {
    this.fields = fields;
    this.sections = sections;
  }

  void check() {
    taken.addAll(FormulaInputs.classes().keySet());
    taken.add(FormulaInputs.INITIAL_RATE);
    Observations.fixed().stream().map(Observation::name).forEach(taken::add);
    sections.observations().forEach(taken::remove);
    sections.parameters().stream().map(Parameter::name).forEach(n -> take("parameters", n));
    sections.observations().forEach(name -> take("observations", name));
    sections.switches().stream()
        .flatMap(one -> one.options().stream().map(option -> one.name() + "_is_" + option))
        .forEach(name -> take("switches", name));
    PackSections.refuseSameDates(
        fields, "formulas", sections.formulas().stream().map(FormulaTexts::effective).toList());
    checkCases();
  }

  private void take(String key, String name) {
    if (!taken.add(name)) {
      fields
          .problems()
          .add(
              PackErrorCode.NAME_WRONG,
              fields.placeOf(key),
              "The name " + name + " is used twice or is reserved",
              "Rename one of the two");
    }
  }

  private void checkCases() {
    List<String> names = new ArrayList<>();
    for (WorkedCase example : sections.cases()) {
      if (names.contains(example.name())) {
        add("Two cases are called " + Problems.quote(example.name()), "Rename one of the two");
      }
      names.add(example.name());
      for (String input : example.inputs().keySet()) {
        if (!sections.observations().contains(input)) {
          add(
              "The case " + Problems.quote(example.name()) + " sets the input " + input,
              "Add " + input + " to observations, or leave it out");
        }
      }
      example.switches().forEach(this::checkSwitch);
    }
  }

  private void checkSwitch(String name, String option) {
    boolean known =
        sections.switches().stream()
            .filter((Switch one) -> one.name().equals(name))
            .anyMatch(one -> one.options().contains(option));
    if (!known) {
      add("A case sets the switch " + name + " to " + option, "Use a switch and an option of it");
    }
  }

  private void add(String message, String remedy) {
    fields.problems().add(PackErrorCode.NAME_WRONG, fields.placeOf("cases"), message, remedy);
  }
}
