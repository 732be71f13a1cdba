package org.plimsoll.engine.market;

import org.plimsoll.engine.quantity.Reason;

/// Why a source's price was left out.
///
/// @param detail the value, the limit and the remedy, for a person to read
public record Refusal(String source, Reason reason, String detail) {}
