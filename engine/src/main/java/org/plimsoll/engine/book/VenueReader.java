package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.market.MarketSnapshot;
import org.plimsoll.engine.rulebook.governor.GovernorState;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.engine.volatility.VolatilityForecast;
import org.plimsoll.engine.waterfall.DefaultManagement;

/// What the book's own thread may read of an open venue. The objects are the book's own: they are
/// not to be changed, and not to be kept beyond the next command.
public final class VenueReader {
  private final VenueTerms terms;
  private final Instant now;
  private final MarketDesk markets;
  private final AccountDesk accounts;
  private final RateDesk rates;
  private final DefaultDesk defaults;

  VenueReader(
      VenueTerms terms,
      Instant now,
      MarketDesk markets,
      AccountDesk accounts,
      RateDesk rates,
      DefaultDesk defaults) {
    this.defaults = defaults;
    this.terms = terms;
    this.now = now;
    this.markets = markets;
    this.accounts = accounts;
    this.rates = rates;
  }

  /// What the venue was set up with.
  public VenueTerms terms() {
    return terms;
  }

  /// The time of the last command.
  public Instant now() {
    return now;
  }

  /// Indices and marks.
  public MarketSnapshot market() {
    return markets.latest();
  }

  /// The latest forecast of a market of the venue, if there is one.
  public Optional<VolatilityForecast> forecast(String market) {
    return markets.forecast(market);
  }

  /// The deviation realised over the last 24 hours in a market of the venue.
  public Estimate realisedSigma(String market) {
    return markets.history(market).realisedSigma();
  }

  /// Which model sets the volatility of a market for margin, and why, if that was decided.
  public Optional<SigmaDecision> sigmaDecision(String market) {
    return markets.history(market).decision();
  }

  /// The deviation over one day that formulas read as `sigma_day` in a market of the venue.
  public OptionalDouble sigmaDay(String market) {
    return markets.history(market).observe("sigma_day").orElse(null) instanceof Estimate.Value value
        ? OptionalDouble.of(value.value())
        : OptionalDouble.empty();
  }

  /// Accounts with balances and positions.
  public AccountBook accounts() {
    return accounts.book();
  }

  /// The margin of accounts at the present marks and rates.
  public AccountAssessor assessor() {
    return accounts.assessor();
  }

  /// The venue's margin policy.
  public MarginPolicy policy() {
    return accounts.policy();
  }

  /// The present marks.
  public Marks marks() {
    return accounts.marks();
  }

  /// The present rates with tiers.
  public RateTable rateTable() {
    return accounts.rates();
  }

  /// Liquidations, pools and deleveraging, unless the venue has no rules for defaults.
  public Optional<DefaultManagement> defaults() {
    return defaults.management();
  }

  /// Every rate, by rate class and contract in the order of the venue's terms.
  public List<RateInForce> rates() {
    return rates.lines().stream().map(this::inForce).toList();
  }

  /// What the last computation of a rate depended on; nothing when there is no such rate. Holds
  /// right after the command that changed the rate.
  public Optional<RateBasis> basis(String rateClass, String instrument) {
    return rates.lines().stream()
        .filter(line -> terms.rateClasses().get(line.rateClass).id().equals(rateClass))
        .filter(line -> line.listing.contract().id().equals(instrument))
        .findFirst()
        .map(rates::basis);
  }

  private RateInForce inForce(RateLine line) {
    GovernorState governor = line.governor;
    return new RateInForce(
        terms.rateClasses().get(line.rateClass).id(),
        line.listing.contract().id(),
        line.kind.name(),
        line.initial,
        line.maintenance,
        line.since,
        line.uplift,
        line.resolution(),
        line.determination(),
        line.inputs(),
        line.lawful(),
        line.steps,
        governor == null ? null : governor.pending());
  }
}
