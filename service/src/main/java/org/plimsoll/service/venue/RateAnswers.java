package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.RateExplanation;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RateRow;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.TierTable;

/// What a view says of rates, the law behind them and the forecasts they rest on. Any thread may
/// ask.
final class RateAnswers {
  private static final int MOST_NAMED = 20;
  private static final RateRows.MarketFigures NO_FIGURES =
      new RateRows.MarketFigures(Optional.empty(), null, null);

  private final long sequence;
  private final Instant time;
  private final VenueTerms terms;
  private final List<RateInForce> rates;
  private final Map<String, RateRows.MarketFigures> figures;
  private final RateTable table;
  private final Chronicle chronicle;

  RateAnswers(
      Health health,
      VenueTerms terms,
      List<RateInForce> rates,
      Map<String, RateRows.MarketFigures> figures,
      RateTable table,
      Chronicle chronicle) {
    this.sequence = health.sequence();
    this.time = health.time();
    this.terms = terms;
    this.rates = rates;
    this.figures = figures;
    this.table = table;
    this.chronicle = chronicle;
  }

  Found<RateList> rates(RegimeKey regime, @Nullable Instant asOf) {
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
    rows.sort(Comparator.comparing(RateRow::instrument));
    return new Found.Value<>(
        new RateList(
            regime.jurisdiction(),
            regime.clientClass(),
            asOf == null ? time : asOf,
            sequence,
            rows));
  }

  private @Nullable RateRow rowAt(RateInForce rate, @Nullable Instant asOf) {
    if (asOf == null || !asOf.isBefore(time)) {
      return RateRows.row(rate, figures.getOrDefault(rate.instrument(), NO_FIGURES));
    }
    return chronicle
        .rates()
        .at(rate.rateClass(), rate.instrument(), asOf, sequence)
        .map(point -> RateRows.past(rate, point))
        .orElse(null);
  }

  Found<List<RatePoint>> rateHistory(
      String instrument, RegimeKey regime, @Nullable Instant from, @Nullable Instant to) {
    return find(
        instrument,
        regime,
        rate -> chronicle.rates().between(rate.rateClass(), instrument, from, to, sequence));
  }

  Found<RateExplanation> explain(String instrument, RegimeKey regime, @Nullable Instant asOf) {
    boolean present = asOf == null || !asOf.isBefore(time);
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
                explanation(rate, row, regime, present || asOf == null ? time : asOf));
      }
    };
  }

  private RateExplanation explanation(
      RateInForce rate, RateRow shown, RegimeKey regime, Instant time) {
    RuleSet rules = rate.ruleSet().orElse(null);
    Formula formula =
        rules == null ? null : rules.rateFormulas().map(found -> found.initial()).orElse(null);
    boolean present = !time.isBefore(this.time); // the inputs of the past are in the journal
    return new RateExplanation(
        rate.instrument(),
        regime.jurisdiction(),
        regime.clientClass(),
        time,
        shown,
        formula == null ? null : FormulaViews.text(formula, present ? values(rules, rate) : null),
        rules == null || !present ? null : FormulaViews.trace(rules, rate.inputs()),
        rules == null || !present ? List.of() : inputs(rules, rate),
        rules == null ? List.of() : FormulaViews.citations(rules));
  }

  /// What the formulas read; of a volatility, which model set it and why.
  private List<FormulaInput> inputs(RuleSet rules, RateInForce rate) {
    List<FormulaInput> inputs = FormulaViews.inputs(rules, rate.inputs());
    return terms.contracts().stream()
        .filter(listing -> listing.contract().id().equals(rate.instrument()))
        .findFirst()
        .map(listing -> listing.contract().terms().underlying())
        .flatMap(market -> chronicle.forecasts().decision(market, Instant.MAX, sequence))
        .map(made -> inputs.stream().map(input -> SigmaViews.explained(input, made)).toList())
        .orElse(inputs);
  }

  private static SortedMap<String, Double> values(@Nullable RuleSet rules, RateInForce rate) {
    SortedMap<String, Double> values = new TreeMap<>(rate.inputs().values());
    if (rules != null) {
      rules.parameters().forEach((name, dated) -> values.put(name, dated.value()));
    }
    return values;
  }

  Found<TierTable> tiers(String instrument, RegimeKey regime) {
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
        time,
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

  Found<Forecast> forecast(String instrument, @Nullable Instant from, @Nullable Instant to) {
    return terms.contracts().stream()
        .filter(listing -> listing.contract().id().equals(instrument))
        .findFirst()
        .<Found<Forecast>>map(
            listing ->
                new Found.Value<>(
                    chronicle
                        .forecasts()
                        .of(
                            instrument,
                            listing.contract().terms().underlying(),
                            from,
                            to,
                            sequence)))
        .orElseGet(() -> unknownInstrument(instrument));
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
