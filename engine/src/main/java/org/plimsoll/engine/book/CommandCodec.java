package org.plimsoll.engine.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.Quote;
import org.plimsoll.engine.volatility.ForecastOffer;

/// The journal's form of commands. One command has one form, and other bytes are refused.
public final class CommandCodec {
  private static final int OPEN_VENUE = 1;
  private static final int OPEN_ACCOUNT = 2;
  private static final int DEPOSIT = 3;
  private static final int WITHDRAW = 4;
  private static final int ALLOCATE = 5;
  private static final int TRADE = 6;
  private static final int OBSERVE_PRICES = 7;
  private static final int CLOSE_BARS = 8;
  private static final int SETTLE_FUNDING = 9;
  private static final int SETTLE_EXPIRY = 10;
  private static final int OVERRIDE_RATE = 11;
  private static final int OFFER_FORECAST = 15;
  private static final int SET_DEFAULT_RULES = 20;
  private static final int REPORT_LIQUIDATION_FILL = 21;
  private static final int END_LIQUIDATION_ORDER = 22;

  private CommandCodec() {}

  /// The command's bytes.
  public static byte[] encode(Command command) {
    WireWriter out = new WireWriter().int8(typeOf(command)).instant(command.at());
    switch (command) {
      case Command.OpenVenue c -> TermsCodec.write(c.terms(), out);
      case Command.OpenAccount c -> out.text(c.account()).flag(c.isolated()).text(c.rateClass());
      case Command.Deposit c -> out.text(c.account()).amount(c.amount());
      case Command.Withdraw c -> out.text(c.account()).amount(c.amount());
      case Command.Allocate c -> out.text(c.account()).text(c.instrument()).amount(c.amount());
      case Command.Trade c -> writeTrade(c, out);
      case Command.ObservePrices c -> out.list(c.prices(), price -> writePrice(price, out));
      case Command.CloseBars c -> out.list(c.bars(), bar -> writeBar(bar, out));
      case Command.SettleFunding c -> out.text(c.instrument()).float64(c.rate());
      case Command.SettleExpiry c -> out.text(c.instrument()).int64(c.price());
      case Command.OverrideRate c ->
          out.text(c.rateClass())
              .text(c.instrument())
              .float64(c.rate())
              .text(c.reason())
              .instant(c.until());
      case Command.OfferForecast c ->
          out.text(c.market())
              .text(c.offer().model())
              .instant(c.offer().origin())
              .float64(c.offer().variance())
              .instant(c.offer().trainedUntil())
              .flag(c.offer().outOfRange());
      case Command.SetDefaultRules c -> DefaultRulesCodec.write(c.rules(), out);
      case Command.ReportLiquidationFill c ->
          out.int64(c.order())
              .text(c.counterparty())
              .int64(c.quantity())
              .int64(c.price())
              .int64(c.counterpartyFee());
      case Command.EndLiquidationOrder c -> out.int64(c.order());
    }
    return out.toBytes();
  }

