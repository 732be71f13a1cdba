package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.market.MarkPrice;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.governor.BufferSchedule;
import org.plimsoll.engine.rulebook.governor.Demand;
import org.plimsoll.engine.rulebook.governor.GovernedRate;
import org.plimsoll.engine.rulebook.governor.Governor;
import org.plimsoll.engine.rulebook.governor.GovernorState;
import org.plimsoll.engine.rulebook.governor.GovernorStep;
import org.plimsoll.engine.rulebook.governor.Mitigation;
import org.plimsoll.engine.rulebook.governor.OverrideOutcome;
import org.plimsoll.engine.rulebook.governor.Pending;
import org.plimsoll.engine.rulebook.governor.ProcyclicalityTool;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// Sets the rate of every contract for every class of clients: resolves the rule, evaluates it,
/// governs it and puts it in force.
///
/// A rate is never lowered because something is missing: an answer that cannot be given leaves the
/// rate in force, and a client class that never had one cannot open the contract.
final class RateDesk {
  private final VenueTerms terms;
  private final MarketDesk markets;
  private final AccountDesk accounts;
  private final List<RateLine> lines = new ArrayList<>();
  private final LawDesk laws;

  RateDesk(RuleBook rules, VenueTerms terms, MarketDesk markets, AccountDesk accounts) {
    this.terms = terms;
    this.markets = markets;
    this.accounts = accounts;
    laws = new LawDesk(rules, markets);
    for (int rateClass = 0; rateClass < terms.rateClasses().size(); rateClass++) {
      for (int contract = 0; contract < terms.contracts().size(); contract++) {
        lines.add(new RateLine(rateClass, contract, terms.contracts().get(contract)));
      }
    }
  }

  List<RateLine> lines() {
    return lines;
  }

  RateLine line(int rateClass, int contract) {
    return lines.get(rateClass * terms.contracts().size() + contract);
  }

  /// Brings every rate up to date and tells of those that changed.
  void update(Instant now, List<Effect> effects) {
    laws.begin(now);
    for (RateLine line : lines) {
      evaluate(line);
      govern(line, now, effects);
    }
  }

  /// The markets' uplift alone, between two updates: rises at once when an index is held.
  void uplift(Instant now, List<Effect> effects) {
    for (RateLine line : lines) {
      double factor = upliftOf(line);
      if (factor != line.uplift && line.initial > 0) {
        double before = line.uplift;
        line.uplift = factor;
        line.begin();
        enforce(
            line, line.initial / before * factor, line.maintenance / before * factor, now, effects);
      }
    }
  }

  Effect override(Command.OverrideRate command) {
    for (RateLine line : lines) {
      boolean meant =
          terms.rateClasses().get(line.rateClass).id().equals(command.rateClass())
              && line.listing.contract().id().equals(command.instrument());
      if (meant) {
        return override(line, command);
      }
    }
    return new Effect.Refused(
        Reason.INSTRUMENT_UNKNOWN,
        "No rate of " + command.instrument() + " for rate class " + command.rateClass());
  }

  private static Effect override(RateLine line, Command.OverrideRate command) {
    GovernorState state = line.governor;
    if (state == null) {
      return new Effect.Refused(
          Reason.NO_RULE_IN_FORCE, "There is no rate in force that could be overridden");
    }
    return switch (Governor.override(
        state, command.rate(), command.reason(), command.until(), command.at())) {
      case OverrideOutcome.Accepted accepted -> {
        line.governor = accepted.next();
        yield new Effect.Applied();
      }
      case OverrideOutcome.Refused refused ->
          new Effect.Refused(refused.reason(), refused.detail());
    };
  }

  // Asking the law.

  /// Takes over what the law says of a line, and of the law beside it where it follows a pack.
  private void evaluate(RateLine line) {
    VenueTerms.RateClass rateClass = terms.rateClasses().get(line.rateClass);
    if (line.edition != laws.edition()) {
      line.edition = laws.edition();
      line.maintainedRevision = 0;
      line.own = laws.ask(rateClass, rateClass.pack(), line.listing);
      line.beside = rateClass.pack().isEmpty() ? line.own : laws.ask(rateClass, "", line.listing);
    }
    line.refresh(laws);
  }

  // Governing and enforcing.

