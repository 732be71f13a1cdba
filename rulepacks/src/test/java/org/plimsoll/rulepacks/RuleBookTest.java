package org.plimsoll.rulepacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.Status;

/// How the rule that applies is chosen, on packs made for the purpose.
class RuleBookTest {
  private static final String PACK =
      """
      format: 1
      id: xx/ID
      version: 1
      title: Test
      summary: Test
      status: IN_FORCE
      bound: FLOOR
      method: rate
      jurisdiction: XX
      utc_offset: +00:00
      applies: {instruments: [perpetual], underlyings: [crypto], clients: [retail]}
      valid_from: 2020-01-01
      known_from: 2019-06-01
      basis: SOURCE
      observations: [sigma_day]
      parameters:
        - name: rate_in_force
          description: A rate
          unit: rate
          values:
            - {value: 0.20, valid_from: 2020-01-01, known_from: 2019-06-01, MORE}
            - {value: 0.15, valid_from: 2021-01-01, known_from: 2020-11-01, MORE}
            - {value: 0.16, valid_from: 2021-01-01, known_from: 2021-02-01, MORE}
      formulas:
        - {initial: rate_in_force, valid_from: 2020-01-01, known_from: 2019-06-01, MORE}
      cases:
        - {name: a, date: 2020-01-01, expect: {outcome: RATE, rate: 0.20}, source: test}
      """
          .replace("SOURCE", "{MORE}")
          .replace(
              "MORE",
              "citation: {title: T, article: A, link: none}, evidence: memory,"
                  + " last_checked: 2026-01-01");

  private static final Inputs NONE = Inputs.of(new TreeMap<>());

