package org.plimsoll.engine.quantity;

/// A quantity of one asset, exact to the asset's last digit. Negative amounts are debts.
///
/// Arithmetic is checked: a result that does not fit throws {@link ArithmeticException}, and mixing
/// two assets throws {@link IllegalArgumentException}.
///
/// @param asset what is held or owed
/// @param units the amount times ten to the asset's scale
public record Amount(Asset asset, long units) {
  /// Nothing of `asset`.
  public static Amount zero(Asset asset) {
    return new Amount(asset, 0);
  }

  /// The amount written as `text`, a plain decimal with at most the asset's digits.
  ///
  /// @throws NumberFormatException when the text is not one
  public static Amount parse(Asset asset, String text) {
    return new Amount(asset, Decimals.parse(text, asset.scale()));
  }

  /// The sum with `other`, of the same asset.
  public Amount plus(Amount other) {
    return new Amount(requireSame(other), Math.addExact(units, other.units));
  }

  /// The difference to `other`, of the same asset.
  public Amount minus(Amount other) {
    return new Amount(requireSame(other), Math.subtractExact(units, other.units));
  }

  /// The amount with its sign changed.
  public Amount negated() {
    return new Amount(asset, Math.negateExact(units));
  }

  /// This amount times a non-negative rate, rounded once.
  public Amount times(double rate, Rounding rounding) {
    return new Amount(asset, Exact.multiplyByRate(units, rate, rounding));
  }

  /// Whether more than nothing is held.
  public boolean isPositive() {
    return units > 0;
  }

  /// Plain decimal text with exactly the asset's digits, without the code.
  public String toDecimal() {
    return Decimals.format(units, asset.scale());
  }

  @Override
  public String toString() {
    return toDecimal() + " " + asset.code();
  }

  private Asset requireSame(Amount other) {
    if (!asset.equals(other.asset)) {
      throw new IllegalArgumentException("Cannot combine " + asset + " with " + other.asset);
    }
    return asset;
  }
}
