package org.plimsoll.audit.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.rulebook.GovernorSettings;
import org.plimsoll.engine.rulebook.RulePack;

/// Checks of the rates themselves: bounds, floors, governors.
final class RateChecks {
  private static final Set<String> EXPLAINED = Set.of("FLOOR", "CAP", "OVERRIDE", "STALENESS");
  private static final String OVERRIDE = "OVERRIDE";
  private static final double LAST_PLACES = 1e-12;

  private final Situation situation;
  private final List<Finding> findings;

  RateChecks(Situation situation, List<Finding> findings) {
    this.situation = situation;
    this.findings = findings;
  }

  void run() {
    situation.rates().forEach(this::check);
  }

  private void check(LiveRate rate) {
    String why = rate.unavailable();
    if (why != null) {
      add(CheckCode.RATE_UNAVAILABLE, rate, "No rate can be computed: " + why, Map.of("why", why));
    }
    crossed(rate, "maintenance", rate.maintenance(), "initial", rate.initial());
    crossed(rate, "floor", rate.floor(), "cap", rate.cap());
    if (rate.isBelowFloor()) {
      String initial = String.valueOf(rate.initial());
      String floor = rate.lawfulFloor() == null ? "none is lawful" : rate.lawfulFloor().toString();
      add(
          CheckCode.BELOW_LAWFUL_FLOOR,
          rate,
          "The rate is " + initial + ", the lawful floor " + floor,
          Map.of("rate", initial, "lawfulFloor", floor));
    }
    moves(rate);
  }

  private void crossed(
      LiveRate rate, String low, @Nullable Double below, String high, @Nullable Double above) {
    if (below != null && above != null && below > above) {
      add(
          CheckCode.BOUNDS_CROSSED,
          rate,
          low + " " + below + " is above " + high + " " + above,
          Map.of(low, below.toString(), high, above.toString()));
    }
  }

  /// Within one interval of its governor a rate may move by one step, whatever it did between; what
  /// floor, cap or a person did is no bypass.
  private void moves(LiveRate rate) {
    GovernorSettings governor = governor(rate);
    List<LiveRate.Move> moves = rate.moves();
    for (int i = 0; i < moves.size(); i++) {
      LiveRate.Move move = moves.get(i);
      boolean last = i + 1 == moves.size();
      if (last && move.steps().contains(OVERRIDE)) {
        add(
            CheckCode.GOVERNOR_OVERRIDDEN,
            rate,
            "The rate was set to " + move.rate() + " by hand at " + move.time(),
            Map.of("rate", Double.toString(move.rate()), "since", move.time().toString()));
      }
      if (i > 0 && governor != null) {
        bypass(rate, moves.get(i - 1), move, governor);
      }
    }
  }

  private void bypass(
      LiveRate rate, LiveRate.Move before, LiveRate.Move move, GovernorSettings governor) {
    boolean explained =
        move.steps().stream().anyMatch(EXPLAINED::contains) || before.steps().contains(OVERRIDE);
    double change = Math.abs(move.rate() - before.rate());
    if (!explained && change > governor.maxStep() * (1 + LAST_PLACES) + LAST_PLACES) {
      add(
          CheckCode.GOVERNOR_BYPASSED,
          rate,
          "The rate moved by " + change + " at " + move.time() + ", at most " + governor.maxStep(),
          Map.of(
              "at", move.time().toString(),
              "from", Double.toString(before.rate()),
              "to", Double.toString(move.rate()),
              "maxStep", Double.toString(governor.maxStep())));
    }
  }

  private @Nullable GovernorSettings governor(LiveRate rate) {
    String id = rate.packId();
    return id == null
        ? null
        : situation.rules().find(id, situation.now()).map(RulePack::governor).orElse(null);
  }

  private void add(CheckCode code, LiveRate rate, String message, Map<String, String> evidence) {
    findings.add(new Finding(code, rate.of().subject(), message, new TreeMap<>(evidence)));
  }
}
