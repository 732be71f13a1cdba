package org.plimsoll.engine.margin.portfolio;

import org.plimsoll.engine.rulebook.Provenance;

/// A margin method as it is published: named, sourced and addressed by its contents.
///
/// @param id name by which a pack or venue selects it, `derive-portfolio` for instance
/// @param hash SHA-256 of the canonical form, in hexadecimal; results record it
public record MethodDescription(
    String id, String title, Provenance provenance, MarginMethod method, String hash) {}