  private void govern(RateLine line, Instant now, List<Effect> effects) {
    line.begin();
    line.uplift = upliftOf(line);
    @Nullable Determination determination = line.determination();
    RateLine.Kind kind = kindOf(determination);
    switch (determination) {
      case Determination.Rate rate -> {
        Mitigation mitigation = mitigate(line, rate, now);
        switch (mitigation) {
          case Mitigation.Mitigated mitigated -> governRate(line, rate, mitigated, now, effects);
          case Mitigation.Unavailable _ -> hold(line, RateLine.Kind.UNAVAILABLE, now, effects);
        }
      }
      case Determination.PrinciplesOnly _, Determination.VenueSet _ ->
          leaveToVenue(line, kind, now, effects);
      case Determination.Prohibited _, Determination.Unavailable _ ->
          hold(line, kind, now, effects);
      case null -> hold(line, kind, now, effects);
    }
  }

  private static Mitigation mitigate(RateLine line, Determination.Rate rate, Instant now) {
    Mitigation mitigation =
        ProcyclicalityTool.apply(
            rate.ruleSet().antiProcyclicality(),
            BufferSchedule.STANDARD,
            line.buffer,
            new ProcyclicalityTool.Margins(
                rate.rate(), OptionalDouble.empty(), OptionalDouble.empty()),
            now);
    if (mitigation instanceof Mitigation.Mitigated mitigated) {
      line.buffer = mitigated.buffer();
    }
    return mitigation;
  }

  private void governRate(
      RateLine line,
      Determination.Rate rate,
      Mitigation.Mitigated mitigated,
      Instant now,
      List<Effect> effects) {
    double floor = line.lawful() instanceof LawfulFloor.At at && isOwn(line, at) ? at.rate() : 0;
    boolean open = accounts.book().openInterest(line.contract) > 0;
    Demand demand =
        new Demand(mitigated.rate(), Math.max(floor, rate.floor()), rate.cap(), open, now);
    GovernorState state = line.governor;
    Governor governor = Governor.of(rate.ruleSet().governor());
    GovernedRate governed =
        governor.govern(state == null ? GovernorState.start(demand) : state, demand);
    Pending before = state == null ? null : state.pending();
    line.governor = governed.next();
    line.steps = joined(mitigated.steps(), governed.steps());
    announce(line, governed, before, effects);
    double initial = governed.rate() * line.uplift;
    line.kind = line.kind == RateLine.Kind.RATE ? line.kind : changeKind(line, RateLine.Kind.RATE);
    enforce(line, initial, maintenanceOf(line, rate, governed.rate()) * line.uplift, now, effects);
  }

  private static RateLine.Kind changeKind(RateLine line, RateLine.Kind kind) {
    line.initial = 0;
    return kind;
  }

  private static boolean isOwn(RateLine line, LawfulFloor.At at) {
    Determination own = line.determination();
    return own != null && own.packId().equals(at.packId());
  }

