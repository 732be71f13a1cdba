package org.plimsoll.engine.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.VanillaOption;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.quantity.Reason;

class OptionContractTest {
  private static final Instant EXPIRY = Instant.parse("2026-03-27T08:00:00Z");

  private static VanillaOption option(OptionRight right, Settlement payout) {
    var terms =
        payout == Settlement.LINEAR
            ? Venue.linearTerms("BTC/USDT")
            : new ContractTerms("BTC/USDT", Settlement.LINEAR, Venue.BTC, 1, 0, 2, 6);
    return new VanillaOption("O-" + right, terms, EXPIRY, right, 5_000_000, 2, payout);
  }

  @Test
  void linearOptionSettlesAtWhatExerciseIsWorth() {
    assertEquals(100_000, option(OptionRight.CALL, Settlement.LINEAR).settlementPrice(5_100_000));
    assertEquals(0, option(OptionRight.PUT, Settlement.LINEAR).settlementPrice(5_100_000));
    assertEquals(100_000, option(OptionRight.PUT, Settlement.LINEAR).settlementPrice(4_900_000));
  }

  /// A call at 50,000 with 60,000 at expiry pays a sixth of a coin, cut to six digits.
  @Test
  void inverseOptionSettlesInTheCoin() {
    VanillaOption call = option(OptionRight.CALL, Settlement.INVERSE);
    assertEquals(166_666, call.settlementPrice(6_000_000));
    assertEquals(0, call.settlementPrice(4_000_000));
    assertEquals(250_000, option(OptionRight.PUT, Settlement.INVERSE).settlementPrice(4_000_000));
  }

  @Test
  void optionWithInversePriceOrWithoutStrikeIsRefused() {
    var inverse = new ContractTerms("BTC/USDT", Settlement.INVERSE, Venue.BTC, 100, 0, 0, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> new VanillaOption("O", inverse, EXPIRY, OptionRight.CALL, 1, 0, Settlement.INVERSE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VanillaOption(
                "O",
                Venue.linearTerms("BTC/USDT"),
                EXPIRY,
                OptionRight.CALL,
                0,
                0,
                Settlement.LINEAR));
  }

  /// Bought at 12.00 and expired without worth, one contract costs its premium and no more.
  @Test
  void optionThatExpiresWithoutWorthSettlesAtZero() {
    Venue venue = new Venue();
    int call = venue.book.listContract(option(OptionRight.CALL, Settlement.LINEAR));
    int buyer = venue.book.openAccount("buyer", AccountMode.CROSS, 0);
    int seller = venue.book.openAccount("seller", AccountMode.CROSS, 0);
    venue.ledger.trade(new Trade(buyer, seller, call, 100_000, 1200, 0, 0), MarginTest.NONE);
    assertInstanceOf(LedgerResult.Applied.class, venue.ledger.settle(call, 0));
    assertEquals(-1_200_000_000L, venue.book.balance(buyer, venue.usdt));
    assertEquals(1_200_000_000L, venue.book.balance(seller, venue.usdt));
    assertTrue(venue.book.isConservedByScan());
    assertEquals(
        Reason.PRICE_NOT_POSITIVE,
        assertInstanceOf(LedgerResult.Refused.class, venue.ledger.settle(venue.linear, 0))
            .reason());
  }

  @Test
  void bookWithOptionsReadBackHasTheSameBytes() throws IOException {
    Venue venue = new Venue();
    venue.book.listContract(option(OptionRight.CALL, Settlement.LINEAR));
    venue.book.listContract(option(OptionRight.PUT, Settlement.INVERSE));
    var bytes = new ByteArrayOutputStream();
    BookCodec.write(venue.book, new DataOutputStream(bytes));
    AccountBook copy =
        BookCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(venue.book.contract(4).contract(), copy.contract(4).contract());
    assertEquals(venue.book.contract(5).contract(), copy.contract(5).contract());
    var again = new ByteArrayOutputStream();
    BookCodec.write(copy, new DataOutputStream(again));
    assertArrayEquals(bytes.toByteArray(), again.toByteArray());
  }
}
