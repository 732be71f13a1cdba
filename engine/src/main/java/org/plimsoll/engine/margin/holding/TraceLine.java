package org.plimsoll.engine.margin.holding;

/// One step of the way to a requirement, in the book's money unless the name says otherwise.
public record TraceLine(String name, double amount) {}
