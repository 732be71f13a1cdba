package org.plimsoll.rulepacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.plimsoll.engine.margin.historical.HistoricalTerms;
import org.plimsoll.engine.margin.portfolio.MarginMethod;
import org.plimsoll.engine.margin.portfolio.MethodDescription;
import org.plimsoll.engine.margin.scenario.ScenarioTerms;
import org.plimsoll.engine.margin.scenario.Shock;
import org.plimsoll.engine.margin.scenario.VolatilityShock;
import org.plimsoll.engine.margin.schedule.ScheduleTerms;
import org.plimsoll.engine.margin.standard.StandardTerms;
import org.plimsoll.engine.margin.strategy.StrategyTerms;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.Method;
import org.plimsoll.engine.rulebook.Provenance;

/// Reads the tree of a file as the description of a margin method.
final class MethodReader {
  private static final String FORMAT = "method-1";
  private static final double HARMLESS = 0.5;

  private final Fields fields;
  private final Problems problems;
  private final List<Fields> parts = new ArrayList<>();

  private MethodReader(Fields fields) {
    this.fields = fields;
    this.problems = fields.problems();
  }

  static Optional<MethodDescription> read(Node root, String hash, Problems problems) {
    return Fields.of(root, problems).flatMap(all -> new MethodReader(all).read(hash));
  }

  private Optional<MethodDescription> read(String hash) {
    fields.parsed(
        "format",
        FORMAT,
        text -> text.equals(FORMAT) ? Optional.of(text) : Optional.empty(),
        "the format's name, " + FORMAT);
    String id =
        fields.parsed(
            "id",
            "",
            text -> text.matches("[a-z0-9]+(-[a-z0-9]+)*") ? Optional.of(text) : Optional.empty(),
            "an id such as derive-portfolio");
    String title = fields.text("title");
    Optional<Provenance> provenance = PackReader.provenance(fields);
    Optional<MarginMethod> method =
        fields
            .parsed(
                "method", MethodReader::kind, "scenario, standard, strategy, schedule or history")
            .flatMap(this::method);
    fields.refuseOthers();
    if (method.isEmpty() || provenance.isEmpty() || problems.count() > 0) {
      return Optional.empty();
    }
    return Optional.of(new MethodDescription(id, title, provenance.get(), method.get(), hash));
  }

  /// The methods that have figures of their own; a rate is a rule pack's formula.
  private enum Kind {
    SCENARIO,
    STANDARD,
    STRATEGY,
    SCHEDULE,
    HISTORY
  }

  private static Optional<Kind> kind(String text) {
    return text.equals(Method.HISTORICAL_LOSS.name().toLowerCase(java.util.Locale.ROOT))
        ? Optional.of(Kind.HISTORY)
        : Scalars.lower(Kind.class, text);
  }

  private Optional<MarginMethod> method(Kind kind) {
    String key = kind.name().toLowerCase(java.util.Locale.ROOT);
    Optional<Fields> figures = fields.fields(key);
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    parts.add(figures.get());
    Supplier<MarginMethod> built =
        switch (kind) {
          case SCENARIO -> scenario(figures.get());
          case STANDARD -> standard(figures.get());
          case STRATEGY -> strategy(figures.get());
          case SCHEDULE -> schedule(figures.get());
          case HISTORY -> historical(figures.get());
        };
    parts.forEach(Fields::refuseOthers);
    if (problems.count() > 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(built.get());
    } catch (IllegalArgumentException e) {
      problems.add(
          PackErrorCode.INCONSISTENT,
          figures.get().place(),
          String.valueOf(e.getMessage()),
          "Correct the figure");
      return Optional.empty();
    }
  }

  private Supplier<MarginMethod> scenario(Fields all) {
    List<Double> spots = all.list("spot_moves", Scalars::decimal, "a decimal such as -0.15");
    List<Shock.Move> moves =
        all.list(
            "volatility_moves", text -> Scalars.lower(Shock.Move.class, text), "up, none or down");
    Fields volatility = part(all, "volatility");
    double[] v = numbers(volatility, "up", "down", "short_power", "long_power");
    double reference = seconds(volatility, "reference");
    double floor = seconds(volatility, "floor");
    double[] basis = numbers(part(all, "basis"), "up", "down", "share", "share_per_year");
    double[] gains = numbers(part(all, "gain_discount"), "base", "rate_factor", "rate_add");
    double[] charges = numbers(part(all, "contingencies"), "perpetual", "future", "base", "option");
    double[] peg = numbers(part(all, "peg"), "threshold", "factor");
    double[] confidence = numbers(part(all, "confidence"), "threshold", "rate");
    double[] factors = numbers(all, "gain_share", "initial_factor", "maintenance_factor");
    return () ->
        new MarginMethod.Scenario(
            new ScenarioTerms(
                shocks(spots, moves),
                new VolatilityShock(v[0], v[1], reference, floor, v[2], v[3]),
                new ScenarioTerms.Basis(basis[0], basis[1], basis[2], basis[3]),
                new ScenarioTerms.GainDiscount(gains[0], gains[1], gains[2]),
                new ScenarioTerms.Contingencies(charges[0], charges[1], charges[2], charges[3]),
                new ScenarioTerms.Peg(peg[0], peg[1]),
                new ScenarioTerms.Confidence(confidence[0], confidence[1]),
                factors[0],
                factors[1],
                factors[2]));
  }

