package org.plimsoll.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.account.Venue;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.margin.MarginOutcome.Assessed;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

/// What the venue's terms make of open interest, concentrated collateral and funding.
class AccountDeskTest {
  private static final Asset USDT = Venue.USDT;
  private static final Asset BTC = Venue.BTC;
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final long USD = 100_000_000L;

  private static VenueTerms terms(long concentration, double fundingFactor) {
    return new VenueTerms(
        "test",
        USDT,
        List.of(new VenueTerms.CollateralTerms(BTC, "BTC/USDT", 0.1, 5 * USD, concentration)),
        List.of(),
        List.of(
            new VenueTerms.Listing(
                new Instrument.Perpetual("BTC-PERP", Venue.linearTerms("BTC/USDT")),
                "perpetual",
                "crypto",
                MarkPolicy.atIndex(),
                List.of(new VenueTerms.Tier(0, 0.02, 0.01)),
                new TreeMap<>(),
                Optional.of(new OpenInterestScaling(1_000_000 * USD, 3_000_000 * USD)))),
        List.of(new VenueTerms.RateClass("all", "EU", "retail", "")),
        new VenueTerms.Policy(0.5, 1.2, 0, fundingFactor),
        "hash");
  }

  private static AccountDesk desk(VenueTerms terms) {
    AccountDesk desk = AccountDesk.open(terms);
    desk.marks().setContract(0, 5_000_000);
    desk.marks().setAsset(1, 5_000_000);
    desk.rates().set(0, 0, 0.1, 0.05);
    for (String account : List.of("long", "short")) {
      desk.open(new Command.OpenAccount(NOON, account, false, "all"));
      desk.deposit(new Command.Deposit(NOON, account, new Amount(USDT, 10_000_000 * USD)));
    }
    return desk;
  }

  private static void trade(AccountDesk desk, long quantity) {
    String buyer = quantity > 0 ? "long" : "short";
    String seller = quantity > 0 ? "short" : "long";
    assertInstanceOf(
        Effect.Applied.class,
        desk.trade(
            new Command.Trade(
                NOON, buyer, seller, "BTC-PERP", Math.abs(quantity), 5_000_000, 0, 0, true)));
  }

  private static long initialRate(AccountDesk desk) {
    return desk.rates().find(0, 0).orElseThrow().initial().rate(0);
  }

  @Test
  void initialRateRisesWithOpenInterestFromItsLowerToItsUpperBound() {
    AccountDesk desk = desk(terms(0, 0));
    trade(desk, 20 * 100_000); // 20 BTC at 50,000: one million, the lower bound
    assertEquals(Billionths.ofRate(0.1), initialRate(desk));
    trade(desk, 20 * 100_000); // two million: half way from 0.1 to 1
    assertEquals(Billionths.ofRate(0.55), initialRate(desk));
    assertEquals(
        Billionths.ofRate(0.05), desk.rates().find(0, 0).orElseThrow().maintenance().rate(0));
    desk.marks().setContract(0, 7_500_000); // three million
    desk.scaleAll();
    assertEquals(Billionths.ONE, initialRate(desk));
    desk.marks().setContract(0, 5_012_500); // 2.005 million: the step up to 2.02 is taken whole
    desk.scaleAll();
    assertEquals(Billionths.ofRate(0.559), initialRate(desk));
    desk.marks().setContract(0, 7_500_000);
    desk.scaleAll();
    desk.rates().set(0, 0, 0.2, 0.1);
    assertEquals(Billionths.ONE, initialRate(desk), "a new rate is scaled as well");
    trade(desk, -39 * 100_000);
    assertEquals(Billionths.ofRate(0.2), initialRate(desk));
  }

