package org.plimsoll.engine.rulebook;

import java.time.LocalDate;

/// What supports a statement of a rule pack, and when a person last looked.
///
/// @param note what a reader must know besides, such as what could not be confirmed; may be empty
public record Provenance(
    Citation citation, Evidence evidence, LocalDate lastChecked, String note) {}
