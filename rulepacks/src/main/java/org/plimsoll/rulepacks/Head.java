package org.plimsoll.rulepacks;

import java.util.Locale;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.Effective;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.Status;

/// The head of a pack, and what its statements must not say against each other.
record Head(
    String id,
    Status status,
    String watermark,
    Applicability applicability,
    Effective effective,
    Provenance basis,
    Fields fields) {
  void check(PackSections sections) {
    checkFolder();
    checkWatermark();
    checkStatus(sections);
    if (status == Status.SCENARIO) {
      refuseLegalCitations(sections);
    }
    new PackNames(fields, sections).check();
  }

  private void checkFolder() {
    String folder = id.substring(0, id.indexOf('/'));
    boolean scenario = status == Status.SCENARIO;
    String jurisdiction = applicability.jurisdiction();
    boolean none = jurisdiction.equals(Applicability.NO_JURISDICTION);
    if (scenario != none || scenario != folder.equals("scenario")) {
      add(
          "jurisdiction",
          "Status " + status + ", jurisdiction " + jurisdiction + " and folder " + folder,
          "A scenario has the status SCENARIO, the jurisdiction NONE and the folder scenario");
    } else if (!none && !folder.equals(jurisdiction.toLowerCase(Locale.ROOT))) {
      add(
          "id",
          "The folder " + folder + " is not that of the jurisdiction " + jurisdiction,
          "Use the jurisdiction in lower case as the folder");
    }
  }

  private void checkWatermark() {
    for (String key : new String[] {"watermark", "watermark_zh"}) {
      if (status.isBinding() && fields.has(key)) {
        add(key, "A pack that is " + status + " has a watermark", "Delete it");
      }
    }
    if (!status.isBinding() && watermark.isEmpty()) {
      add(
          "status",
          "A pack that is " + status + " has no watermark",
          "Add watermark: with what every reader of a result must know");
    }
  }

  private void checkStatus(PackSections sections) {
    boolean sets = !sections.formulas().isEmpty();
    boolean mayNot = status == Status.PROHIBITED || status == Status.PRINCIPLES_ONLY;
    if (sets && mayNot) {
      add("formulas", "A pack that is " + status + " has a formula", "Write formulas: []");
    }
    if (status == Status.SUPERSEDED && effective.validTo() == null) {
      add("status", "A superseded pack has no last day", "Add valid_to:");
    }
  }

  private void refuseLegalCitations(PackSections sections) {
    boolean cited =
        cites(basis)
            || sections.formulas().stream().anyMatch(formula -> cites(formula.provenance()))
            || sections.switches().stream().anyMatch(option -> cites(option.provenance()))
            || sections.parameters().stream()
                .flatMap(parameter -> parameter.values().stream())
                .anyMatch(value -> cites(value.provenance()));
    if (cited) {
      add(
          "basis",
          "A scenario links to a source as though it had a legal basis",
          "Write link: none in every citation of a scenario");
    }
  }

  private static boolean cites(Provenance provenance) {
    return !provenance.citation().link().equals(Citation.NO_LINK);
  }

  private void add(String key, String message, String remedy) {
    fields.problems().add(PackErrorCode.INCONSISTENT, fields.placeOf(key), message, remedy);
  }
}
