package org.plimsoll.engine.market;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.quantity.Reason;

/// All markets of a venue as its single writer keeps them: indices, and the contracts on each.
///
/// Everything is visited in the order of names, so equal inputs give equal bytes.
public final class MarketState {
  /// The largest number of markets, and of contracts.
  public static final int MAX_MARKETS = 10_000;

  private record Listing(String market, MarkState mark) {}

  private final SortedMap<String, PriceIndex> indices = new TreeMap<>();
  private final SortedMap<String, Listing> listings = new TreeMap<>();

  /// Adds a market, which must be new.
  public void addMarket(IndexPolicy policy) {
    requireRoom(indices.size());
    if (indices.putIfAbsent(policy.market(), new PriceIndex(policy)) != null) {
      throw new IllegalArgumentException("Market " + policy.market() + " exists");
    }
  }

  /// Lists a contract, which must be new, on a market, which must exist.
  public void addContract(String instrument, String market, MarkPolicy policy) {
    requireRoom(listings.size());
    if (!indices.containsKey(market)) {
      throw new IllegalArgumentException("Market " + market + " of " + instrument + " is unknown");
    }
    var listing = new Listing(market, new MarkState(instrument, policy));
    if (listings.putIfAbsent(instrument, listing) != null) {
      throw new IllegalArgumentException("Contract " + instrument + " exists");
    }
  }

  /// Takes a source's price of a market, or says why not.
  public Optional<Refusal> accept(PriceObservation observation, Instant now) {
    PriceIndex index = indices.get(observation.market());
    if (index == null) {
      return Optional.of(
          new Refusal(
              observation.source(),
              Reason.INSTRUMENT_UNKNOWN,
              "Market " + observation.market() + " is unknown"));
    }
    return index.accept(observation, now);
  }

  /// Takes a contract's own price, positive and at its index's scale, for the next update.
  public void acceptContractPrice(String instrument, long price) {
    Listing listing = listings.get(instrument);
    if (listing == null) {
      throw new IllegalArgumentException("Contract " + instrument + " is unknown");
    }
    listing.mark().accept(price);
  }

  /// Forms every index and mark at `now`, which must not be before the last time.
  public MarketSnapshot update(Instant now) {
    SortedMap<String, IndexPrice> formed = new TreeMap<>();
    indices.forEach((market, index) -> formed.put(market, index.update(now)));
    SortedMap<String, MarkPrice> marks = new TreeMap<>();
    for (Map.Entry<String, Listing> entry : listings.entrySet()) {
      Listing listing = entry.getValue();
      if (formed.get(listing.market()) instanceof IndexPrice.Known known) {
        marks.put(entry.getKey(), listing.mark().mark(known));
      }
    }
    return new MarketSnapshot(now, formed, marks);
  }

  /// Writes the state, without the policies.
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(indices.size());
    for (Map.Entry<String, PriceIndex> entry : indices.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().writeTo(out);
    }
    out.writeInt(listings.size());
    for (Map.Entry<String, Listing> entry : listings.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().mark().writeTo(out);
    }
  }

  /// Replaces the state by one that {@link #writeTo} wrote, with the same markets and contracts.
  public void readFrom(DataInput in) throws IOException {
    requireEqual(indices.size(), in.readInt());
    for (Map.Entry<String, PriceIndex> entry : indices.entrySet()) {
      requireEqual(entry.getKey(), in.readUTF());
      entry.getValue().readFrom(in);
    }
    requireEqual(listings.size(), in.readInt());
    for (Map.Entry<String, Listing> entry : listings.entrySet()) {
      requireEqual(entry.getKey(), in.readUTF());
      entry.getValue().mark().readFrom(in);
    }
  }

  private static void requireRoom(int size) {
    if (size >= MAX_MARKETS) {
      throw new IllegalArgumentException("Limit of " + MAX_MARKETS + " markets is reached");
    }
  }

  private static void requireEqual(Object expected, Object found) throws IOException {
    if (!expected.equals(found)) {
      throw new IOException("Snapshot has " + found + " where " + expected + " is configured");
    }
  }
}