  private static RulePack pack(String id, String... changes) {
    String text = PACK.replace("xx/ID", "xx/" + id);
    for (int i = 0; i < changes.length; i += 2) {
      assertTrue(text.contains(changes[i]), changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    return PackLoaderTest.loaded(id, text);
  }

  private static RuleQuery query(String asOf, String knownAt) {
    return new RuleQuery("XX", "perpetual", "crypto", "retail", at(asOf), at(knownAt));
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  private static double rate(RuleBook book, String asOf, String knownAt) {
    Resolution resolution = book.resolve(query(asOf, knownAt));
    RuleSet rules = assertInstanceOf(Resolution.Resolved.class, resolution).ruleSet();
    return assertInstanceOf(Determination.Rate.class, RateCalculator.determine(rules, NONE)).rate();
  }

  private static Reason reason(Resolution resolution) {
    return assertInstanceOf(Resolution.NoRule.class, resolution).reason();
  }

  @Test
  void theValueOfTheDayIsTheOneThatWasKnown() {
    RuleBook book = RuleBook.of(List.of(pack("a")));
    assertEquals(0.20, rate(book, "2020-06-01", "2020-06-01"));
    assertEquals(0.20, rate(book, "2021-06-01", "2020-06-01"), "the change was not known");
    assertEquals(0.15, rate(book, "2021-06-01", "2021-01-15"), "the correction was not known");
    assertEquals(0.16, rate(book, "2021-06-01", "2021-06-01"));
    assertEquals(0.20, rate(book, "2020-12-31", "2026-01-01"), "the past is as it was");
  }

  @Test
  void aPackThatWasNotKnownIsNotSeen() {
    RuleBook book = RuleBook.of(List.of(pack("a")));
    assertEquals(
        Reason.RULE_NOT_YET_KNOWN, reason(book.resolve(query("2020-06-01", "2019-05-31"))));
    assertEquals(Reason.NO_RULE_IN_FORCE, reason(book.resolve(query("2019-12-31", "2020-06-01"))));
  }

  @Test
  void aLaterVersionReplacesAnEarlierOneFromItsPublicationOn() {
    RulePack second =
        pack(
            "a",
            "version: 1",
            "version: 2",
            "known_from: 2019-06-01\nbasis",
            "known_from: 2022-01-01\nbasis",
            "value: 0.20",
            "value: 0.40",
            "value: 0.16",
            "value: 0.41");
    RuleBook book = RuleBook.of(List.of(second, pack("a")));
    assertEquals(0.16, rate(book, "2023-01-01", "2021-12-31"));
    assertEquals(0.41, rate(book, "2023-01-01", "2022-01-01"));
    assertThrows(IllegalArgumentException.class, () -> RuleBook.of(List.of(pack("a"), pack("a"))));
  }

  @Test
  void twoClaimsAreAmbiguousUnlessOnePrevails() {
    RulePack a = pack("a");
    RulePack b = pack("b");
    RulePack overA =
        pack(
            "b",
            "valid_from: 2020-01-01\nknown",
            "prevails_over: [xx/a]\nvalid_from: 2020-01-01\nknown",
            "0.20",
            "0.30");
    RuleQuery query = query("2020-06-01", "2020-06-01");
    assertEquals(Reason.RULE_AMBIGUOUS, reason(RuleBook.of(List.of(a, b)).resolve(query)));
    assertEquals(0.30, rate(RuleBook.of(List.of(a, overA)), "2020-06-01", "2020-06-01"));
    RulePack overB =
        pack(
            "a",
            "valid_from: 2020-01-01\nknown",
            "prevails_over: [xx/b]\nvalid_from: 2020-01-01\nknown");
    assertEquals(Reason.RULE_AMBIGUOUS, reason(RuleBook.of(List.of(overB, overA)).resolve(query)));
  }

  @Test
  void whatDoesNotBindAndWhatMustBeElectedAnswersOnlyToItsId() {
    RulePack draft = pack("a", "status: IN_FORCE", "status: DRAFT\nwatermark: a draft");
    RulePack elective = pack("b", "method: rate", "method: rate\nselection: elective");
    RuleQuery query = query("2020-06-01", "2020-06-01");
    assertEquals(Reason.RULE_NOT_BINDING, reason(RuleBook.of(List.of(draft)).resolve(query)));
    assertEquals(Reason.NO_RULE_IN_FORCE, reason(RuleBook.of(List.of(elective)).resolve(query)));
    RuleBook book = RuleBook.of(List.of(draft, elective));
    RuleSet byId = book.resolvePack("xx/a", query.asOf(), query.knownAt()).orElseThrow();
    assertEquals("a draft", byId.watermark());
    assertTrue(book.resolvePack("xx/b", query.asOf(), query.knownAt()).isPresent());
    assertFalse(book.resolvePack("xx/c", query.asOf(), query.knownAt()).isPresent());
  }

  @Test
  void aParameterWithoutAValueOnTheDayIsMissing() {
    RulePack gap =
        pack("a", "value: 0.20, valid_from: 2020-01-01", "value: 0.20, valid_from: 2020-03-01");
    RuleBook book = RuleBook.of(List.of(gap));
    assertEquals(Reason.PARAMETER_MISSING, reason(book.resolve(query("2020-02-01", "2020-06-01"))));
    assertEquals(0.20, rate(book, "2020-03-01", "2020-06-01"));
  }

  @Test
  void aParameterWhoseValueWasNotKnownIsNotYetKnown() {
    RulePack late =
        pack(
            "a",
            "value: 0.20, valid_from: 2020-01-01, known_from: 2019-06-01",
            "value: 0.20, valid_from: 2020-01-01, known_from: 2020-07-01");
    assertEquals(
        Reason.RULE_NOT_YET_KNOWN,
        reason(RuleBook.of(List.of(late)).resolve(query("2020-06-01", "2020-06-30"))));
  }

  @Test
  void aRateOutsideItsRangeIsUnavailable() {
    for (String formula : List.of("0", "0 - rate_in_force", "11")) {
      RulePack wrong = pack("a", "initial: rate_in_force", "initial: " + formula);
      assertEquals(Reason.RATE_OUT_OF_RANGE, unavailable(wrong), formula);
    }
    RulePack above =
        pack(
            "a", "initial: rate_in_force", "initial: rate_in_force, maintenance: initial_rate * 2");
    assertEquals(Reason.RATE_OUT_OF_RANGE, unavailable(above));
    RulePack crossed =
        pack("a", "initial: rate_in_force", "initial: rate_in_force, floor: \"0.5\", cap: \"0.4\"");
    assertEquals(Reason.CLAMP_BOUNDS_CROSSED, unavailable(crossed));
    RulePack blind = pack("a", "initial: rate_in_force", "initial: sigma_day");
    assertEquals(Reason.INPUT_MISSING, unavailable(blind));
  }

  private static Reason unavailable(RulePack pack) {
    RuleSet rules =
        RuleBook.of(List.of(pack))
            .resolvePack(pack.id(), at("2020-06-01"), at("2020-06-01"))
            .orElseThrow();
    Determination answer = RateCalculator.determine(rules, NONE);
    return assertInstanceOf(Determination.Unavailable.class, answer).reason();
  }

  @Test
  void floorAndCapBoundTheRateAndShowWhatTheFormulaAskedFor() {
    RulePack capped =
        pack(
            "a",
            "initial: rate_in_force",
            "initial: rate_in_force, floor: \"0.05\", cap: \"0.10\"");
    RuleSet rules =
        RuleBook.of(List.of(capped))
            .resolvePack("xx/a", at("2020-06-01"), at("2020-06-01"))
            .orElseThrow();
    var rate = assertInstanceOf(Determination.Rate.class, RateCalculator.determine(rules, NONE));
    assertEquals(new Determination.Rate(rules, 0.10, 0.20, 0.05, 0.10, 0.10), rate);
    assertTrue(rate.isHeldByCap());
    assertTrue(LawfulFloor.of(rate).isUndercutBy(0.0999));
    assertFalse(LawfulFloor.of(rate).isUndercutBy(0.10));
  }

  @Test
  void aPerpetualBeforeACourtIsLitigatedAndAFutureIsNot() {
    RuleBook book = PackLibrary.builtIn().book();
    assertEquals(Status.LITIGATED, status(book, "perpetual", "2026-06-18"));
    assertEquals(Status.IN_FORCE, status(book, "perpetual", "2026-06-17"));
    assertEquals(Status.IN_FORCE, status(book, "future", "2026-06-18"));
  }

  private static Status status(RuleBook book, String instrument, String day) {
    var query = new RuleQuery("US", instrument, "crypto", "ccp_member", at(day), at(day));
    return assertInstanceOf(Resolution.Resolved.class, book.resolve(query)).ruleSet().status();
  }

  @Test
  void theScenarioIsShownToUndercutTheLaw() {
    RuleBook book = PackLibrary.builtIn().book();
    Instant day = at("2025-10-11");
    var values = new TreeMap<String, Double>();
    values.put("sigma_day", 0.09);
    values.put("ltv_permitted", 0.5);
    values.put("esg_score", 0.0);
    RuleSet scenario = book.resolvePack("scenario/article-2025", day, day).orElseThrow();
    var rate =
        assertInstanceOf(
            Determination.Rate.class, RateCalculator.determine(scenario, Inputs.of(values)));
    assertFalse(rate.watermark().isBlank());
    var eu = new RuleQuery("EU", "perpetual", "crypto", "retail", day, day);
    LawfulFloor floor = LawfulFloor.of(book.resolve(eu), Inputs.of(values));
    assertEquals(0.50, assertInstanceOf(LawfulFloor.At.class, floor).rate());
    assertTrue(floor.isUndercutBy(rate.rate()), "20 % against 50 %");
    var none = new RuleQuery("NONE", "perpetual", "crypto", "retail", day, day);
    assertEquals(Reason.RULE_NOT_BINDING, reason(book.resolve(none)));
    var uk = new RuleQuery("UK", "perpetual", "crypto", "retail", day, day);
    assertTrue(LawfulFloor.of(book.resolve(uk), NONE).isUndercutBy(10.0), "forbidden in the UK");
  }

  @Test
  void aNullPackIsNamedAndSetsNothing() {
    Instant day = at("2025-10-11");
    var query = new RuleQuery("EU", "perpetual", "crypto", "professional", day, day);
    var none =
        assertInstanceOf(Resolution.NoRule.class, PackLibrary.builtIn().book().resolve(query));
    assertEquals(Reason.NO_RULE_IN_FORCE, none.reason());
    assertTrue(none.detail().contains("eu/mica applies and sets no margin rate"), none.detail());
  }

  @Test
  void aFormulaThatDoesNotCheckIsRejectedWithItsPlace() {
    String text = PACK.replace("ID", "a").replace("initial: rate_in_force", "initial: rate_in");
    var rejected =
        assertInstanceOf(LoadResult.Rejected.class, PackLoader.load("a", text.getBytes(UTF_8)));
    assertEquals(PackErrorCode.FORMULA_REJECTED, rejected.errors().getFirst().code());
  }

  @Test
  void noAnswerChangesBeforeTheNextChangeAndSomeDoAtIt() {
    RuleBook all = PackLibrary.builtIn().book();
    Instant instant = Instant.parse("2012-01-01T00:00:00Z");
    int changes = 0;
    int visible = 0;
    List<Object> before = answers(all, instant);
    for (var next = all.nextChange(instant); next.isPresent(); next = all.nextChange(instant)) {
      instant = next.get();
      String where = "before " + instant;
      assertEquals(before, answers(all, instant.minusMillis(1)), where);
      List<Object> after = answers(all, instant);
      changes++;
      visible += after.equals(before) ? 0 : 1;
      before = after;
    }
    assertTrue(changes > 20 && visible > 5, changes + " changes, " + visible + " seen");
    assertEquals(before, answers(all, Instant.parse("2099-01-01T00:00:00Z")));
  }

  /// Every answer to every case of every pack, without the instants that were asked for.
  private static List<Object> answers(RuleBook book, Instant at) {
    List<Object> answers = new ArrayList<>();
    for (RulePack pack : book.packs()) {
      Applicability covered = pack.applicability();
      for (String instrument : covered.instruments()) {
        for (String client : covered.clients()) {
          RuleQuery query =
              new RuleQuery(
                  covered.jurisdiction(),
                  instrument,
                  covered.underlyings().getFirst(),
                  client,
                  at,
                  at);
          answers.add(withoutInstants(book.resolve(query)));
          answers.add(withoutInstants(book.resolvePack(pack.id(), query, new TreeMap<>())));
        }
      }
    }
    return answers;
  }

  private static Object withoutInstants(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Resolved(RuleSet set) ->
          List.of(
              set.packId(),
              set.packVersion(),
              set.status(),
              set.parameters(),
              set.constants(),
              set.rateFormulas(),
              set.sources());
      case Resolution.NoRule none -> none.reason();
    };
  }
}
