package org.plimsoll.service.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Asset;

/// The venue that the demonstration sets up: a linear perpetual on every recorded market, its base
/// assets as collateral, and clients under several laws.
public final class DemoTerms {
  /// Who prices the stablecoins that a stress adds.
  public static final String COIN_SOURCE = "coins";

  private static final double COIN_HAIRCUT = 0.05;
  private static final int MONEY_DIGITS = 8;
  private static final long MILLION = 1_000_000L * 100_000_000L;
  private static final double FUNDING_FACTOR = 6; // as dYdX v4 limits it
  private static final Duration OLDEST_PRICE = Duration.ofHours(2);
  private static final Duration RATE_HORIZON = Duration.ofDays(1);
  private static final double WIDEST_MOVE = 0.6;

  private DemoTerms() {}

  /// The asset in which the venue keeps its books.
  static Asset valuation(List<DemoMarket> markets) {
    return new Asset(markets.getFirst().quote(), MONEY_DIGITS);
  }

  /// A base asset of a market.
  static Asset base(DemoMarket market) {
    return new Asset(market.base(), MONEY_DIGITS);
  }

  /// The terms of the venue.
  ///
  /// @param ruleLibrary hash of the rule packs
  public static VenueTerms of(
      List<DemoMarket> markets, List<VenueTerms.RateClass> rateClasses, String ruleLibrary) {
    Asset valuation = valuation(markets);
    List<VenueTerms.CollateralTerms> collateral = new ArrayList<>();
    List<IndexPolicy> indices = new ArrayList<>();
    List<VenueTerms.Listing> listings = new ArrayList<>();
    for (DemoMarket market : markets) {
      collateral.add(
          new VenueTerms.CollateralTerms(
              base(market),
              market.market(),
              1 - market.permittedLtv(),
              Long.MAX_VALUE,
              20 * MILLION));
      indices.add(index(market.market(), market.source(), market.priceScale()));
      listings.add(listing(market, valuation));
    }
    return new VenueTerms(
        "Plimsoll demonstration venue",
        valuation,
        collateral,
        indices,
        listings,
        rateClasses,
        new VenueTerms.Policy(0.5, 1.2, 0, FUNDING_FACTOR),
        ruleLibrary);
  }

  /// The same terms with stablecoins as further collateral, with a haircut of 5 %: invented, as all
  /// of this venue.
  ///
  /// @param priceScale decimal digits of their prices
  public static VenueTerms withCoins(VenueTerms terms, Iterable<String> coins, int priceScale) {
    List<VenueTerms.CollateralTerms> collateral = new ArrayList<>(terms.collateral());
    List<IndexPolicy> indices = new ArrayList<>(terms.markets());
    for (String coin : coins) {
      String market = coin + "/" + terms.valuation().code();
      Asset asset = new Asset(coin, MONEY_DIGITS);
      collateral.add(new VenueTerms.CollateralTerms(asset, market, COIN_HAIRCUT));
      indices.add(index(market, COIN_SOURCE, priceScale));
    }
    return new VenueTerms(
        terms.name(),
        terms.valuation(),
        collateral,
        indices,
        terms.contracts(),
        terms.rateClasses(),
        terms.policy(),
        terms.ruleLibrary());
  }

  private static IndexPolicy index(String market, String source, int priceScale) {
    SourceGate gate =
        new SourceGate(
            source,
            source,
            OLDEST_PRICE,
            Duration.ofSeconds(5),
            WIDEST_MOVE,
            1,
            Long.MAX_VALUE / 4);
    return new IndexPolicy(
        market,
        priceScale,
        List.of(gate),
        1,
        OLDEST_PRICE,
        new StalenessUplift(RATE_HORIZON, 1.1, 3));
  }

  private static VenueTerms.Listing listing(DemoMarket market, Asset valuation) {
    ContractTerms terms =
        new ContractTerms(
            market.market(),
            Settlement.LINEAR,
            valuation,
            1,
            0,
            market.quantityScale(),
            market.priceScale());
    TreeMap<String, Double> attributes = new TreeMap<>();
    attributes.put("ltv_permitted", market.permittedLtv());
    attributes.put("esg_score", market.greenScore());
    attributes.put("exchange_margin_rate", tiers().getFirst().initialRate());
    attributes.put("clearing_house_margin_rate", tiers().getFirst().initialRate());
    attributes.put("clearing_broker_margin_rate", tiers().getFirst().initialRate());
    return new VenueTerms.Listing(
        new Instrument.Perpetual(market.perpetual(), terms),
        "perpetual",
        "crypto",
        MarkPolicy.atIndex(),
        tiers(),
        attributes,
        Optional.of(new OpenInterestScaling(250 * MILLION, 1_000 * MILLION)));
  }

  /// Leverage tiers of a kind that exchanges publish; the law's rate is the floor under each.
  private static List<VenueTerms.Tier> tiers() {
    return List.of(
        new VenueTerms.Tier(0, 0.02, 0.01),
        new VenueTerms.Tier(MILLION / 2, 0.04, 0.02),
        new VenueTerms.Tier(5 * MILLION, 0.1, 0.05),
        new VenueTerms.Tier(25 * MILLION, 0.2, 0.1));
  }
}
