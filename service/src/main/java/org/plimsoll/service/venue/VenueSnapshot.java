package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.market.MarketSnapshot;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.service.api.view.AccountDetail;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.RateExplanation;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RateRow;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.Simulation;
import org.plimsoll.service.api.view.SimulationRequest;
import org.plimsoll.service.api.view.TierTable;
import org.plimsoll.service.api.view.VenueView;

/// The venue at one position of its journal, with copies of everything that moves.
final class VenueSnapshot implements VenueView {
  private static final int MOST_NAMED = 20;
  private static final RateRows.MarketFigures NO_FIGURES =
      new RateRows.MarketFigures(Optional.empty(), null, null);

  private final Health health;
  private final VenueTerms terms;
  private final MarketSnapshot market;
  private final List<RateInForce> rates;
  private final Map<String, RateRows.MarketFigures> figures;
  private final AccountBook book;
  private final RateTable table;
  private final AccountAssessor assessor;
  private final AccountRows accounts;
  private final Simulations simulations;
  private final History history;
  private final Counts counts;
  private @Nullable AccountSummary summary;

  /// What came before: shared by all snapshots, safe for any thread.
  record History(RateHistory rates, ForecastHistory forecasts) {}

  /// What was counted up to here.
  record Counts(long marginCalls, long liquidations, boolean synthetic) {}

  VenueSnapshot(
      Health health,
      VenueTerms terms,
      MarketSnapshot market,
      List<RateInForce> rates,
      Map<String, RateRows.MarketFigures> figures,
      Copies copies,
      History history,
      Counts counts) {
    this.health = health;
    this.terms = terms;
    this.market = market;
    this.rates = rates;
    this.figures = figures;
    this.book = copies.book();
    this.table = copies.rates();
    this.assessor = new AccountAssessor(book, copies.marks(), table, copies.policy());
    this.accounts = new AccountRows(terms, book, copies.marks(), assessor);
    this.simulations = new Simulations(health, terms, copies, accounts);
    this.history = history;
    this.counts = counts;
  }

  /// Copies of the account side of the book.
  record Copies(
      AccountBook book,
      Marks marks,
      RateTable rates,
      org.plimsoll.engine.margin.MarginPolicy policy) {}

  @Override
  public Health health() {
    return health;
  }

  @Override
  public List<InstrumentRow> instruments() {
    List<InstrumentRow> rows = new ArrayList<>();
    for (int contract = 0; contract < terms.contracts().size(); contract++) {
      rows.add(instrument(contract));
    }
    rows.sort(java.util.Comparator.comparing(InstrumentRow::id));
    return rows;
  }

  private InstrumentRow instrument(int contract) {
    VenueTerms.Listing listing = terms.contracts().get(contract);
    ContractTerms contractTerms = listing.contract().terms();
    var mark = market.mark(listing.contract().id());
    String underlying = contractTerms.underlying();
    int slash = underlying.indexOf('/');
    return new InstrumentRow(
        listing.contract().id(),
        listing.contract() instanceof Instrument.Perpetual ? "PERPETUAL" : "FUTURE",
        listing.instrumentClass(),
        listing.underlyingClass(),
        slash < 0 ? underlying : underlying.substring(0, slash),
        contractTerms.settlementAsset().code(),
        contractTerms.settlement().name(),
        contractTerms.priceScale(),
        contractTerms.quantityScale(),
        listing.contract() instanceof Instrument.DatedFuture future ? future.expiry() : null,
        mark.map(RateRows::price).orElse(null),
        mark.map(org.plimsoll.engine.market.MarkPrice::asOf).orElse(null),
        BigDecimal.valueOf(book.openInterest(contract), contractTerms.quantityScale()));
  }

  @Override
  public List<Regime> regimes() {
    List<Regime> rows = new ArrayList<>();
    for (int index = 0; index < terms.rateClasses().size(); index++) {
      VenueTerms.RateClass rateClass = terms.rateClasses().get(index);
      RateInForce first = rates.get(index * terms.contracts().size());
      Determination law = first.determination();
      RegimeKey key = Regimes.keyOf(rateClass);
      rows.add(
          new Regime(
              key.jurisdiction(),
              key.clientClass(),
              law == null ? "none" : law.packId(),
              law == null ? "No rule in force" : law.ruleSet().title(),
              null,
              law == null ? "NONE" : law.status().name(),
              law == null || law.watermark().isEmpty() ? null : law.watermark(),
              accountsUnder(index)));
    }
    return rows;
  }

