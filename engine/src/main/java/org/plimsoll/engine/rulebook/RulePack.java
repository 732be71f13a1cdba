package org.plimsoll.engine.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// What one rule says, for every date, with its sources: one version of it.
///
/// @param id folder and name, `eu/retail-cfd` for instance
/// @param version counts from 1; a later version replaces an earlier one from its publication on
/// @param titleZh the title in Chinese; as it stands where the pack has none in Chinese
/// @param summary what the rule says, in a sentence or two
/// @param offset the offset from UTC at which the rule's days begin
/// @param effective when the rule applies, and when this version of the pack was known
/// @param prevailsOver ids of packs that give way where both apply
/// @param watermark shown with every result; empty for law
/// @param watermarkZh the same in Chinese; as it stands where the pack has none in Chinese
/// @param observations names of the market's figures that the formulas read
/// @param formulas empty when the rule sets no rate
/// @param hash SHA-256 of the canonical form, in hexadecimal
public record RulePack(
    String id,
    int version,
    String title,
    String titleZh,
    String summary,
    Status status,
    BoundKind boundKind,
    Method method,
    Selection selection,
    ZoneOffset offset,
    Applicability applicability,
    Effective effective,
    List<String> prevailsOver,
    String watermark,
    String watermarkZh,
    Provenance basis,
    List<Parameter> parameters,
    List<Switch> switches,
    List<String> observations,
    List<FormulaVersion> formulas,
    GovernorSettings governor,
    AntiProcyclicality antiProcyclicality,
    List<WorkedCase> cases,
    String hash) {
  /// Copies the lists, and checks the version and that what does not bind carries a watermark.
  public RulePack {
    prevailsOver = List.copyOf(prevailsOver);
    parameters = List.copyOf(parameters);
    switches = List.copyOf(switches);
    observations = List.copyOf(observations);
    formulas = List.copyOf(formulas);
    cases = List.copyOf(cases);
    if (version < 1) {
      throw new IllegalArgumentException("Version " + version + " of " + id);
    }
    if (!status.isBinding() && watermark.isBlank()) {
      throw new IllegalArgumentException(id + " is " + status + " and has no watermark");
    }
  }

  /// Whether the pack is law that sets no margin rate and leaves none to the venue.
  public boolean isNullPack() {
    return formulas.isEmpty()
        && switch (status) {
          case IN_FORCE, SUPERSEDED, LITIGATED, DRAFT, RESEARCH, SCENARIO -> true;
          case VENUE_PARAMETER, PRINCIPLES_ONLY, PROHIBITED -> false;
        };
  }

  /// The day of the rule's calendar on which `instant` falls.
  public LocalDate dayOf(Instant instant) {
    return instant.atOffset(offset).toLocalDate();
  }

  /// The first instant of `day` in the rule's calendar.
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(offset);
  }

  /// The days on which something in the pack begins or ceases to count, in any order.
  Stream<LocalDate> turningDays() {
    Stream<LocalDate> dated =
        Stream.of(
                Stream.of(effective),
                parameters.stream()
                    .flatMap(one -> one.values().stream())
                    .map(DatedValue::effective),
                formulas.stream().map(FormulaVersion::effective))
            .flatMap(all -> all)
            .flatMap(Effective::turningDays);
    return Stream.concat(dated, switches.stream().flatMap(Switch::turningDays));
  }
}