  private static List<Shock> shocks(List<Double> spots, List<Shock.Move> moves) {
    List<Shock> shocks = new ArrayList<>();
    for (double spot : spots) {
      for (Shock.Move move : moves) {
        shocks.add(new Shock(spot, move));
      }
    }
    return shocks;
  }

  private Supplier<MarginMethod> standard(Fields all) {
    double[] delta = numbers(part(all, "delta"), "initial", "maintenance");
    double[] o =
        numbers(
            part(all, "option"),
            "most",
            "least",
            "call_maintenance",
            "put_maintenance",
            "put_mark_maintenance",
            "put_initial_factor");
    double[] unpaired = numbers(part(all, "unpaired"), "initial", "maintenance");
    double[] base = numbers(part(all, "base"), "weight", "initial_scale");
    double[] peg = numbers(part(all, "peg"), "threshold", "factor");
    double[] confidence = numbers(part(all, "confidence"), "threshold", "rate");
    return () ->
        new MarginMethod.Standard(
            new StandardTerms(
                new StandardTerms.Delta(delta[0], delta[1]),
                new StandardTerms.Option(o[0], o[1], o[2], o[3], o[4], o[5]),
                unpaired[0],
                unpaired[1],
                new StandardTerms.Base(base[0], base[1]),
                new StandardTerms.Peg(peg[0], peg[1]),
                new StandardTerms.Confidence(confidence[0], confidence[1])));
  }

  private Supplier<MarginMethod> strategy(Fields all) {
    double[] rates =
        numbers(
            all,
            "rate",
            "broad_rate",
            "minimum_rate",
            "long_term_rate",
            "long_share_rate",
            "short_share_rate");
    long longTerm = (long) seconds(all, "long_term") / 86_400;
    int size = all.parsed("contract_size", 1, Scalars::version, "a whole number from 1");
    int scale = all.parsed("unit_scale", 0.0, Scalars::fraction, "a number of digits").intValue();
    Rounding rounding =
        all.parsed(
            "rounding",
            Rounding.UP,
            text -> Scalars.lower(Rounding.class, text),
            "up, down or half_even");
    return () ->
        new MarginMethod.Strategy(
            new StrategyTerms(
                Billionths.ofRate(rates[0]),
                Billionths.ofRate(rates[1]),
                Billionths.ofRate(rates[2]),
                Billionths.ofRate(rates[3]),
                Math.toIntExact(longTerm),
                Billionths.ofRate(rates[4]),
                Billionths.ofRate(rates[5]),
                size,
                scale,
                rounding));
  }

  private Supplier<MarginMethod> schedule(Fields all) {
    double[] shares = numbers(all, "gross_share", "net_share");
    return () ->
        new MarginMethod.Schedule(
            new ScheduleTerms(Billionths.ofRate(shares[0]), Billionths.ofRate(shares[1])));
  }

  private Supplier<MarginMethod> historical(Fields all) {
    HistoricalTerms.Measure measure =
        all.parsed(
            "measure",
            HistoricalTerms.Measure.VALUE_AT_RISK,
            text -> Scalars.lower(HistoricalTerms.Measure.class, text),
            "value_at_risk or expected_shortfall");
    double[] figures = numbers(all, "confidence", "initial_factor", "maintenance_factor");
    int horizon = (int) (seconds(all, "horizon") / 86_400);
    int lookback = (int) (seconds(all, "lookback") / 86_400);
    AntiProcyclicality tool =
        all.has("anti_procyclicality")
            ? all.fields("anti_procyclicality")
                .flatMap(GovernorReader::antiProcyclicality)
                .orElseGet(AntiProcyclicality.None::new)
            : new AntiProcyclicality.None();
    return () ->
        new MarginMethod.Historical(
            new HistoricalTerms(
                measure, figures[0], horizon, lookback, figures[1], figures[2], tool));
  }

  private Fields part(Fields all, String key) {
    Fields found = all.fields(key).orElse(null);
    if (found == null) {
      return all;
    }
    parts.add(found);
    return found;
  }

  private static double[] numbers(Fields all, String... keys) {
    double[] numbers = new double[keys.length];
    for (int i = 0; i < keys.length; i++) {
      numbers[i] = all.parsed(keys[i], HARMLESS, Scalars::decimal, "a decimal such as 0.25");
    }
    return numbers;
  }

  private static double seconds(Fields all, String key) {
    return all.parsed(key, java.time.Duration.ofDays(1), Scalars::duration, "a time such as 30 d")
        .toSeconds();
  }
}