  private int accountsUnder(int rateClass) {
    int count = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) != AccountMode.VENUE && book.rateClass(account) == rateClass) {
        count++;
      }
    }
    return count;
  }

  @Override
  public Found<RateList> rates(RegimeKey regime, @Nullable Instant asOf) {
    Optional<VenueTerms.RateClass> rateClass = Regimes.find(terms.rateClasses(), regime);
    if (rateClass.isEmpty()) {
      return unknownRegime(regime);
    }
    List<RateRow> rows = new ArrayList<>();
    for (RateInForce rate : rates) {
      if (rate.rateClass().equals(rateClass.get().id())) {
        RateRow row = rowAt(rate, asOf);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    rows.sort(java.util.Comparator.comparing(RateRow::instrument));
    return new Found.Value<>(
        new RateList(
            regime.jurisdiction(),
            regime.clientClass(),
            asOf == null ? health.time() : asOf,
            health.sequence(),
            rows));
  }

  private @Nullable RateRow rowAt(RateInForce rate, @Nullable Instant asOf) {
    if (asOf == null || !asOf.isBefore(health.time())) {
      return RateRows.row(rate, figures.getOrDefault(rate.instrument(), NO_FIGURES));
    }
    return history
        .rates()
        .at(rate.rateClass(), rate.instrument(), asOf)
        .map(point -> RateRows.past(rate, point))
        .orElse(null);
  }

  @Override
  public Found<List<RatePoint>> rateHistory(
      String instrument, RegimeKey regime, @Nullable Instant from, @Nullable Instant to) {
    return find(
        instrument,
        regime,
        rate -> history.rates().between(rate.rateClass(), instrument, from, to));
  }

  @Override
  public Found<RateExplanation> explain(
      String instrument, RegimeKey regime, @Nullable Instant asOf) {
    boolean present = asOf == null || !asOf.isBefore(health.time());
    return switch (find(instrument, regime, rate -> rate)) {
      case Found.Missing<RateInForce>(String code, String detail) ->
          new Found.Missing<>(code, detail);
      case Found.Value<RateInForce>(RateInForce rate) -> {
        RateRow row = rowAt(rate, asOf);
        yield row == null
            ? new Found.Missing<>(
                "NO_RULE_IN_FORCE",
                "No rate of %s for %s %s is known as of %s"
                    .formatted(instrument, regime.jurisdiction(), regime.clientClass(), asOf))
            : new Found.Value<>(
                explanation(rate, row, regime, present || asOf == null ? health.time() : asOf));
      }
    };
  }

  private RateExplanation explanation(
      RateInForce rate, RateRow shown, RegimeKey regime, Instant time) {
    RuleSet rules = rate.ruleSet().orElse(null);
    Formula formula =
        rules == null ? null : rules.rateFormulas().map(found -> found.initial()).orElse(null);
    boolean present = !time.isBefore(health.time()); // the inputs of the past are in the journal
    return new RateExplanation(
        rate.instrument(),
        regime.jurisdiction(),
        regime.clientClass(),
        time,
        shown,
        formula == null ? null : FormulaViews.text(formula, present ? values(rules, rate) : null),
        rules == null || !present ? null : FormulaViews.trace(rules, rate.inputs()),
        rules == null || !present ? List.of() : FormulaViews.inputs(rules, rate.inputs()),
        rules == null ? List.of() : FormulaViews.citations(rules));
  }

  private static SortedMap<String, Double> values(@Nullable RuleSet rules, RateInForce rate) {
    SortedMap<String, Double> values = new TreeMap<>(rate.inputs().values());
    if (rules != null) {
      rules.parameters().forEach((name, dated) -> values.put(name, dated.value()));
    }
    return values;
  }

  @Override
  public Found<TierTable> tiers(String instrument, RegimeKey regime) {
    return find(instrument, regime, rate -> tierTable(rate, regime));
  }

  private TierTable tierTable(RateInForce rate, RegimeKey regime) {
    int index = rates.indexOf(rate);
    int contract = index % terms.contracts().size();
    int rateClass = index / terms.contracts().size();
    ContractTerms contractTerms = terms.contracts().get(contract).contract().terms();
    List<TierTable.Tier> tiers =
        table
            .find(rateClass, contract)
            .map(found -> tiers(found, contractTerms.settlementAsset().scale()))
            .orElse(List.of());
    return new TierTable(
        rate.instrument(),
        regime.jurisdiction(),
        regime.clientClass(),
        health.time(),
        RateKind.valueOf(rate.kind()),
        tiers);
  }

  private static List<TierTable.Tier> tiers(MarginTiers found, int scale) {
    List<TierTable.Tier> tiers = new ArrayList<>();
    RateSchedule initial = found.initial();
    RateSchedule maintenance = found.maintenance();
    for (int tier = 0; tier < found.size(); tier++) {
      double rate = Billionths.toRate(initial.rate(tier));
      tiers.add(
          new TierTable.Tier(
              tier + 1,
              BigDecimal.valueOf(initial.floor(tier), scale),
              tier + 1 < found.size() ? BigDecimal.valueOf(initial.floor(tier + 1), scale) : null,
              rate,
              Billionths.toRate(maintenance.rate(tier)),
              1 / rate,
              BigDecimal.valueOf(initial.deductionUnits(tier), scale),
              BigDecimal.valueOf(maintenance.deductionUnits(tier), scale)));
    }
    return tiers;
  }

  @Override
  public Found<Forecast> forecast(String instrument, @Nullable Instant from, @Nullable Instant to) {
    return terms.contracts().stream()
        .filter(listing -> listing.contract().id().equals(instrument))
        .findFirst()
        .<Found<Forecast>>map(
            listing ->
                new Found.Value<>(
                    history
                        .forecasts()
                        .of(instrument, listing.contract().terms().underlying(), from, to)))
        .orElseGet(() -> unknownInstrument(instrument));
  }

  @Override
  public synchronized List<AccountRow> accounts(
      @Nullable String status, @Nullable String after, int limit) {
    List<AccountRow> rows = new ArrayList<>();
    TreeMap<String, Integer> byId = new TreeMap<>();
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) != AccountMode.VENUE) {
        byId.put(book.id(account), account);
      }
    }
    for (int account : (after == null ? byId : byId.tailMap(after, false)).values()) {
      if (rows.size() == limit) {
        break;
      }
      if (status == null || book.status(account).name().equals(status)) {
        rows.add(accounts.row(account, counts.synthetic()));
      }
    }
    return rows;
  }

  @Override
  public synchronized AccountSummary accountSummary() {
    AccountSummary known = summary;
    if (known == null) {
      known = summarise();
      summary = known;
    }
    return known;
  }

  private AccountSummary summarise() {
    Map<AccountStatus, Integer> statuses = new EnumMap<>(AccountStatus.class);
    BigDecimal equity = BigDecimal.ZERO;
    BigDecimal initial = BigDecimal.ZERO;
    BigDecimal maintenance = BigDecimal.ZERO;
    BigDecimal shortfall = BigDecimal.ZERO;
    int count = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) == AccountMode.VENUE) {
        continue;
      }
      count++;
      statuses.merge(book.status(account), 1, Integer::sum);
      if (assessor.assess(account) instanceof MarginOutcome.Assessed found) {
        equity = equity.add(accounts.money(found.equity()));
        initial = initial.add(accounts.money(found.initial()));
        maintenance = maintenance.add(accounts.money(found.maintenance()));
        shortfall = shortfall.add(accounts.money(found.maintenanceShortfall()));
      }
    }
    List<AccountSummary.StatusCount> rows = new ArrayList<>();
    for (AccountStatus status : AccountStatus.values()) {
      rows.add(new AccountSummary.StatusCount(status.name(), statuses.getOrDefault(status, 0)));
    }
    return new AccountSummary(
        health.time(),
        health.sequence(),
        count,
        counts.synthetic(),
        rows,
        List.of(
            new AccountSummary.Total(
                terms.valuation().code(), equity, initial, maintenance, shortfall)),
        counts.marginCalls(),
        counts.liquidations());
  }

  @Override
  public synchronized Found<AccountDetail> account(String id) {
    OptionalInt index = book.accountIndex(id);
    if (index.isEmpty()) {
      return new Found.Missing<>("ACCOUNT_UNKNOWN", "No account " + id);
    }
    int account = index.getAsInt();
    RegimeKey regime = accounts.regime(account);
    return new Found.Value<>(
        new AccountDetail(
            id,
            book.mode(account).name(),
            regime.jurisdiction(),
            regime.clientClass(),
            counts.synthetic(),
            health.time(),
            health.sequence(),
            accounts.margin(assessor.assess(account)),
            accounts.balances(account),
            accounts.positions(account)));
  }

  @Override
  public synchronized Found<Simulation> simulate(SimulationRequest request) {
    return simulations.run(request);
  }

  private interface Answer<T> {
    T of(RateInForce rate);
  }

  private <T> Found<T> find(String instrument, RegimeKey regime, Answer<T> answer) {
    Optional<VenueTerms.RateClass> rateClass = Regimes.find(terms.rateClasses(), regime);
    if (rateClass.isEmpty()) {
      return unknownRegime(regime);
    }
    for (RateInForce rate : rates) {
      if (rate.rateClass().equals(rateClass.get().id()) && rate.instrument().equals(instrument)) {
        return new Found.Value<>(answer.of(rate));
      }
    }
    return unknownInstrument(instrument);
  }

  private <T> Found<T> unknownRegime(RegimeKey regime) {
    return new Found.Missing<>(
        "REGIME_UNKNOWN",
        "The venue has no regime "
            + regime.jurisdiction()
            + " "
            + regime.clientClass()
            + "; it has "
            + some(
                terms.rateClasses().stream()
                    .map(Regimes::keyOf)
                    .map(key -> key.jurisdiction() + " " + key.clientClass())));
  }

  private <T> Found<T> unknownInstrument(String instrument) {
    return new Found.Missing<>(
        "INSTRUMENT_UNKNOWN",
        "The venue lists no "
            + instrument
            + "; it lists "
            + some(terms.contracts().stream().map(listing -> listing.contract().id())));
  }

  /// The first names, as many as a person reads.
  private static String some(Stream<String> names) {
    List<String> all = names.sorted().toList();
    return String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
        + (all.size() > MOST_NAMED ? ", …" : "");
  }
}
