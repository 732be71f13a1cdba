package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.market.MarkPrice;
import org.plimsoll.engine.market.MarketSnapshot;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.service.api.view.AccountDetail;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.Defaults;
import org.plimsoll.service.api.view.DeleveragingQueue;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.RateExplanation;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.Simulation;
import org.plimsoll.service.api.view.SimulationRequest;
import org.plimsoll.service.api.view.TierTable;
import org.plimsoll.service.api.view.VenueView;

/// The venue at one position of its journal, with copies of everything that moves.
final class VenueSnapshot implements VenueView {
  private final Health health;
  private final VenueTerms terms;
  private final List<InstrumentRow> instruments;
  private final List<Regime> regimes;
  private final RateAnswers rates;
  private final AccountAnswers accounts;
  private final Chronicle.Counts counts;
  private final AccountCopies copies;
  private final Defaults defaults;

  /// What of the book a snapshot is made of.
  record Parts(
      VenueTerms terms,
      MarketSnapshot market,
      List<RateInForce> rates,
      Map<String, RateRows.MarketFigures> figures,
      AccountCopies copies,
      Defaults defaults,
      boolean synthetic) {}

  /// @param counts of what happened up to here, as far as it has been read back
  VenueSnapshot(Health health, Parts parts, Chronicle chronicle, Chronicle.Counts counts) {
    this(
        health,
        parts,
        new RateAnswers(
            health,
            parts.terms(),
            parts.rates(),
            parts.figures(),
            parts.copies().rates(),
            chronicle),
        new AccountAnswers(health, parts.terms(), parts.copies(), parts.synthetic()),
        counts);
  }

  private VenueSnapshot(
      Health health,
      Parts parts,
      RateAnswers rates,
      AccountAnswers accounts,
      Chronicle.Counts counts) {
    this.health = health;
    this.terms = parts.terms();
    this.copies = parts.copies();
    this.defaults = parts.defaults();
    this.rates = rates;
    this.accounts = accounts;
    this.counts = counts;
    this.instruments = instruments(parts, accounts);
    this.regimes = regimes(parts, accounts);
  }

  private VenueSnapshot(VenueSnapshot other, Health health, Chronicle.Counts counts) {
    this.health = health;
    this.terms = other.terms;
    this.copies = other.copies;
    this.defaults = other.defaults;
    this.rates = other.rates;
    this.accounts = other.accounts;
    this.counts = counts;
    this.instruments = other.instruments;
    this.regimes = other.regimes;
  }

  /// The same place in the journal, with more of what was before it read back.
  ///
  /// @param recalled how much of it now is, or null when all is
  VenueSnapshot recalled(@Nullable Double recalled, Chronicle.Counts earlier) {
    return new VenueSnapshot(this, health.withRecalled(recalled), counts.plus(earlier));
  }

  /// What the venue was set up with.
  VenueTerms terms() {
    return terms;
  }

  private static List<InstrumentRow> instruments(Parts parts, AccountAnswers accounts) {
    List<InstrumentRow> rows = new ArrayList<>();
    for (int contract = 0; contract < parts.terms().contracts().size(); contract++) {
      rows.add(instrument(parts, contract, accounts.openInterest(contract)));
    }
    rows.sort(Comparator.comparing(InstrumentRow::id));
    return List.copyOf(rows);
  }

  private static InstrumentRow instrument(Parts parts, int contract, long openInterest) {
    VenueTerms.Listing listing = parts.terms().contracts().get(contract);
    ContractTerms contractTerms = listing.contract().terms();
    var mark = parts.market().mark(listing.contract().id());
    String underlying = contractTerms.underlying();
    int slash = underlying.indexOf('/');
    return new InstrumentRow(
        listing.contract().id(),
        kind(listing.contract()),
        listing.instrumentClass(),
        listing.underlyingClass(),
        slash < 0 ? underlying : underlying.substring(0, slash),
        contractTerms.settlementAsset().code(),
        contractTerms.settlement().name(),
        contractTerms.priceScale(),
        contractTerms.quantityScale(),
        expiry(listing.contract()),
        mark.map(RateRows::price).orElse(null),
        mark.map(MarkPrice::asOf).orElse(null),
        BigDecimal.valueOf(openInterest, contractTerms.quantityScale()));
  }