  @Test
  void deskReadBackHasTheSameScaledRates() throws IOException {
    VenueTerms terms = terms(0, 0);
    AccountDesk desk = desk(terms);
    trade(desk, 35 * 100_000);
    var bytes = new ByteArrayOutputStream();
    desk.writeTo(new DataOutputStream(bytes));
    AccountDesk read =
        AccountDesk.read(terms, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    read.marks().setContract(0, 5_000_000);
    read.scaleAll();
    read.rates().set(0, 0, 0.1, 0.05);
    assertTrue(initialRate(desk) > Billionths.ofRate(0.1));
    assertEquals(initialRate(desk), initialRate(read));
  }

  @Test
  void collateralCountsForLessBeyondTheVenuesConcentrationAndTheAccountsLimit() {
    AccountDesk desk = desk(terms(200_000 * USD, 0));
    int account = desk.book().accountIndex("long").orElseThrow();
    long before = assessed(desk, account).collateral();
    desk.deposit(new Command.Deposit(NOON, "long", new Amount(BTC, 4 * USD)));
    // Four bitcoins at 50,000 are the 200,000 up to which nine tenths count.
    assertEquals(before + 180_000 * USD, assessed(desk, account).collateral());
    desk.deposit(new Command.Deposit(NOON, "short", new Amount(BTC, 4 * USD)));
    assertEquals(before + 90_000 * USD, assessed(desk, account).collateral());
    desk.deposit(new Command.Deposit(NOON, "long", new Amount(BTC, 2 * USD)));
    // Ten bitcoins: two fifths of 0.9 count, and only five of this account's six.
    assertEquals(before + 90_000 * USD, assessed(desk, account).collateral());
  }

  private static Assessed assessed(AccountDesk desk, int account) {
    return assertInstanceOf(Assessed.class, desk.assessor().assess(account));
  }

  @Test
  void openInterestThatDoesNotFitIsBeyondItsUpperBoundAndTheTradeStands() {
    AccountDesk desk = desk(terms(0, 0));
    long each = 1_000_000L * 100_000; // a million coins at 50,000 are five of the nine that fit
    for (int pair = 0; pair < 2; pair++) {
      for (String side : List.of("buyer" + pair, "seller" + pair)) {
        desk.open(new Command.OpenAccount(NOON, side, false, "all"));
      }
      Effect effect =
          desk.trade(
              new Command.Trade(
                  NOON, "buyer" + pair, "seller" + pair, "BTC-PERP", each, 5_000_000, 0, 0, false));
      assertInstanceOf(Effect.Applied.class, effect);
    }
    assertEquals(2 * each, desk.book().openInterest(0));
    assertEquals(Billionths.ONE, initialRate(desk));
  }

  @Test
  void depositsWhoseWorthDoesNotFitCountForNothing() {
    AccountDesk desk = desk(terms(200_000 * USD, 0));
    int account = desk.book().accountIndex("long").orElseThrow();
    desk.deposit(new Command.Deposit(NOON, "short", new Amount(BTC, 10_000_000 * USD)));
    desk.deposit(new Command.Deposit(NOON, "long", new Amount(BTC, USD)));
    assertEquals(10_000_000 * USD, assessed(desk, account).collateral());
  }

  @Test
  void fundingIsHeldWithinTheLimitOnEitherSide() {
    AccountDesk desk = desk(terms(0, 6));
    trade(desk, 10 * 100_000);
    int account = desk.book().accountIndex("long").orElseThrow();
    long before = desk.book().balance(account, 0);
    // Six times the gap of 0.01 is 0.06 of 500,000.
    desk.fund(new Command.SettleFunding(NOON, "BTC-PERP", 0.5));
    assertEquals(before - 30_000 * USD, desk.book().balance(account, 0));
    desk.fund(new Command.SettleFunding(NOON, "BTC-PERP", -0.5));
    assertEquals(before, desk.book().balance(account, 0));
    desk.fund(new Command.SettleFunding(NOON, "BTC-PERP", 0.01));
    assertEquals(before - 5_000 * USD, desk.book().balance(account, 0));
    Effect outside = desk.fund(new Command.SettleFunding(NOON, "BTC-PERP", 2));
    assertEquals(
        Reason.RATE_OUT_OF_RANGE, assertInstanceOf(Effect.Refused.class, outside).reason());
  }
}
