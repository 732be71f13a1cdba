package org.plimsoll.engine.book;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;

/// The journal's form of a venue's terms.
final class TermsCodec {
  private static final int PERPETUAL = 1;
  private static final int DATED_FUTURE = 2;
  private static final int OPTION = 3;

  private TermsCodec() {}

  static void write(VenueTerms terms, WireWriter out) {
    out.text(terms.name()).asset(terms.valuation());
    out.list(terms.collateral(), collateral -> writeCollateral(collateral, out));
    out.list(terms.markets(), market -> writeMarket(market, out));
    out.list(terms.contracts(), listing -> writeListing(listing, out));
    out.list(
        terms.rateClasses(),
        c -> out.text(c.id()).text(c.jurisdiction()).text(c.clientClass()).text(c.pack()));
    out.float64(terms.policy().maintenanceFraction())
        .float64(terms.policy().warningFactor())
        .float64(terms.policy().gainHaircut())
        .float64(terms.policy().fundingFactor());
    out.text(terms.ruleLibrary());
  }

  static VenueTerms read(WireReader in) {
    return new VenueTerms(
        in.text(),
        in.asset(),
        in.list(
            () ->
                new VenueTerms.CollateralTerms(
                    in.asset(), in.text(), in.float64(), in.int64(), in.int64())),
        in.list(() -> readMarket(in)),
        in.list(() -> readListing(in)),
        in.list(() -> new VenueTerms.RateClass(in.text(), in.text(), in.text(), in.text())),
        new VenueTerms.Policy(in.float64(), in.float64(), in.float64(), in.float64()),
        in.text());
  }

  private static void writeCollateral(VenueTerms.CollateralTerms terms, WireWriter out) {
    out.asset(terms.asset()).text(terms.market()).float64(terms.haircut());
    out.int64(terms.limit()).int64(terms.concentration());
  }

  private static void writeMarket(IndexPolicy market, WireWriter out) {
    out.text(market.market()).int8(market.priceScale());
    out.list(market.gates(), gate -> writeGate(gate, out));
    out.int32(market.quorum());
    duration(market.referenceLife(), out);
    duration(market.uplift().horizon(), out);
    out.float64(market.uplift().atOnce()).float64(market.uplift().maximum());
  }

  private static IndexPolicy readMarket(WireReader in) {
    return new IndexPolicy(
        in.text(),
        in.int8(),
        in.list(() -> readGate(in)),
        in.int32(),
        duration(in),
        new StalenessUplift(duration(in), in.float64(), in.float64()));
  }

  private static void writeGate(SourceGate gate, WireWriter out) {
    out.text(gate.source()).text(gate.origin());
    duration(gate.maxAge(), out);
    duration(gate.maxAhead(), out);
    out.float64(gate.maxDeviation()).int64(gate.minPrice()).int64(gate.maxPrice());
  }

  private static SourceGate readGate(WireReader in) {
    return new SourceGate(
        in.text(), in.text(), duration(in), duration(in), in.float64(), in.int64(), in.int64());
  }

  private static void writeListing(VenueTerms.Listing listing, WireWriter out) {
    writeContract(listing.contract(), out);
    out.text(listing.instrumentClass()).text(listing.underlyingClass());
    duration(listing.markPolicy().smoothing(), out);
    out.float64(listing.markPolicy().maxPremium());
    out.list(
        listing.tiers(),
        t -> out.int64(t.floor()).float64(t.initialRate()).float64(t.maintenanceRate()));
    out.list(listing.attributes().entrySet(), e -> out.text(e.getKey()).float64(e.getValue()));
    out.list(listing.openInterest().stream().toList(), s -> out.int64(s.lower()).int64(s.upper()));
  }

  private static VenueTerms.Listing readListing(WireReader in) {
    return new VenueTerms.Listing(
        readContract(in),
        in.text(),
        in.text(),
        new MarkPolicy(duration(in), in.float64()),
        in.list(() -> new VenueTerms.Tier(in.int64(), in.float64(), in.float64())),
        readAttributes(in),
        in.list(() -> new OpenInterestScaling(in.int64(), in.int64())).stream().findFirst());
  }

  private static SortedMap<String, Double> readAttributes(WireReader in) {
    SortedMap<String, Double> attributes = new TreeMap<>();
    record Attribute(String name, double value) {}
    for (Attribute attribute : in.list(() -> new Attribute(in.text(), in.float64()))) {
      if (attributes.put(attribute.name(), attribute.value()) != null) {
        throw new IllegalArgumentException("attribute " + attribute.name() + " stands twice");
      }
    }
    return attributes;
  }

  private static void writeContract(Instrument.Contract contract, WireWriter out) {
    switch (contract) {
      case Instrument.Perpetual p -> out.int8(PERPETUAL).text(p.id());
      case Instrument.DatedFuture f -> out.int8(DATED_FUTURE).text(f.id()).instant(f.expiry());
      case Instrument.VanillaOption o ->
          out.int8(OPTION)
              .text(o.id())
              .instant(o.expiry())
              .int8(o.right() == OptionRight.CALL ? 0 : 1)
              .int64(o.strikeUnits())
              .int8(o.strikeScale())
              .int8(o.payout() == Settlement.LINEAR ? 0 : 1);
    }
    ContractTerms terms = contract.terms();
    out.text(terms.underlying())
        .int8(terms.settlement() == Settlement.LINEAR ? 0 : 1)
        .asset(terms.settlementAsset())
        .int64(terms.multiplierUnits())
        .int8(terms.multiplierScale())
        .int8(terms.quantityScale())
        .int8(terms.priceScale());
  }

  private static Instrument.Contract readContract(WireReader in) {
    int kind = in.int8();
    String id = in.text();
    return switch (kind) {
      case PERPETUAL -> new Instrument.Perpetual(id, readTerms(in));
      case DATED_FUTURE -> {
        var expiry = in.instant();
        yield new Instrument.DatedFuture(id, readTerms(in), expiry);
      }
      case OPTION -> {
        var expiry = in.instant();
        OptionRight right = in.flag() ? OptionRight.PUT : OptionRight.CALL;
        long strike = in.int64();
        int strikeScale = in.int8();
        Settlement payout = in.flag() ? Settlement.INVERSE : Settlement.LINEAR;
        yield new Instrument.VanillaOption(
            id, readTerms(in), expiry, right, strike, strikeScale, payout);
      }
      default -> throw new IllegalArgumentException("contract kind " + kind + " is unknown");
    };
  }

  private static ContractTerms readTerms(WireReader in) {
    return new ContractTerms(
        in.text(),
        in.flag() ? Settlement.INVERSE : Settlement.LINEAR,
        in.asset(),
        in.int64(),
        in.int8(),
        in.int8(),
        in.int8());
  }

  private static void duration(Duration value, WireWriter out) {
    out.int64(value.toMillis());
  }

  private static Duration duration(WireReader in) {
    return Duration.ofMillis(in.int64());
  }
}
