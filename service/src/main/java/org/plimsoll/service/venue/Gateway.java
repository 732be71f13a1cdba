package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.Quote;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.service.api.CommandGateway;
import org.plimsoll.service.api.CommandRequest;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Sequencer;

/// The API's way into the sequencer: requests become commands at the venue's present time.
public final class Gateway implements CommandGateway {
  private final Sequencer sequencer;
  private final VenueTerms terms;
  private final Supplier<Instant> clock;

  /// A gateway that dates commands by `clock`.
  public Gateway(Sequencer sequencer, VenueTerms terms, Supplier<Instant> clock) {
    this.sequencer = sequencer;
    this.terms = terms;
    this.clock = clock;
  }

  @Override
  public Result submit(String idempotencyKey, CommandRequest request) {
    Command command;
    try {
      command = command(request, clock.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Result.Refused(
          sequencer.committedSequence(),
          false,
          Reason.COMMAND_MALFORMED.name(),
          "" + e.getMessage());
    }
    Optional<CompletableFuture<Acknowledgement>> answer =
        sequencer.trySubmit(idempotencyKey, CommandCodec.encode(command));
    if (answer.isEmpty()) {
      return new Result.Unavailable("NOT_READY", "The queue is full. Send the command again.");
    }
    try {
      return result(answer.get().get(), command.at());
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
        true);
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
    Instant now = request.time().isAfter(at) ? request.time() : at;
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
