package org.plimsoll.audit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.proof.Effort.Method;
import org.plimsoll.engine.formula.CheckResult;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.Range;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.Status;
import org.plimsoll.rulepacks.PackLibrary;

/// The built-in packs against their own floors, and the scenario against every lawful floor; prints
/// the table of `bench/results/proof.md`.
class PackProofTest {
  private static final RuleBook BOOK = PackLibrary.builtIn().book();
  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final PackCase CASE = new PackCase("perpetual", "crypto", "retail", DAY, DAY);
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String SCENARIO = "scenario/article-2025";

  /// The least rate that each pack's text names, as a formula over the pack's own names.
  private static final Map<String, String> FLOORS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("sg/retail-payment-token", "least_margin"),
              Map.entry("ca/crypto-futures", "least_margin"),
              Map.entry("ae-du/retail-etd", "0.20"),
              Map.entry("hk/va-financing", "0.60"),
              Map.entry("us/security-futures", "0.15"),
              Map.entry("us/reg-t", "0.50"),
              Map.entry("us/portfolio-margin", "equity_range"),
              Map.entry("us/cftc-dco", "as_rate(loss_q99_1d_365d)"),
              Map.entry("jp/individual-crypto", "0.50"),
              Map.entry("jp/corporate-crypto", "as_rate(multiple * sd_1d_910d)"),
              Map.entry("jp/corporate-fx", "as_rate(multiple * sd_1d_182d)"),
              Map.entry("eu/retail-cfd", "0.50"),
              Map.entry("au/retail-cfd", "0.50"),
              Map.entry("eu/ccp-listed", "as_rate(loss_q99_4d_365d)"),
              Map.entry("eu/ccp-listed-gross", "as_rate(loss_q99_3d_365d)"),
              Map.entry("eu/ccp-otc", "as_rate(loss_q995_7d_365d)"),
              Map.entry("eu/uncleared-model", "as_rate(loss_q99_14d_1095d)"),
              Map.entry("eu/uncleared-schedule", "0.15"),
              Map.entry(SCENARIO, "beta + alpha * 0.005 * (1 - green_discount) / 0.9")));

  private static RateFunction rate(String pack) {
    RuleSet rules = ((Resolution.Resolved) CASE.resolve(BOOK, pack)).ruleSet();
    return RateFunction.of(rules).orElseThrow();
  }

  private static List<String> packsWithRates() {
    List<String> ids = new ArrayList<>();
    for (RulePack pack : BOOK.packs()) {
      if (CASE.resolve(BOOK, pack.id()) instanceof Resolution.Resolved(RuleSet rules)
          && rules.rateFormulas().isPresent()) {
        ids.add(pack.id());
      }
    }
    return ids;
  }

  /// What the market may supply: one range for every observation.
  private static Box domain(RateFunction... rates) {
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (RateFunction rate : rates) {
      rate.observations().keySet().forEach(name -> ranges.put(name, range(name)));
    }
    return new Box(ranges);
  }

  private static Range range(String name) {
    return switch (name) {
      case "sigma_day" -> new Range(0.005, 0.4);
      case "ltv_permitted" -> new Range(0.3, 0.9);
      case "esg_score" -> new Range(0, 1);
      default -> new Range(0.001, 0.9); // losses, deviations and rates of exchanges
    };
  }

  private static RateFunction floor(RateFunction pack) {
    String text = FLOORS.getOrDefault(pack.name(), "");
    var checked = Formula.check(text, pack.initial().inputs());
    var accepted = assertInstanceOf(CheckResult.Accepted.class, checked, pack.name() + checked);
    return RateFunction.of(accepted.formula(), pack.constants());
  }

  @Test
  void noPackFallsBelowItsOwnFloor() {
    System.out.println("pack | floor | verdict | by | rounding | ms");
    for (String id : packsWithRates()) {
      RateFunction pack = rate(id);
      RateFunction floor = floor(pack);
      Claim claim = Claim.of(pack, floor, domain(pack, floor));
      Verdict verdict = Prover.prove(claim, LIMIT);
      var proved = assertInstanceOf(Verdict.Proved.class, verdict, id + ": " + verdict);
      print(id, floor.name(), proved, "" + proved.rounding());
      assertTrue(proved.rounding() < 1e-12, id + ": " + proved);
      Verdict bySolver =
          Prover.prove(claim, Duration.ofSeconds(5), java.util.Set.of(Method.SOLVER));
      assertInstanceOf(Verdict.Proved.class, bySolver, id + ": " + bySolver);
      Claim higher = new Claim(pack, floor, claim.domain(), 0, Absence.VIOLATES);
      RateFunction above =
          RateFunction.of(accepted("(" + floor.name() + ") * 1.01 + 1e-9", pack), pack.constants());
      Verdict refuted = Prover.prove(Claim.of(pack, above, higher.domain()), LIMIT);
      assertInstanceOf(Verdict.Violated.class, refuted, id + " above its floor: " + refuted);
    }
  }

  private static Formula accepted(String text, RateFunction pack) {
    return ((CheckResult.Accepted) Formula.check(text, pack.initial().inputs())).formula();
  }

  @Test
  void theScenarioUndercutsEveryLawfulFloor() {
    RateFunction scenario = rate(SCENARIO);
    int floors = 0;
    for (String id : packsWithRates()) {
      RuleSet rules = ((Resolution.Resolved) CASE.resolve(BOOK, id)).ruleSet();
      if (rules.status() == Status.SCENARIO) {
        continue;
      }
      RateFunction law = rate(id);
      Verdict verdict = Prover.prove(Claim.of(scenario, law, domain(scenario, law)), LIMIT);
      var violated = assertInstanceOf(Verdict.Violated.class, verdict, id + ": " + verdict);
      Counterexample found = violated.counterexample();
      print(SCENARIO, id, violated, found.point() + " short by " + found.shortfall());
      assertEquals(found.venue(), scenario.at(found.point()));
      assertTrue(
          found.statute() instanceof Outcome.Value(double lawful, var _)
              && found.venue() instanceof Outcome.Value(double asked, var _)
              && asked < lawful,
          id);
      floors++;
    }
    assertTrue(floors > 15, "only " + floors + " lawful floors");
  }

  private static void print(String venue, String floor, Verdict verdict, String more) {
    long micros = verdict.effort().elapsed().toNanos() / 1_000;
    System.out.printf(
        "%s | %s | %s | %s | %s | %d.%03d%n",
        venue,
        floor,
        verdict.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT),
        verdict.effort().method(),
        more,
        micros / 1_000,
        micros % 1_000);
    assertTrue(micros < 1_000_000, "took " + micros + " µs");
  }
}
