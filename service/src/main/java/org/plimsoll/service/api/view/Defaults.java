package org.plimsoll.service.api.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the venue stands towards defaults: regime, pools, groups under liquidation, open orders.
///
/// @param managed whether the venue has rules for defaults; without, everything else is empty
/// @param regime `CALM`, `STRESSED` or `EXTREME`
/// @param layers the pools in the order in which they pay in this regime
/// @param asset what pools and targets are counted in
/// @param scenario the stress that sets the base pool's target, or null when nobody loses under any
/// @param liquidations how many groups are under liquidation; the list holds the first of them
/// @param orders how many liquidation orders are with the venue; the list holds the first of them
public record Defaults(
    Instant time,
    boolean managed,
    String regime,
    List<String> layers,
    String asset,
    @Nullable String scenario,
    List<Pool> pools,
    int liquidations,
    List<LiquidationRow> underLiquidation,
    int orders,
    List<OrderRow> openOrders) {
  public Defaults {
    layers = List.copyOf(layers);
    pools = List.copyOf(pools);
    underLiquidation = List.copyOf(underLiquidation);
    openOrders = List.copyOf(openOrders);
  }

  /// A venue without rules for defaults.
  public static Defaults unmanaged(Instant time, String asset) {
    return new Defaults(
        time, false, "CALM", List.of(), asset, null, List.of(), 0, List.of(), 0, List.of());
  }

  /// One pool.
  ///
  /// @param pool `BASE_POOL`, `OWN_CAPITAL` or `INSURANCE_POOL`
  /// @param account the ledger account behind it
  /// @param lastsDays days until it is empty at its flows, or null when it does not shrink
  /// @param lastsBadDays the same at one standard deviation worse
  public record Pool(
      String pool,
      String account,
      BigDecimal balance,
      BigDecimal target,
      BigDecimal withdrawable,
      @Nullable Double lastsDays,
      @Nullable Double lastsBadDays) {}

  /// A group under liquidation.
  ///
  /// @param instrument of an isolated position, or null for a cross account
  /// @param rounds how often orders were given out
  /// @param deferred why nothing can be done now, or null
  public record LiquidationRow(
      String account,
      @Nullable String instrument,
      Instant since,
      int rounds,
      @Nullable String deferred) {}

  /// A liquidation order that the venue has not answered.
  ///
  /// @param quantity signed: negative sells
  public record OrderRow(
      long order,
      String account,
      String instrument,
      BigDecimal quantity,
      BigDecimal limit,
      Instant since) {}
}
