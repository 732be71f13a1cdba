package org.plimsoll.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.Quote;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.ForecastBands;
import org.plimsoll.engine.volatility.ForecastOffer;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.engine.volatility.VolatilityForecast;

class CodecTest {
  private static final Instant AT = Instant.parse("2025-10-10T21:20:00.123Z");
  private static final Asset USDT = new Asset("USDT", 8);
  private static final Asset BTC = new Asset("BTC", 8);
  private static final long SEED = 20251010;

  private static final List<Command> COMMANDS =
      List.of(
          new Command.OpenVenue(AT, terms()),
          new Command.OpenAccount(AT, "账户-1", true, "eu-retail"),
          new Command.Deposit(AT, "a", new Amount(USDT, 5)),
          new Command.Withdraw(AT, "a", new Amount(BTC, Long.MAX_VALUE)),
          new Command.Allocate(AT, "a", "BTC-PERP", new Amount(USDT, -7)),
          new Command.Trade(AT, "a", "b", "BTC-PERP", 1, 2, 3, -4, true),
          new Command.ObservePrices(
              AT,
              List.of(
                  new PriceObservation("binance", "BTC/USDT", null, 10, 2, AT),
                  new PriceObservation("kraken", "BTC/USDT", new Quote(9, 11), 10, 2, AT))),
          new Command.CloseBars(
              AT, List.of(new Command.MarketBar("BTC/USDT", new Candle(AT, 2, 3, 1, 2.5, 0)))),
          new Command.SettleFunding(AT, "BTC-PERP", -0.0001),
          new Command.SettleExpiry(AT, "BTC-DEC", 1),
          new Command.OverrideRate(AT, "eu-retail", "BTC-PERP", 0.6, "stress", AT),
          new Command.OfferForecast(
              AT,
              "BTC/USDT",
              new ForecastOffer(
                  "lstm-1", Instant.EPOCH.plusSeconds(86_400 * 9), 0.0009, Instant.EPOCH, true)),
          new Command.SetDefaultRules(AT, ManagedVenue.rules(2)),
          new Command.ReportLiquidationFill(AT, 7, "b", 1, 2, -3),
          new Command.EndLiquidationOrder(AT, 7));

  private static final List<Effect> EFFECTS =
      List.of(
          new Effect.Refused(Reason.MARGIN_INSUFFICIENT, "short by 1"),
          new Effect.Applied(),
          new Effect.PriceRefused("BTC/USDT", "kraken", Reason.PRICE_STALE, "45 s"),
          new Effect.IndexHeld("BTC/USDT", 1.5),
          new Effect.IndexRestored("BTC/USDT"),
          new Effect.ForecastMade(
              "BTC/USDT",
              new VolatilityForecast(
                  AT,
                  "log-HAR",
                  0.0009,
                  new ForecastBands(0.02, 0.04, 0.015, 0.06, 0.01, 0.1),
                  400,
                  3,
                  1,
                  null),
              0.025),
          new Effect.ForecastMade(
              "BTC/USDT",
              new VolatilityForecast(
                  AT, "EWMA-0.94", 0.0016, null, 7, 0, 0, Reason.HISTORY_TOO_SHORT),
              null),
          new Effect.SigmaDecided(
              "BTC/USDT",
              new SigmaDecision(
                  AT,
                  SigmaDecision.Rung.EWMA,
                  "EWMA-0.94",
                  0.04,
                  Reason.COVERAGE_ALARM,
                  "exceeded",
                  0.02,
                  11,
                  60,
                  List.of(
                      new SigmaDecision.Candidate(
                          SigmaDecision.Rung.CHAMPION,
                          "log-HAR",
                          null,
                          Reason.COVERAGE_ALARM,
                          "exceeded"),
                      new SigmaDecision.Candidate(
                          SigmaDecision.Rung.EWMA, "EWMA-0.94", 0.04, null, "")))),
          new Effect.RateChanged(
              "eu-retail",
              "BTC-PERP",
              "RATE",
              0.5,
              0.25,
              0.5,
              0.5,
              9_012_345,
              List.of(new Effect.Step("FLOOR", 0.4, 0.5, "not below")),
              new Effect.Basis(0.4, "", "log-HAR", "0f".repeat(32), "a5".repeat(32))),
          new Effect.RateAnnounced("eu-retail", "BTC-PERP", 0.5, 0.6, AT),
          new Effect.StatusChanged("a", "HEALTHY", "WARNING", -1, 2, 3),
          new Effect.LiquidationOrdered(1, "a", "BTC-PERP", -2, 3, 4, 5, 6, 7, 8, true),
          new Effect.LiquidationFilled(1, "a", "BTC-PERP", -2, 3, "USDT", 4, 5),
          new Effect.LiquidationOrderEnded(1, "a", "BTC-PERP", -2, false),
          new Effect.LiquidationDeferred("a", "", Reason.QUORUM_LOST, "held"),
          new Effect.LiquidationEnded("a", "", 1, 2),
          new Effect.PositionTakenOver("a", "BTC-PERP", -1, 2, 3, -4),
          new Effect.Deleveraged("a", "b", "BTC-PERP", 1, 2, 3, 4, 5),
          new Effect.DefaultResolved("a", "", "USDT", 1, 2, 3),
          new Effect.PoolMoved("BASE_POOL", "USDT", -1, 2, "LOSS", "a"),
          new Effect.RegimeChanged("CALM", "EXTREME", 0.1, 0.2),
          new Effect.PoolsTargeted(1, "2020-03-12", 2, 3, 4, 5.5, 6.5, 7.5, 8.5));