  /// The command that `bytes` are the form of.
  ///
  /// @throws IllegalArgumentException when they are the form of none
  public static Command decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    int type = in.int8();
    Instant at = in.instant();
    Command command =
        switch (type) {
          case OPEN_VENUE -> new Command.OpenVenue(at, TermsCodec.read(in));
          case OPEN_ACCOUNT -> new Command.OpenAccount(at, in.text(), in.flag(), in.text());
          case DEPOSIT -> new Command.Deposit(at, in.text(), in.amount());
          case WITHDRAW -> new Command.Withdraw(at, in.text(), in.amount());
          case ALLOCATE -> new Command.Allocate(at, in.text(), in.text(), in.amount());
          case TRADE -> readTrade(at, in);
          case OBSERVE_PRICES -> new Command.ObservePrices(at, in.list(() -> readPrice(in)));
          case CLOSE_BARS -> new Command.CloseBars(at, in.list(() -> readBar(in)));
          case SETTLE_FUNDING -> new Command.SettleFunding(at, in.text(), in.float64());
          case SETTLE_EXPIRY -> new Command.SettleExpiry(at, in.text(), in.int64());
          case OVERRIDE_RATE ->
              new Command.OverrideRate(
                  at, in.text(), in.text(), in.float64(), in.text(), in.instant());
          case OFFER_FORECAST ->
              new Command.OfferForecast(
                  at,
                  in.text(),
                  new ForecastOffer(
                      in.text(), in.instant(), in.float64(), in.instant(), in.flag()));
          case SET_DEFAULT_RULES -> new Command.SetDefaultRules(at, DefaultRulesCodec.read(in));
          case REPORT_LIQUIDATION_FILL ->
              new Command.ReportLiquidationFill(
                  at, in.int64(), in.text(), in.int64(), in.int64(), in.int64());
          case END_LIQUIDATION_ORDER -> new Command.EndLiquidationOrder(at, in.int64());
          default -> throw new IllegalArgumentException("command type " + type + " is unknown");
        };
    in.end();
    return command;
  }

  /// When the command that `bytes` are the form of holds, without reading the rest of it.
  ///
  /// @throws IllegalArgumentException when they are too short
  public static Instant at(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    in.int8();
    return in.instant();
  }

  /// Whether the command that `bytes` are the form of opens a venue, sets its rules or overrides a
  /// rate, without reading the rest of it.
  public static boolean changesRules(byte[] bytes) {
    int type = bytes.length == 0 ? 0 : bytes[0];
    return type == OPEN_VENUE || type == OVERRIDE_RATE || type == SET_DEFAULT_RULES;
  }

  private static int typeOf(Command command) {
    return switch (command) {
      case Command.OpenVenue _ -> OPEN_VENUE;
      case Command.OpenAccount _ -> OPEN_ACCOUNT;
      case Command.Deposit _ -> DEPOSIT;
      case Command.Withdraw _ -> WITHDRAW;
      case Command.Allocate _ -> ALLOCATE;
      case Command.Trade _ -> TRADE;
      case Command.ObservePrices _ -> OBSERVE_PRICES;
      case Command.CloseBars _ -> CLOSE_BARS;
      case Command.SettleFunding _ -> SETTLE_FUNDING;
      case Command.SettleExpiry _ -> SETTLE_EXPIRY;
      case Command.OverrideRate _ -> OVERRIDE_RATE;
      case Command.OfferForecast _ -> OFFER_FORECAST;
      case Command.SetDefaultRules _ -> SET_DEFAULT_RULES;
      case Command.ReportLiquidationFill _ -> REPORT_LIQUIDATION_FILL;
      case Command.EndLiquidationOrder _ -> END_LIQUIDATION_ORDER;
    };
  }

  private static void writeTrade(Command.Trade trade, WireWriter out) {
    out.text(trade.buyer())
        .text(trade.seller())
        .text(trade.instrument())
        .int64(trade.quantity())
        .int64(trade.price())
        .int64(trade.buyerFee())
        .int64(trade.sellerFee())
        .flag(trade.checked());
  }

  private static Command.Trade readTrade(Instant at, WireReader in) {
    return new Command.Trade(
        at,
        in.text(),
        in.text(),
        in.text(),
        in.int64(),
        in.int64(),
        in.int64(),
        in.int64(),
        in.flag());
  }

  private static void writePrice(PriceObservation price, WireWriter out) {
    @Nullable Quote quote = price.quote();
    out.text(price.source()).text(price.market()).flag(quote != null);
    if (quote != null) {
      out.int64(quote.bid()).int64(quote.ask());
    }
    out.int64(price.price()).int8(price.priceScale()).instant(price.eventTime());
  }

  private static PriceObservation readPrice(WireReader in) {
    return new PriceObservation(
        in.text(),
        in.text(),
        in.flag() ? new Quote(in.int64(), in.int64()) : null,
        in.int64(),
        in.int8(),
        in.instant());
  }

  private static void writeBar(Command.MarketBar bar, WireWriter out) {
    Candle candle = bar.bar();
    out.text(bar.market())
        .instant(candle.openTime())
        .float64(candle.open())
        .float64(candle.high())
        .float64(candle.low())
        .float64(candle.close())
        .float64(candle.volume());
  }

  private static Command.MarketBar readBar(WireReader in) {
    return new Command.MarketBar(
        in.text(),
        new Candle(
            in.instant(), in.float64(), in.float64(), in.float64(), in.float64(), in.float64()));
  }
}
