package org.plimsoll.engine.book;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.quantity.Asset;

/// Everything a venue is set up with before its first account.
///
/// @param name shown to people
/// @param valuation the asset in which equity and requirements are measured
/// @param collateral what may be deposited
/// @param markets whose prices form indices
/// @param contracts what may be traded
/// @param rateClasses whose law sets rates here
/// @param policy the venue's choices where the law leaves them
/// @param ruleLibrary hash of the rule packs the journal was made with; a replay with others stops
public record VenueTerms(
    String name,
    Asset valuation,
    List<CollateralTerms> collateral,
    List<IndexPolicy> markets,
    List<Listing> contracts,
    List<RateClass> rateClasses,
    Policy policy,
    String ruleLibrary) {

  public VenueTerms {
    collateral = List.copyOf(collateral);
    markets = List.copyOf(markets);
    contracts = List.copyOf(contracts);
    rateClasses = List.copyOf(rateClasses);
  }

  /// An asset that may be deposited.
  ///
  /// @param market that prices it in the valuation asset; the empty text for that asset itself
  /// @param haircut the fraction of its value that does not count, 0 to 1
  /// @param limit most units of it that count in one account; {@link Long#MAX_VALUE} for all
  /// @param concentration worth of all deposits of it, in valuation units, beyond which each counts
  ///     for less; 0 for never
  public record CollateralTerms(
      Asset asset, String market, double haircut, long limit, long concentration) {
    /// Terms without limits.
    public CollateralTerms(Asset asset, String market, double haircut) {
      this(asset, market, haircut, Long.MAX_VALUE, 0);
    }

    public CollateralTerms {
      if (limit < 0 || concentration < 0) {
        throw new IllegalArgumentException(
            "Limits of " + asset + " are negative: " + limit + ", " + concentration);
      }
      if (!(haircut >= 0 && haircut <= 1)) {
        throw new IllegalArgumentException(
            "Haircut " + haircut + " of " + asset + " is outside 0 to 1");
      }
    }
  }

  /// A contract that may be traded, with what rules need to know of it.
  ///
  /// @param instrumentClass as rule packs name it: `perpetual`, `future`
  /// @param underlyingClass as rule packs name it: `crypto`
  /// @param markPolicy how its mark follows the index
  /// @param tiers by notional, lowest first
  /// @param attributes inputs of formulas that the venue supplies: `ltv_permitted`, `esg_score`
  /// @param openInterest between which notionals of open interest initial rates rise to one
  public record Listing(
      Instrument.Contract contract,
      String instrumentClass,
      String underlyingClass,
      MarkPolicy markPolicy,
      List<Tier> tiers,
      SortedMap<String, Double> attributes,
      Optional<OpenInterestScaling> openInterest) {
    /// A listing whose rates do not depend on open interest.
    public Listing(
        Instrument.Contract contract,
        String instrumentClass,
        String underlyingClass,
        MarkPolicy markPolicy,
        List<Tier> tiers,
        SortedMap<String, Double> attributes) {
      this(
          contract,
          instrumentClass,
          underlyingClass,
          markPolicy,
          tiers,
          attributes,
          Optional.empty());
    }

    public Listing {
      tiers = List.copyOf(tiers);
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
  }

  /// The venue's choices where the law leaves them.
  ///
  /// @param maintenanceFraction maintenance over initial rate where the rule gives none, 0 to 1
  /// @param warningFactor maintenance times this is the warning level, at least 1
  /// @param gainHaircut the fraction of an unrealised gain that does not count, 0 to 1
  /// @param fundingFactor a funding rate is held within this many times the gap between initial and
  ///     maintenance rate of the first tier; 0 for no limit
  public record Policy(
      double maintenanceFraction, double warningFactor, double gainHaircut, double fundingFactor) {
    /// A policy that does not limit funding.
    public Policy(double maintenanceFraction, double warningFactor, double gainHaircut) {
      this(maintenanceFraction, warningFactor, gainHaircut, 0);
    }

    public Policy {
      if (!(fundingFactor >= 0 && fundingFactor <= 9)) {
        throw new IllegalArgumentException(
            "Funding factor " + fundingFactor + " is outside 0 to 9");
      }
      if (!(maintenanceFraction > 0 && maintenanceFraction <= 1)) {
        throw new IllegalArgumentException(
            "Maintenance fraction " + maintenanceFraction + " is outside 0 to 1");
      }
    }
  }

  /// A bracket of notional.
  ///
  /// @param floor notional at which it begins, in settlement units
  /// @param initialRate at least this much initial margin on the notional within
  /// @param maintenanceRate at least this much maintenance margin on the notional within
  public record Tier(long floor, double initialRate, double maintenanceRate) {}

  /// A group of clients under one law.
  ///
  /// @param id short and stable: `eu-retail`
  /// @param jurisdiction as rule packs name it: `EU`
  /// @param clientClass as rule packs name it: `retail`
  /// @param pack the rule pack that is asked, by id; the empty text asks whichever is in force for
  ///     the jurisdiction. Scenarios are only ever asked by id
  public record RateClass(String id, String jurisdiction, String clientClass, String pack) {}
}
