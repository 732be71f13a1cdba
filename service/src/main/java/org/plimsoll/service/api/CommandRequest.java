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
  record Trade(
      String buyer,
      String seller,
      String instrument,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal buyerFee,
      BigDecimal sellerFee)
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

  /// Sets a rate at once, past the governor, for a stated reason and until a stated time.
  record OverrideRate(
      String instrument, RegimeKey regime, BigDecimal rate, String reason, Instant expires)
      implements CommandRequest {}
}
