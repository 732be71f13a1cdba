package org.plimsoll.engine.formula;

/// A name given to a value before the result, evaluated once whether or not it is used.
///
/// @param slot the place among the formula's assignments, from 0
public record Assignment(String name, int slot, Expression value, Span span) {}
