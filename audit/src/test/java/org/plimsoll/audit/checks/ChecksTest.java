package org.plimsoll.audit.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.audit.checks.LiveRate.Move;
import org.plimsoll.audit.checks.Situation.SourcePrice;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.rulepacks.LoadResult;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PackLoader;

class ChecksTest {
  private static final PackLibrary LIBRARY = PackLibrary.builtIn();
  private static final RuleBook BOOK = LIBRARY.book();
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String SCENARIO = "scenario/article-2025";

  private static LiveRate rate(
      String jurisdiction, String client, String pack, @Nullable Double initial, Move... moves) {
    String hash = BOOK.find(pack, NOW).orElseThrow().hash();
    return new LiveRate(
        new LiveRate.Case(jurisdiction, client, "BTC-PERP", "perpetual", "crypto"),
        pack,
        hash,
        initial,
        initial,
        null,
        null,
        null,
        null,
        false,
        List.of(moves));
  }

  private static List<String> codes(Instant now, LiveRate... rates) {
    return codes(Checks.run(new Situation(BOOK, now, List.of(rates), List.of())));
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream().map(finding -> finding.code().code()).distinct().toList();
  }

  @Test
  void aVenueThatFollowsTheLawHasNoCriticalFinding() {
    List<LiveRate> rates = new ArrayList<>();
    for (PackLibrary.Choice choice : LIBRARY.choices("perpetual", "crypto", NOW, NOW)) {
      rates.add(rate(choice.jurisdiction(), choice.clientClass(), choice.packId(), 0.5));
    }
    List<Finding> findings = Checks.run(new Situation(BOOK, NOW, rates, List.of()));
    assertTrue(
        findings.stream().noneMatch(finding -> finding.severity() == Severity.CRITICAL),
        findings.toString());
    assertTrue(rates.size() > 8);
  }

  @Test
  void aRateOfAnotherPackOrVersionIsFound() {
    LiveRate wrongPack = rate("EU", "retail", "jp/individual-crypto", 0.5);
    assertEquals("C101", codes(NOW, wrongPack).getFirst());
    LiveRate right = rate("EU", "retail", "eu/retail-cfd", 0.5);
    LiveRate old =
        new LiveRate(
            right.of(), right.packId(), "00", 0.5, 0.5, null, null, null, null, false, List.of());
    assertEquals("C101", codes(NOW, old).getFirst());
    assertTrue(!codes(NOW, right).contains("C101"));
  }

  @Test
  void aChangeThatIsKnownAndNotYetEffectiveIsTold() {
    // 15 % from 24 December 2020, published in the Federal Register on 24 November: 85 FR 75112
    LiveRate equity =
        new LiveRate(
            new LiveRate.Case("US", "retail", "AAPL1C", "security_future", "equity"),
            "us/security-futures",
            BOOK.find("us/security-futures", NOW).orElseThrow().hash(),
            0.2,
            0.2,
            null,
            null,
            null,
            null,
            false,
            List.of());
    Instant between = Instant.parse("2020-12-01T00:00:00Z");
    List<Finding> findings =
        Checks.run(new Situation(BOOK, between, List.of(equity), List.of())).stream()
            .filter(finding -> finding.code() == CheckCode.RULE_CHANGES)
            .toList();
    assertEquals(1, findings.size(), findings.toString());
    assertEquals("0.20 → 0.15", findings.getFirst().evidence().get("parameter unhedged_margin"));
    Instant before = Instant.parse("2020-07-15T00:00:00Z");
    assertTrue(
        Checks.run(new Situation(BOOK, before, List.of(equity), List.of())).stream()
            .noneMatch(finding -> finding.evidence().containsKey("parameter unhedged_margin")),
        "nobody could know");
  }

  @Test
  void sourcesNobodyLookedAtForAYearAreStale() {
    LiveRate rate = rate("EU", "retail", "eu/retail-cfd", 0.5);
    assertTrue(!codes(NOW, rate).contains("C201"));
    assertTrue(codes(NOW.plusSeconds(86_400L * 400), rate).contains("C201"));
  }

