package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.IndexPrice;
import org.plimsoll.engine.market.MarketSnapshot;
import org.plimsoll.engine.market.MarketState;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.market.Refusal;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// Prices and volatility of every market: observations in, index, mark and forecast out.
final class MarketDesk {
  private final MarketState state = new MarketState();
  private final SortedMap<String, MarketHistory> histories = new TreeMap<>();
  private final TreeSet<String> held = new TreeSet<>();
  private MarketSnapshot latest =
      new MarketSnapshot(Instant.EPOCH, new TreeMap<>(), new TreeMap<>());

  MarketDesk(VenueTerms terms) {
    for (IndexPolicy market : terms.markets()) {
      state.addMarket(market);
      histories.put(market.market(), new MarketHistory());
    }
    for (VenueTerms.Listing listing : terms.contracts()) {
      state.addContract(
          listing.contract().id(), listing.contract().terms().underlying(), listing.markPolicy());
    }
  }

  /// Takes prices and forms every index and mark anew.
  void observe(Command.ObservePrices command, List<Effect> effects) {
    for (PriceObservation price : command.prices()) {
      state
          .accept(price, command.at())
          .ifPresent(refusal -> effects.add(refused(price.market(), refusal)));
    }
    latest = state.update(command.at());
    for (Map.Entry<String, IndexPrice> entry : latest.indices().entrySet()) {
      tellOfHolding(entry.getKey(), entry.getValue(), effects);
    }
  }

  private void tellOfHolding(String market, IndexPrice index, List<Effect> effects) {
    switch (index) {
      case IndexPrice.Fresh _ -> {
        if (held.remove(market)) {
          effects.add(new Effect.IndexRestored(market));
        }
      }
      case IndexPrice.Held holding -> {
        if (held.add(market)) {
          effects.add(new Effect.IndexHeld(market, holding.rateFactor()));
          holding.refusals().forEach(refusal -> effects.add(refused(market, refusal)));
        }
      }
      case IndexPrice.Missing _ -> {}
    }
  }

  /// Takes bars that closed. A bar that does not fit its market's history is refused.
  void close(Command.CloseBars command, List<Effect> effects) {
    for (Command.MarketBar bar : command.bars()) {
      MarketHistory history = histories.get(bar.market());
      if (history == null) {
        effects.add(
            new Effect.PriceRefused(
                bar.market(),
                "bars",
                Reason.INSTRUMENT_UNKNOWN,
                "The venue has no market " + bar.market()));
        continue;
      }
      history.take(bar, effects);
    }
    histories.forEach((market, history) -> history.age(market, command.at(), effects));
  }

  /// Takes a challenger's forecast of a market.
  Effect offer(Command.OfferForecast command, List<Effect> effects) {
    MarketHistory history = histories.get(command.market());
    if (history == null) {
      return new Effect.Refused(
          Reason.INSTRUMENT_UNKNOWN, "The venue has no market " + command.market());
    }
    return history.offer(command.market(), command.offer(), command.at(), effects)
        ? new Effect.Applied()
        : new Effect.Refused(
            Reason.FORECAST_DATA_TOO_OLD,
            "The forecast looks ahead from "
                + command.offer().origin()
                + ", which is not the last midnight that the market has reached");
  }

  MarketSnapshot latest() {
    return latest;
  }

  /// The history of a market of the venue.
  MarketHistory history(String market) {
    MarketHistory history = histories.get(market);
    if (history == null) {
      throw new IllegalArgumentException("The venue has no market " + market);
    }
    return history;
  }

  Optional<VolatilityForecast> forecast(String market) {
    return history(market).forecast();
  }

  private static Effect refused(String market, Refusal refusal) {
    return new Effect.PriceRefused(market, refusal.source(), refusal.reason(), refusal.detail());
  }

  void writeTo(DataOutput out) throws IOException {
    state.writeTo(out);
    for (MarketHistory history : histories.values()) {
      history.writeTo(out);
    }
    out.writeInt(held.size());
    for (String market : held) {
      out.writeUTF(market);
    }
    out.writeLong(latest.asOf().toEpochMilli());
  }

  void readFrom(DataInput in) throws IOException {
    state.readFrom(in);
    for (MarketHistory history : histories.values()) {
      history.readFrom(in);
    }
    held.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      held.add(in.readUTF());
    }
    Instant asOf = Instant.ofEpochMilli(in.readLong());
    if (asOf.isAfter(Instant.EPOCH)) {
      latest = state.update(asOf);
    }
  }
}
