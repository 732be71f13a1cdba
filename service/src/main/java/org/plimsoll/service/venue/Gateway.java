package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.Quote;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.ForecastOffer;
import org.plimsoll.service.api.CommandGateway;
import org.plimsoll.service.api.CommandRequest;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.LateCommand;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.store.JournalRecord;

/// The API's way into the sequencer: requests become commands, dated when their turn has come.
///
/// By a clock, a command is dated when it is applied, but never before the one ahead of it. Without
/// one, it is dated at the venue's own time, which prices and bars move on: so recorded markets can
/// be played through a venue. A request that comes again under its key is compared as of its first
/// time, so that it is the same command however late it comes.
public final class Gateway implements CommandGateway {
  private static final int MOST_BYTES = 4_096;
  private static final Duration BAR = Duration.ofHours(1);
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Sequencer sequencer;
  private final VenueTerms terms;
  private final Supplier<Optional<VenueReader>> book;
  private final Instant opening;
  private final @Nullable InstantSource clock;

  /// A gateway to a venue that has its own time.
  ///
  /// @param book the open venue; asked on the sequencer's thread
  /// @param opening the venue's time until it is open
  public Gateway(
      Sequencer sequencer,
      VenueTerms terms,
      Supplier<Optional<VenueReader>> book,
      Instant opening) {
    this(sequencer, terms, book, opening, null);
  }

  /// A gateway to a venue that lives by a clock.
  public Gateway(
      Sequencer sequencer,
      VenueTerms terms,
      Supplier<Optional<VenueReader>> book,
      Instant opening,
      @Nullable InstantSource clock) {
    this.sequencer = sequencer;
    this.terms = terms;
    this.book = book;
    this.opening = opening;
    this.clock = clock;
  }

