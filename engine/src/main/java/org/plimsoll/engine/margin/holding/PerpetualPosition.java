package org.plimsoll.engine.margin.holding;

/// A position in a perpetual.
///
/// @param quantity units of underlying, negative when sold; in a book kept in the underlying, the
///     value of the position in the underlying at `price`
/// @param price mark price, positive
/// @param confidence of the price, 0 to 1
/// @param unrealised profit since entry and funding due, in the book's money
public record PerpetualPosition(
    double quantity, double price, double confidence, double unrealised) {
  public PerpetualPosition {
    Checked.finite(quantity, "quantity");
    Checked.positive(price, "mark price");
    Checked.confidence(confidence);
    Checked.finite(unrealised, "unrealised profit");
  }
}
