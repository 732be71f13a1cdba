package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes to try on an account.
public record SimulationRequest(
    String account,
    List<TradeChange> trades,
    List<TransferChange> transfers,
    List<PriceChange> prices) {
  /// Copies the lists.
  public SimulationRequest {
    trades = List.copyOf(trades);
    transfers = List.copyOf(transfers);
    prices = List.copyOf(prices);
  }

  /// A trade.
  ///
  /// @param quantity positive to buy
  /// @param price the mark when absent
  public record TradeChange(String instrument, BigDecimal quantity, @Nullable BigDecimal price) {}

  /// A deposit, or a withdrawal when negative.
  public record TransferChange(String asset, BigDecimal amount) {}

  /// A mark to assume: either a price or a relative change of the present one.
  public record PriceChange(
      String instrument, @Nullable BigDecimal price, @Nullable BigDecimal change) {}
}
