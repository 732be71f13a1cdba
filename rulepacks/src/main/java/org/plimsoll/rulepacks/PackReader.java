package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.BoundKind;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.Classes;
import org.plimsoll.engine.rulebook.Effective;
import org.plimsoll.engine.rulebook.Evidence;
import org.plimsoll.engine.rulebook.FormulaInputs;
import org.plimsoll.engine.rulebook.FormulaVersion;
import org.plimsoll.engine.rulebook.Method;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.Selection;
import org.plimsoll.engine.rulebook.Status;

/// Reads the tree of a file as a rule pack.
final class PackReader {
  private static final String FORMAT = "1";

  private final Fields pack;
  private final Problems problems;

  private PackReader(Fields pack) {
    this.pack = pack;
    this.problems = pack.problems();
  }

  /// The pack that `root` describes, or nothing and at least one entry in `problems`.
  static Optional<RulePack> read(Node root, String hash, Problems problems) {
    return Fields.of(root, problems).flatMap(fields -> new PackReader(fields).read(hash));
  }

  private Optional<RulePack> read(String hash) {
    pack.parsed("format", FORMAT, text -> only(FORMAT, text), "the format's number, 1");
    String id = pack.parsed("id", "", Scalars::packId, "an id such as eu/retail-cfd");
    int version = pack.parsed("version", 1, Scalars::version, "a whole number from 1");
    String title = pack.text("title");
    String titleZh = pack.textOr("title_zh", title);
    String summary = pack.text("summary");
    Status status = status();
    BoundKind bound = bound();
    Method method = method();
    Selection selection = selection();
    ZoneOffset offset = offset();
    Optional<Applicability> applicability = applicability();
    Optional<Effective> effective = effective(pack);
    List<String> prevails =
        pack.has("prevails_over")
            ? pack.list("prevails_over", Scalars::packId, "the id of a pack")
            : List.of();
    String watermark = pack.textOr("watermark", "");
    String watermarkZh = pack.textOr("watermark_zh", watermark);
    Optional<Provenance> basis = pack.fields("basis").flatMap(PackReader::provenanceOnly);
    var sections = PackSections.read(pack, applicability.orElse(null));
    pack.refuseOthers();
    if (applicability.isEmpty() || effective.isEmpty() || basis.isEmpty() || problems.count() > 0) {
      return Optional.empty();
    }
    var read =
        new Head(id, status, watermark, applicability.get(), effective.get(), basis.get(), pack);
    read.check(sections);
    List<FormulaVersion> formulas = problems.count() > 0 ? List.of() : formulas(sections);
    if (problems.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RulePack(
            id,
            version,
            title,
            titleZh,
            summary,
            status,
            bound,
            method,
            selection,
            offset,
            applicability.get(),
            effective.get(),
            prevails,
            watermark,
            watermarkZh,
            basis.get(),
            sections.parameters(),
            sections.switches(),
            sections.observations(),
            formulas,
            sections.governor(),
            sections.antiProcyclicality(),
            sections.cases(),
            hash));
  }

  private ZoneOffset offset() {
    return pack.parsed("utc_offset", ZoneOffset.UTC, Scalars::offset, "an offset such as +09:00");
  }

  private BoundKind bound() {
    return pack.parsed(
        "bound",
        BoundKind.FLOOR,
        text -> Scalars.upper(BoundKind.class, text),
        "FLOOR, CAP or POINT");
  }

  private Method method() {
    return pack.parsed(
        "method", Method.RATE, text -> Scalars.lower(Method.class, text), names(Method.class));
  }

  private Selection selection() {
    return pack.has("selection")
        ? pack.parsed(
            "selection",
            Selection.AUTOMATIC,
            text -> Scalars.lower(Selection.class, text),
            names(Selection.class))
        : Selection.AUTOMATIC;
  }