  private static List<GovernorStep> joined(List<GovernorStep> one, List<GovernorStep> other) {
    List<GovernorStep> all = new ArrayList<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private void announce(
      RateLine line, GovernedRate governed, @Nullable Pending before, List<Effect> effects) {
    Pending pending = governed.next().pending();
    if (pending != null && !pending.equals(before)) {
      effects.add(
          new Effect.RateAnnounced(
              terms.rateClasses().get(line.rateClass).id(),
              line.listing.contract().id(),
              governed.rate(),
              pending.rate(),
              pending.effectiveAt()));
    }
  }

  private double maintenanceOf(RateLine line, Determination.Rate rate, double governed) {
    if (line.maintainedRevision != line.revision() || line.maintainedAt != governed) {
      line.maintainedRevision = line.revision();
      line.maintainedAt = governed;
      line.maintainedRate = maintenanceOf(rate, line.inputs(), governed);
    }
    return line.maintainedRate;
  }

  private double maintenanceOf(Determination.Rate rate, Inputs inputs, double governed) {
    boolean stated =
        rate.ruleSet().rateFormulas().map(formulas -> formulas.maintenance() != null).orElse(false);
    return stated
        ? RateCalculator.maintenance(rate.ruleSet(), inputs, governed).orElse(governed)
        : governed * terms.policy().maintenanceFraction();
  }

  private void leaveToVenue(RateLine line, RateLine.Kind kind, Instant now, List<Effect> effects) {
    double initial = Math.max(line.firstTierInitial(), Double.MIN_NORMAL) * line.uplift;
    double maintenance = line.firstTierMaintenance() * line.uplift;
    if (line.kind != kind) {
      line.kind = changeKind(line, kind);
    }
    line.steps = List.of();
    enforce(line, initial, maintenance, now, effects);
  }

  /// Leaves what is in force as it is, and closes the contract to who never had a rate.
  private void hold(RateLine line, RateLine.Kind kind, Instant now, List<Effect> effects) {
    line.steps = List.of();
    if (line.kind != kind) {
      line.kind = kind;
      line.since = now;
      effects.add(changed(line));
    }
    if (line.initial == 0) {
      accounts.rates().clear(line.rateClass, line.contract);
    }
  }

  private void enforce(
      RateLine line, double initial, double maintenance, Instant now, List<Effect> effects) {
    if (initial == line.initial && maintenance == line.maintenance) {
      return;
    }
    line.initial = initial;
    line.maintenance = Math.min(maintenance, initial);
    line.since = now;
    RateTable rates = accounts.rates();
    rates.set(line.rateClass, line.contract, line.initial, line.maintenance);
    effects.add(changed(line));
  }

  private static List<Effect.Step> stepsOf(RateLine line) {
    List<Effect.Step> steps = new ArrayList<>();
    for (GovernorStep step : line.steps) {
      steps.add(new Effect.Step(step.kind().name(), step.before(), step.after(), step.why()));
    }
    if (line.uplift > 1) {
      steps.add(
          new Effect.Step(
              "HOLD_AND_RAISE",
              line.initial / line.uplift,
              line.initial,
              "too few sources agree: rates are multiplied by " + line.uplift));
    }
    return steps;
  }

  private Effect changed(RateLine line) {
    Determination determination = line.determination();
    double demanded = determination instanceof Determination.Rate rate ? rate.rate() : 0;
    double floor = line.lawful() instanceof LawfulFloor.At at ? at.rate() : 0;
    String kind = line.kind.name();
    RateBasis basis = basis(line);
    return new Effect.RateChanged(
        basis.rateClass(),
        basis.instrument(),
        kind,
        line.initial,
        line.maintenance,
        demanded,
        floor,
        basis.mark(),
        stepsOf(line),
        new Effect.Basis(
            basis.before(),
            basis.packHash(),
            basis.model(),
            basis.inputsHash(),
            basis.id(kind, line.initial, line.maintenance)));
  }

  /// What the last computation of a rate depended on.
  RateBasis basis(RateLine line) {
    String instrument = line.listing.contract().id();
    return new RateBasis(
        RateBasis.VERSION,
        terms.rateClasses().get(line.rateClass).id(),
        instrument,
        line.since,
        line.determination(),
        line.inputs(),
        markets.forecast(line.market()).map(VolatilityForecast::model).orElse(""),
        line.lawful(),
        line.governorBefore,
        line.bufferBefore,
        accounts.book().openInterest(line.contract) > 0,
        line.uplift,
        markets.latest().mark(instrument).map(MarkPrice::price).orElse(0L),
        line.initialBefore);
  }

  private double upliftOf(RateLine line) {
    return markets
        .latest()
        .mark(line.listing.contract().id())
        .map(MarkPrice::rateFactor)
        .orElse(1.0);
  }

  private static RateLine.Kind kindOf(@Nullable Determination determination) {
    return switch (determination) {
      case Determination.Rate _ -> RateLine.Kind.RATE;
      case Determination.Prohibited _ -> RateLine.Kind.PROHIBITED;
      case Determination.PrinciplesOnly _ -> RateLine.Kind.PRINCIPLES_ONLY;
      case Determination.VenueSet _ -> RateLine.Kind.VENUE_SET;
      case Determination.Unavailable _ -> RateLine.Kind.UNAVAILABLE;
      case null -> RateLine.Kind.UNAVAILABLE;
    };
  }

  void writeTo(DataOutput out) throws IOException {
    for (RateLine line : lines) {
      line.writeTo(out);
    }
  }

  /// Restores what is in force, and evaluates every rule anew at the instant of the snapshot.
  void readFrom(DataInput in, Instant now) throws IOException {
    laws.begin(now);
    for (RateLine line : lines) {
      line.readFrom(in);
      if (line.initial > 0) {
        accounts.rates().set(line.rateClass, line.contract, line.initial, line.maintenance);
      } else {
        accounts.rates().clear(line.rateClass, line.contract);
      }
      evaluate(line);
    }
  }
}
