package org.plimsoll.feeds.recorded;

import java.util.Comparator;

/// What tells one recorded series from another.
///
/// @param source the venue in lower case: `binance`
/// @param segment the part of the venue in lower case: `spot`, `perp`, `mark`
/// @param content what the rows are
/// @param market the market as rows name it: `BTCUSDT`, `BTCUSDT-PERP`, `BTCUSDT-MARK`
public record SeriesId(String source, String segment, Content content, String market)
    implements Comparable<SeriesId> {
  private static final Comparator<SeriesId> BY_NAME = Comparator.comparing(SeriesId::name);

  public SeriesId {
    if (!source.matches("[a-z0-9]{1,32}") || !segment.matches("[a-z0-9]{1,32}")) {
      throw new IllegalArgumentException(
          "Source '%s' and segment '%s' must be lower-case letters and digits"
              .formatted(source, segment));
    }
    if (!market.matches("[A-Z0-9]{1,32}(-[A-Z0-9]{1,16})?")) {
      throw new IllegalArgumentException(
          "Market '%s' must be upper-case letters and digits".formatted(market));
    }
  }

  /// The name as one path: `binance/spot/1h/BTCUSDT`.
  public String name() {
    return source + "/" + segment + "/" + content + "/" + market;
  }

  @Override
  public int compareTo(SeriesId other) {
    return BY_NAME.compare(this, other);
  }
}