  private static String kind(Instrument.Contract contract) {
    return switch (contract) {
      case Instrument.Perpetual _ -> "PERPETUAL";
      case Instrument.DatedFuture _ -> "FUTURE";
      case Instrument.VanillaOption _ -> "OPTION";
    };
  }

  private static @Nullable Instant expiry(Instrument.Contract contract) {
    return switch (contract) {
      case Instrument.Perpetual _ -> null;
      case Instrument.DatedFuture future -> future.expiry();
      case Instrument.VanillaOption option -> option.expiry();
    };
  }

  private static List<Regime> regimes(Parts parts, AccountAnswers accounts) {
    List<Regime> rows = new ArrayList<>();
    VenueTerms terms = parts.terms();
    for (int index = 0; index < terms.rateClasses().size(); index++) {
      RateInForce first = parts.rates().get(index * terms.contracts().size());
      Determination law = first.determination();
      RegimeKey key = Regimes.keyOf(terms.rateClasses().get(index));
      rows.add(
          new Regime(
              key.jurisdiction(),
              key.clientClass(),
              law == null ? "none" : law.packId(),
              law == null ? "No rule in force" : law.ruleSet().title(),
              law == null ? "没有现行规则" : law.ruleSet().titleZh(),
              law == null ? "NONE" : law.status().name(),
              law == null || law.watermark().isEmpty() ? null : law.watermark(),
              law == null || law.watermark().isEmpty() ? null : law.ruleSet().watermarkZh(),
              accounts.countUnder(index)));
    }
    return List.copyOf(rows);
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public List<InstrumentRow> instruments() {
    return instruments;
  }

  @Override
  public List<Regime> regimes() {
    return regimes;
  }

  @Override
  public Found<RateList> rates(RegimeKey regime, @Nullable Instant asOf) {
    return rates.rates(regime, asOf);
  }

  @Override
  public Found<List<RatePoint>> rateHistory(
      String instrument, RegimeKey regime, @Nullable Instant from, @Nullable Instant to) {
    return rates.rateHistory(instrument, regime, from, to);
  }

  @Override
  public Found<RateExplanation> explain(
      String instrument, RegimeKey regime, @Nullable Instant asOf) {
    return rates.explain(instrument, regime, asOf);
  }

  @Override
  public Found<TierTable> tiers(String instrument, RegimeKey regime) {
    return rates.tiers(instrument, regime);
  }

  @Override
  public Found<Forecast> forecast(String instrument, @Nullable Instant from, @Nullable Instant to) {
    return rates.forecast(instrument, from, to);
  }

  @Override
  public List<AccountRow> accounts(@Nullable String status, @Nullable String after, int limit) {
    return accounts.list(status, after, limit);
  }

  /// Counts are left out until the whole past has been read back: a part of them would mislead.
  @Override
  public AccountSummary accountSummary() {
    AccountSummary summary = accounts.summary();
    return health.recalled() != null
        ? summary
        : summary.withCounts(counts.marginCalls(), counts.liquidations());
  }

  @Override
  public Found<AccountDetail> account(String id) {
    return accounts.detail(id);
  }

  @Override
  public Found<Simulation> simulate(SimulationRequest request) {
    return accounts.simulate(request);
  }

  @Override
  public Defaults defaults() {
    return defaults;
  }

  @Override
  public Found<DeleveragingQueue> deleveragingQueue(
      String instrument, boolean longSide, @Nullable String account, int limit) {
    return DefaultAnswers.queue(copies, terms, health.time(), instrument, longSide, account, limit);
  }
}