  @Test
  void everyCommandComesBackAsItWas() {
    for (Command command : COMMANDS) {
      byte[] bytes = CommandCodec.encode(command);
      assertEquals(command, CommandCodec.decode(bytes));
      assertArrayEquals(bytes, CommandCodec.encode(CommandCodec.decode(bytes)));
    }
  }

  @Test
  void effectsComeBackInOrder() {
    assertEquals(EFFECTS, EffectCodec.decode(EffectCodec.encode(EFFECTS)));
  }

  @Test
  void effectsCutShortOrTooLongAreRefused() {
    byte[] bytes = EffectCodec.encode(EFFECTS);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> EffectCodec.decode(cut));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(IllegalArgumentException.class, () -> EffectCodec.decode(longer));
  }

  @Test
  void damagedEffectsAreRefusedOrAreOtherEffectsOnlyForm() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = EffectCodec.encode(List.of(EFFECTS.get(random.nextInt(EFFECTS.size()))));
      int flips = 1 + random.nextInt(4);
      for (int flip = 0; flip < flips; flip++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertArrayEquals(bytes, EffectCodec.encode(EffectCodec.decode(bytes)), "seed " + SEED);
      } catch (IllegalArgumentException expected) {
        // Refused, as it may be.
      }
    }
  }

  @Test
  void everyCommandCutShortOrTooLongIsRefused() {
    for (Command command : COMMANDS) {
      byte[] bytes = CommandCodec.encode(command);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThrows(IllegalArgumentException.class, () -> CommandCodec.decode(cut));
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThrows(IllegalArgumentException.class, () -> CommandCodec.decode(longer));
    }
  }

  @Test
  void damagedBytesAreRefusedOrAreAnotherCommandsOnlyForm() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = CommandCodec.encode(COMMANDS.get(random.nextInt(COMMANDS.size())));
      int flips = 1 + random.nextInt(4);
      for (int flip = 0; flip < flips; flip++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertArrayEquals(bytes, CommandCodec.encode(CommandCodec.decode(bytes)), "seed " + SEED);
      } catch (IllegalArgumentException expected) {
        // Refused, as it may be.
      }
    }
  }

  private static VenueTerms terms() {
    var gate =
        new SourceGate(
            "binance", "binance", Duration.ofHours(2), Duration.ofSeconds(5), 0.1, 1, 99_999_999);
    var market =
        new IndexPolicy(
            "BTC/USDT",
            2,
            List.of(gate),
            1,
            Duration.ofHours(6),
            new StalenessUplift(Duration.ofDays(1), 1.1, 3));
    var contract = new ContractTerms("BTC/USDT", Settlement.LINEAR, USDT, 1, 0, 3, 2);
    var inverse = new ContractTerms("BTC/USDT", Settlement.INVERSE, BTC, 100, 0, 0, 2);
    var attributes = new TreeMap<String, Double>();
    attributes.put("ltv_permitted", 0.7);
    return new VenueTerms(
        "Demo",
        USDT,
        List.of(new VenueTerms.CollateralTerms(BTC, "BTC/USDT", 0.2, 77, 1_000)),
        List.of(market),
        List.of(
            new VenueTerms.Listing(
                new Instrument.Perpetual("BTC-PERP", contract),
                "perpetual",
                "crypto",
                MarkPolicy.atIndex(),
                List.of(new VenueTerms.Tier(0, 0.01, 0.005)),
                attributes,
                Optional.of(new OpenInterestScaling(5, 7))),
            new VenueTerms.Listing(
                new Instrument.DatedFuture("BTC-DEC", inverse, AT),
                "future",
                "crypto",
                MarkPolicy.atIndex(),
                List.of(),
                new TreeMap<>()),
            new VenueTerms.Listing(
                new Instrument.VanillaOption(
                    "BTC-DEC-P", contract, AT, OptionRight.PUT, 5_000_000, 2, Settlement.INVERSE),
                "option",
                "crypto",
                MarkPolicy.atIndex(),
                List.of(),
                new TreeMap<>())),
        List.of(new VenueTerms.RateClass("eu-retail", "EU", "retail", "")),
        new VenueTerms.Policy(0.5, 1.2, 0, 6),
        "00ff");
  }
}
