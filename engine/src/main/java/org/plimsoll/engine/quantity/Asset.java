package org.plimsoll.engine.quantity;

/// A currency or token in which amounts are held, with the number of decimal digits kept of it.
///
/// The scale is chosen per asset so that a scaled `long` holds every amount exactly; a token's
/// eighteen on-chain digits do not fit and are cut at the edge, where the dust is recorded.
///
/// @param code the ticker, upper case: `USDT`, `BTC`
/// @param scale decimal digits, 0 to 18
public record Asset(String code, int scale) implements Comparable<Asset> {
  /// Largest number of decimal digits a scaled `long` can carry.
  public static final int MAX_SCALE = 18;

  private static final int MAX_CODE_LENGTH = 16;

  public Asset {
    if (!isCode(code)) {
      throw new IllegalArgumentException(
          "Asset code '"
              + code
              + "' must be 1 to "
              + MAX_CODE_LENGTH
              + " of A-Z, 0-9, dot or hyphen");
    }
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException(
          "Scale " + scale + " of asset " + code + " is outside 0 to " + MAX_SCALE);
    }
  }

  private static boolean isCode(String code) {
    return !code.isEmpty()
        && code.length() <= MAX_CODE_LENGTH
        && code.chars()
            .allMatch(
                c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-');
  }

  @Override
  public int compareTo(Asset other) {
    int byCode = code.compareTo(other.code);
    return byCode != 0 ? byCode : Integer.compare(scale, other.scale);
  }

  @Override
  public String toString() {
    return code;
  }
}