  private static List<FormulaVersion> formulas(PackSections sections) {
    SortedMap<String, Unit> inputs =
        FormulaInputs.of(sections.parameters(), sections.switches(), sections.observations());
    return sections.formulas().stream()
        .map(texts -> texts.check(inputs))
        .flatMap(Optional::stream)
        .toList();
  }

  private Status status() {
    return pack.parsed(
        "status",
        Status.IN_FORCE,
        text -> Scalars.upper(Status.class, text),
        "one of " + List.of(Status.values()));
  }

  private Optional<Applicability> applicability() {
    int before = problems.count();
    String jurisdiction =
        pack.parsed(
            "jurisdiction", "", Scalars::jurisdiction, "a code such as EU or AE-DU, or NONE");
    Fields applies = pack.fields("applies").orElse(null);
    if (applies == null) {
      return Optional.empty();
    }
    List<String> instruments = classes(applies, "instruments", Classes.INSTRUMENTS);
    List<String> underlyings = classes(applies, "underlyings", Classes.UNDERLYINGS);
    List<String> clients = classes(applies, "clients", Classes.CLIENTS);
    applies.refuseOthers();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Applicability(jurisdiction, instruments, underlyings, clients));
  }

  private static List<String> classes(Fields applies, String key, List<String> all) {
    applies.nonEmptyNodes(key);
    List<String> given =
        applies.list(
            key,
            text -> all.contains(text) ? Optional.of(text) : Optional.empty(),
            "one of " + String.join(", ", all));
    if (new TreeSet<>(given).size() != given.size()) {
      applies
          .problems()
          .add(
              PackErrorCode.NAME_WRONG,
              applies.placeOf(key),
              "The list " + key + " names a class twice",
              "Keep one of the two");
    }
    return given;
  }

  /// The dates of `fields`: `valid_from`, `valid_to` where there is an end, and `known_from`.
  static Optional<Effective> effective(Fields fields) {
    int before = fields.problems().count();
    LocalDate from = fields.date("valid_from");
    LocalDate to = fields.dateOrNull("valid_to");
    LocalDate known = fields.date("known_from");
    if (fields.problems().count() > before) {
      return Optional.empty();
    }
    if (to != null && to.isBefore(from)) {
      fields
          .problems()
          .add(
              PackErrorCode.INCONSISTENT,
              fields.placeOf("valid_to"),
              "The last day " + to + " is before the first, " + from,
              "Correct one of the two dates");
      return Optional.empty();
    }
    return Optional.of(new Effective(from, to, known));
  }

  private static Optional<Provenance> provenanceOnly(Fields fields) {
    Optional<Provenance> provenance = provenance(fields);
    fields.refuseOthers();
    return provenance;
  }

  /// The source of a statement: `citation`, `evidence`, `last_checked` and perhaps `note`.
  static Optional<Provenance> provenance(Fields fields) {
    int before = fields.problems().count();
    Optional<Citation> citation = fields.fields("citation").flatMap(PackReader::citation);
    Evidence evidence =
        fields.parsed(
            "evidence",
            Evidence.MEMORY,
            text -> Scalars.lower(Evidence.class, text),
            names(Evidence.class));
    LocalDate checked = fields.date("last_checked");
    String note = fields.textOr("note", "");
    return citation.isEmpty() || fields.problems().count() > before
        ? Optional.empty()
        : Optional.of(new Provenance(citation.get(), evidence, checked, note));
  }

  private static Optional<Citation> citation(Fields fields) {
    int before = fields.problems().count();
    String title = fields.text("title");
    String article = fields.text("article");
    String link =
        fields.parsed("link", "", Scalars::link, "an address that begins with https://, or none");
    fields.refuseOthers();
    return fields.problems().count() > before
        ? Optional.empty()
        : Optional.of(new Citation(title, article, link));
  }

  private static Optional<String> only(String expected, String text) {
    return text.equals(expected) ? Optional.of(text) : Optional.empty();
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(java.util.Locale.ROOT));
    }
    return "one of " + String.join(", ", names);
  }
}