  /// The present, to the millisecond, and not before the last command. On the sequencer's thread.
  Instant present() {
    Instant last = book.get().map(VenueReader::now).orElse(opening);
    if (clock == null) {
      return last;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return now.isAfter(last) ? now : last;
  }

  /// The clock's time in milliseconds, for keys that are used once.
  long wallMillis() {
    return (clock == null ? InstantSource.system() : clock).millis();
  }

  /// A request whose command is made when its time is known.
  private final class Dated implements LateCommand {
    private final CommandRequest request;
    private volatile Instant at = Instant.EPOCH;

    Dated(CommandRequest request) {
      this.request = request;
    }

    @Override
    public int mostBytes() {
      return MOST_BYTES;
    }

    @Override
    public byte[] bytes(@Nullable JournalRecord original) {
      if (original == null && request instanceof CommandRequest.LiquidationFill fill) {
        requireSameInstrument(fill);
      }
      Command command =
          command(request, original == null ? present() : CommandCodec.at(original.command()));
      at = command.at();
      return CommandCodec.encode(command);
    }
  }

  @Override
  public Result submit(String idempotencyKey, CommandRequest request) {
    try {
      Objects.requireNonNull(command(request, LATEST)); // what time cannot mend is refused at once
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Result.Refused(
          sequencer.committedSequence(),
          false,
          Reason.COMMAND_MALFORMED.name(),
          "" + e.getMessage());
    }
    Dated dated = new Dated(request);
    Optional<CompletableFuture<Acknowledgement>> answer =
        sequencer.trySubmit(idempotencyKey, dated);
    if (answer.isEmpty()) {
      return new Result.Unavailable("NOT_READY", "The queue is full. Send the command again.");
    }
    try {
      return result(answer.get().get(), dated.at);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Unavailable("NOT_READY", "The server stops.");
    } catch (ExecutionException e) {
      return new Result.Unavailable("VENUE_HALTED", "The venue has stopped: " + e.getCause());
    }
  }

  private Result result(Acknowledgement answer, Instant time) {
    return switch (answer) {
      case Acknowledgement.Refused refused ->
          refused.reason() == Reason.IDEMPOTENCY_CONFLICT
              ? new Result.Conflict(refused.detail())
              : new Result.Refused(
                  sequencer.committedSequence(), false, refused.reason().name(), refused.detail());
      case Acknowledgement.Committed committed -> committed(committed, time);
    };
  }

  private Result committed(Acknowledgement.Committed committed, Instant time) {
    List<EffectRow> rows = new ArrayList<>();
    for (Effect effect : EffectCodec.decode(committed.effects())) {
      if (effect instanceof Effect.Refused refused) {
        return new Result.Refused(
            committed.sequence(), committed.repeated(), refused.reason().name(), refused.detail());
      }
      EffectRow row = EffectRows.of(effect, committed.sequence(), time, terms);
      if (row != null) {
        rows.add(row);
      }
    }
    return new Result.Applied(committed.sequence(), committed.repeated(), rows);
  }

  private Command command(CommandRequest request, Instant at) {
    return switch (request) {
      case CommandRequest.OpenAccount r ->
          new Command.OpenAccount(
              at, r.account(), r.mode().equals("ISOLATED"), rateClass(r.regime()).id());
      case CommandRequest.Deposit r ->
          new Command.Deposit(at, r.account(), amount(r.asset(), r.amount()));
      case CommandRequest.Withdraw r ->
          new Command.Withdraw(at, r.account(), amount(r.asset(), r.amount()));
      case CommandRequest.Trade r -> trade(r, at);
      case CommandRequest.Price r -> price(r, at);
      case CommandRequest.OverrideRate r ->
          new Command.OverrideRate(
              at,
              rateClass(r.regime()).id(),
              r.instrument(),
              r.rate().doubleValue(),
              r.reason(),
              r.expires());
      case CommandRequest.OfferForecast r ->
          new Command.OfferForecast(
              at,
              contract(r.instrument()).underlying(),
              new ForecastOffer(
                  r.model(),
                  r.origin(),
                  r.sigmaDay() * r.sigmaDay(),
                  r.trainedUntil(),
                  r.outOfRange()));
      case CommandRequest.Allocate r ->
          new Command.Allocate(
              at,
              r.account(),
              r.instrument(),
              amount(contract(r.instrument()).settlementAsset().code(), r.amount()));
      case CommandRequest.Bar r -> bar(r, at);
      case CommandRequest.Funding r ->
          new Command.SettleFunding(at, listed(r.instrument()), r.rate());
      case CommandRequest.LiquidationFill r -> fill(r, at);
      case CommandRequest.LiquidationEnd r -> new Command.EndLiquidationOrder(at, r.order());
      case CommandRequest.Expiry r ->
          new Command.SettleExpiry(
              at, r.instrument(), Units.exact(r.price(), contract(r.instrument()).priceScale()));
    };
  }

  private Command trade(CommandRequest.Trade request, Instant at) {
    ContractTerms contract = contract(request.instrument());
    int money = contract.settlementAsset().scale();
    return new Command.Trade(
        at,
        request.buyer(),
        request.seller(),
        request.instrument(),
        Units.exact(request.quantity(), contract.quantityScale()),
        Units.exact(request.price(), contract.priceScale()),
        Units.exact(request.buyerFee(), money),
        Units.exact(request.sellerFee(), money),
        !request.liquidation());
  }

  private Command fill(CommandRequest.LiquidationFill request, Instant at) {
    ContractTerms contract = contract(request.instrument());
    return new Command.ReportLiquidationFill(
        at,
        request.order(),
        request.counterparty(),
        Units.exact(request.quantity(), contract.quantityScale()),
        Units.exact(request.price(), contract.priceScale()),
        Units.exact(request.counterpartyFee(), contract.settlementAsset().scale()));
  }

  /// The digits of a fill are those of the instrument it names, so that must be the order's. An
  /// order that is not open is the book's to refuse.
  private void requireSameInstrument(CommandRequest.LiquidationFill fill) {
    VenueReader reader = book.get().orElse(null);
    LiquidationOrder order =
        reader == null
            ? null
            : reader.defaults().flatMap(all -> all.engine().order(fill.order())).orElse(null);
    if (reader != null && order != null) {
      String ordered = reader.accounts().contract(order.contract()).id();
      if (!ordered.equals(fill.instrument())) {
        throw new IllegalArgumentException(
            "Order %d is on %s, the fill names %s"
                .formatted(fill.order(), ordered, fill.instrument()));
      }
    }
  }

  private Command bar(CommandRequest.Bar request, Instant at) {
    Candle candle =
        new Candle(
            request.openTime(),
            request.open(),
            request.high(),
            request.low(),
            request.close(),
            request.volume());
    Instant closed = request.openTime().plus(BAR);
    if (clock != null && closed.isAfter(at)) {
      throw new IllegalArgumentException(
          "The bar of " + request.openTime() + " has not closed at " + at);
    }
    return new Command.CloseBars(
        closed.isAfter(at) ? closed : at,
        List.of(new Command.MarketBar(contract(request.instrument()).underlying(), candle)));
  }

  private Command price(CommandRequest.Price request, Instant at) {
    ContractTerms contract = contract(request.instrument());
    int scale = contract.priceScale();
    BigDecimal bid = request.bid();
    BigDecimal ask = request.ask();
    @Nullable Quote quote =
        bid == null || ask == null
            ? null
            : new Quote(Units.exact(bid, scale), Units.exact(ask, scale));
    Instant now = clock == null && request.time().isAfter(at) ? request.time() : at;
    return new Command.ObservePrices(
        now,
        List.of(
            new PriceObservation(
                request.source(),
                contract.underlying(),
                quote,
                Units.exact(request.price(), scale),
                scale,
                request.time())));
  }

  private Amount amount(String code, BigDecimal value) {
    Asset asset =
        terms.valuation().code().equals(code)
            ? terms.valuation()
            : terms.collateral().stream()
                .map(VenueTerms.CollateralTerms::asset)
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(
                    () -> new IllegalArgumentException("The venue takes no asset " + code));
    return new Amount(asset, Units.exact(value, asset.scale()));
  }

  private String listed(String instrument) {
    Objects.requireNonNull(contract(instrument));
    return instrument;
  }

  private ContractTerms contract(String instrument) {
    return terms.contracts().stream()
        .filter(listing -> listing.contract().id().equals(instrument))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The venue lists no " + instrument))
        .contract()
        .terms();
  }

  private VenueTerms.RateClass rateClass(RegimeKey regime) {
    return Regimes.find(terms.rateClasses(), regime)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The venue has no regime "
                        + regime.jurisdiction()
                        + " "
                        + regime.clientClass()));
  }
}
