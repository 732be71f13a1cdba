package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;

/// The rates of every instrument under one regime at one instant.
public record RateList(
    String jurisdiction, String clientClass, Instant time, long sequence, List<RateRow> rates) {
  /// Copies the list.
  public RateList {
    rates = List.copyOf(rates);
  }
}
