package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RegimeKey;

/// One change that a client asks for, as the contract's `Command` has it.
public sealed interface CommandRequest {
  /// Opens an account.
  ///
  /// @param mode `CROSS` or `ISOLATED`
  record OpenAccount(String account, String mode, RegimeKey regime) implements CommandRequest {}

  /// Adds to an account's balance.
  record Deposit(String account, String asset, BigDecimal amount) implements CommandRequest {}

  /// Takes from an account's balance, refused when the margin left would fall short.
  record Withdraw(String account, String asset, BigDecimal amount) implements CommandRequest {}

  /// A fill that the matching engine made. A negative fee is a rebate.
  ///
  /// @param liquidation whether it closes an account in default, and is not refused for want of
  ///     margin
  record Trade(
      String buyer,
      String seller,
      String instrument,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal buyerFee,
      BigDecimal sellerFee,
      boolean liquidation)
      implements CommandRequest {}

  /// One source's price of an instrument.
  record Price(
      String source,
      String instrument,
      BigDecimal price,
      @Nullable BigDecimal bid,
      @Nullable BigDecimal ask,
      Instant time)
      implements CommandRequest {}

  /// Moves collateral into the margin of an isolated position; a negative amount moves it out.
  record Allocate(String account, String instrument, BigDecimal amount) implements CommandRequest {}

  /// One hourly bar, closed, of the market that an instrument follows.
  record Bar(
      String instrument,
      Instant openTime,
      double open,
      double high,
      double low,
      double close,
      double volume)
      implements CommandRequest {}

  /// Pays funding on every position in a perpetual.
  ///
  /// @param rate what longs pay shorts, as a fraction of the position's value; may be negative
  record Funding(String instrument, double rate) implements CommandRequest {}

  /// Settles a dated future in cash at its final price.
  record Expiry(String instrument, BigDecimal price) implements CommandRequest {}

  /// A fill of a liquidation order that the matching engine made.
  ///
  /// @param order the id that the venue gave the order
  /// @param counterparty the account on the other side
  /// @param counterpartyFee negative is a rebate
  record LiquidationFill(
      long order,
      String instrument,
      String counterparty,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal counterpartyFee)
      implements CommandRequest {}

  /// The matching engine will fill no more of a liquidation order of which something is left.
  record LiquidationEnd(long order) implements CommandRequest {}

  /// Offers a promoted model's forecast of the volatility of an instrument's market.
  ///
  /// @param origin the midnight UTC that it looks ahead from
  /// @param sigmaDay deviation over the day after it
  /// @param trainedUntil the end of the history the model was trained on
  /// @param outOfRange whether a feature lay outside the range it was trained on
  record OfferForecast(
      String instrument,
      String model,
      Instant origin,
      double sigmaDay,
      Instant trainedUntil,
      boolean outOfRange)
      implements CommandRequest {}

  /// Sets a rate at once, past the governor, for a stated reason and until a stated time.
  record OverrideRate(
      String instrument, RegimeKey regime, BigDecimal rate, String reason, Instant expires)
      implements CommandRequest {}
}
