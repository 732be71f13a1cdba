package org.plimsoll.engine.margin.holding;

/// A position in a dated future, marked at its expiry's forward.
///
/// @param quantity units of underlying, negative when sold; in a book kept in the underlying, the
///     value of the position in the underlying at the forward
/// @param unrealised profit since entry, in the book's money
public record FuturePosition(double quantity, double unrealised) {
  public FuturePosition {
    Checked.finite(quantity, "quantity");
    Checked.finite(unrealised, "unrealised profit");
  }
}
