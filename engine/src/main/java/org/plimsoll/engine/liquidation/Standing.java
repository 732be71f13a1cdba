package org.plimsoll.engine.liquidation;

import java.util.List;
import org.plimsoll.engine.quantity.Reason;

/// Where a margin group stands at the present marks and rates.
public sealed interface Standing {
  /// A group that could be assessed; money in units of the valuation asset.
  ///
  /// @param equity what the margin rules count, against which maintenance is held
  /// @param worth counted collateral and the whole unrealised gain: what is left when every
  ///     position is closed at its mark
  /// @param maintenance what equity must reach
  /// @param holdings its positions, in order of contract
  record Known(MarginGroup group, long equity, long worth, long maintenance, List<Holding> holdings)
      implements Standing {
    public Known {
      holdings = List.copyOf(holdings);
    }

    /// Whether equity no longer covers maintenance.
    public boolean isShort() {
      return equity < maintenance;
    }
  }

  /// A group that could not be assessed: a price or rate is missing.
  record Unknown(Reason reason, String detail) implements Standing {}

  /// One position of a group.
  ///
  /// @param contract index in the book
  /// @param rateClass row of the rate table that applies
  /// @param quantity signed quantity units, not zero
  /// @param price the mark
  /// @param markValue signed value at the mark in settlement units
  /// @param notional size of that value, rounded up
  /// @param gain unrealised profit in settlement units
  /// @param maintenance requirement in settlement units
  /// @param maintenanceValued requirement in valuation units, rounded up
  record Holding(
      int contract,
      int rateClass,
      long quantity,
      long price,
      long markValue,
      long notional,
      long gain,
      long maintenance,
      long maintenanceValued) {}
}
