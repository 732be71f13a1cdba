package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Who would be deleveraged first on one side of a contract, as things stand.
///
/// @param side `LONG` or `SHORT`: the side of those in the queue
/// @param length how many places it has
/// @param places the places asked for, in order
public record DeleveragingQueue(
    String instrument, String side, Instant time, int length, List<Place> places) {
  public DeleveragingQueue {
    places = List.copyOf(places);
  }

  /// One place.
  ///
  /// @param place from 1, the first to be closed
  /// @param quantity what is held, not negative
  /// @param outright the part of it that hedges nothing: all such parts go before any that hedges
  /// @param profit unrealised profit over cost
  /// @param leverage notional over worth, of the whole account or bucket
  public record Place(
      int place,
      String account,
      BigDecimal quantity,
      BigDecimal outright,
      double profit,
      double leverage,
      double score) {}
}