  @Test
  void aParameterThatContradictsItsStatisticIsFound() {
    String source = LIBRARY.find("eu/ccp-listed", NOW).orElseThrow().source();
    LiveRate rate = rate("EU", "ccp_member", "eu/ccp-listed", 0.2);
    for (String[] change :
        new String[][] {
          {"value: 0.99\n", "value: 0.995\n"},
          {"value: 365 d", "value: 730 d"},
          {"value: 4 d", "value: 2 d"}
        }) {
      String changed = source.replace(change[0], change[1]);
      assertTrue(!changed.equals(source), change[0]);
      var loaded =
          (LoadResult.Loaded)
              PackLoader.load("eu/ccp-listed.yaml", changed.getBytes(StandardCharsets.UTF_8));
      List<Finding> findings =
          Checks.run(
              new Situation(
                  RuleBook.of(List.<RulePack>of(loaded.pack())), NOW, List.of(rate), List.of()));
      assertTrue(codes(findings).contains("C401"), change[0] + findings);
      assertTrue(codes(findings).contains("C101"), "another text has another hash");
    }
  }

  @Test
  void crossedBoundsUndercutFloorsAndMissingRatesAreFound() {
    LiveRate right = rate("EU", "retail", "eu/retail-cfd", 0.5);
    LiveRate bad =
        new LiveRate(
            right.of(),
            right.packId(),
            right.packHash(),
            0.2,
            0.3,
            0.6,
            0.5,
            "PRICE_STALE",
            0.5,
            true,
            List.of());
    List<String> codes = codes(NOW, bad);
    assertTrue(codes.containsAll(List.of("C302", "C402", "C501")), codes.toString());
    LiveRate nowhere =
        new LiveRate(
            new LiveRate.Case("XX", "retail", "BTC-PERP", "perpetual", "crypto"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            List.of());
    assertEquals(List.of("C103"), codes(NOW, nowhere));
  }

  @Test
  void aMoveBeyondTheGovernorIsABypassUnlessFloorCapOrPersonExplainsIt() {
    Move first = new Move(NOW, 0.10, Set.of());
    Move allowed = new Move(NOW, 0.12, Set.of("MAXIMUM_STEP")); // the scenario's step is 2 %
    Move tooFar = new Move(NOW, 0.15, Set.of());
    Move byHand = new Move(NOW, 0.15, Set.of("OVERRIDE"));
    Move capped = new Move(NOW, 0.15, Set.of("CAP"));
    assertTrue(!codes(NOW, rate("NONE", "retail", SCENARIO, 0.1, first, allowed)).contains("C503"));
    assertTrue(codes(NOW, rate("NONE", "retail", SCENARIO, 0.1, first, tooFar)).contains("C503"));
    List<String> hand = codes(NOW, rate("NONE", "retail", SCENARIO, 0.1, first, byHand));
    assertTrue(hand.contains("C502") && !hand.contains("C503"), hand.toString());
    assertTrue(!codes(NOW, rate("NONE", "retail", SCENARIO, 0.1, first, capped)).contains("C503"));
  }

  @Test
  void sourcesThatDisagreeOrFallSilentAreFound() {
    List<SourcePrice> prices =
        List.of(
            new SourcePrice("BTC", "a", 100, NOW),
            new SourcePrice("BTC", "b", 100.5, NOW),
            new SourcePrice("BTC", "c", 103, NOW),
            new SourcePrice("BTC", "d", 100, NOW.minusSeconds(3_600)));
    List<Finding> findings = Checks.run(new Situation(BOOK, NOW, List.of(), prices));
    assertEquals(List.of("C601", "C602"), codes(findings));
    assertEquals("c", findings.getFirst().evidence().get("source"));
  }

  @Test
  void aFindingHasOneCanonicalText() {
    var evidence = new java.util.TreeMap<>(java.util.Map.of("b", "1\n", "a", "\"x\""));
    assertEquals(
        "{\"code\":\"C601\",\"evidence\":{\"a\":\"\\\"x\\\"\",\"b\":\"1\\n\"},"
            + "\"severity\":\"WARNING\",\"subject\":\"BTC\"}",
        new Finding(CheckCode.SOURCES_DISAGREE, "BTC", "words", evidence).entry().canonical());
  }
}
