package org.plimsoll.audit.checks;

import java.time.Instant;
import java.util.List;
import org.plimsoll.engine.rulebook.RuleBook;

/// What the checks look at.
///
/// @param rules every pack the venue knows
/// @param now the instant at which rules must apply and be known
/// @param prices the last price of every source of every market; may be empty
public record Situation(
    RuleBook rules, Instant now, List<LiveRate> rates, List<SourcePrice> prices) {
  /// The last price of one source.
  public record SourcePrice(String market, String source, double price, Instant time) {}

  /// Copies the lists.
  public Situation {
    rates = List.copyOf(rates);
    prices = List.copyOf(prices);
  }
}
