package org.plimsoll.service.venue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.Regime;
import org.plimsoll.engine.waterfall.RegimeRules;
import org.plimsoll.rulepacks.StrictYaml;

class VenueFileTest {
  private static final RuleLibrary RULES = RuleLibrary.builtIn();
  private static final String EXAMPLE = example();
  private static final Pattern PLACED = Pattern.compile("venue.yaml:\\d+:\\d+: .+", Pattern.DOTALL);

  private static String example() {
    try {
      return Files.readString(
          Path.of(System.getProperty("plimsoll.root"), "docs", "examples", "venue.yaml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static VenueFile.Reading read(String text) {
    return VenueFile.read("venue.yaml", text.getBytes(UTF_8), RULES);
  }

  private static VenueFile.Reading.Described described(String text) {
    return assertInstanceOf(
        VenueFile.Reading.Described.class, read(text), () -> String.valueOf(read(text)));
  }

  private static VenueTerms terms(String text) {
    return described(text).terms();
  }

  @Test
  void theExampleIsReadAsItStands() {
    VenueTerms terms = terms(EXAMPLE);
    assertEquals("Example Exchange", terms.name());
    assertEquals("USDT", terms.valuation().code());
    assertEquals(RULES.hash(), terms.ruleLibrary());
    assertEquals(0.2, terms.collateral().getFirst().haircut());
    assertEquals(Duration.ofSeconds(30), terms.markets().getFirst().gates().getFirst().maxAge());
    assertEquals(10_000, terms.markets().getFirst().gates().getFirst().minPrice()); // 100.00
    assertEquals(1.2, terms.markets().get(1).uplift().atOnce());
    VenueTerms.Listing perpetual = terms.contracts().getFirst();
    assertEquals("perpetual", perpetual.instrumentClass());
    assertEquals(50_000_000_000_000L, perpetual.tiers().get(1).floor()); // 500,000 at 8 digits
    assertEquals(0.7, perpetual.attributes().get("ltv_permitted"));
    VenueTerms.CollateralTerms bitcoin = terms.collateral().getFirst();
    assertEquals(50_000_000_000L, bitcoin.limit()); // 500 at 8 digits
    assertEquals(5_000_000_000_000_000L, bitcoin.concentration()); // 50 million at 8 digits
    assertEquals(
        new OpenInterestScaling(25_000_000_000_000_000L, 100_000_000_000_000_000L),
        perpetual.openInterest().orElseThrow());
    assertEquals(6, terms.policy().fundingFactor());
    VenueTerms.Listing future = terms.contracts().get(2);
    assertInstanceOf(Instrument.DatedFuture.class, future.contract());
    assertTrue(future.openInterest().isEmpty(), "no bounds unless said");
    assertEquals(Settlement.INVERSE, future.contract().terms().settlement());
    assertEquals(100, future.contract().terms().multiplierUnits());
    assertEquals(
        List.of("eu-retail", "jp-individual", "jp-corporate", "scenario-article-2025-eu-retail"),
        terms.rateClasses().stream().map(VenueTerms.RateClass::id).toList());
  }

  @Test
  void theExamplesRulesForDefaultsAreReadAsTheyStand() {
    DefaultRules rules = Objects.requireNonNull(described(EXAMPLE).defaults());
    assertEquals(1_500_000_000, rules.liquidation().targetFactor());
    assertEquals(10_000, rules.liquidation().answerMillis());
    assertEquals(60_000, rules.liquidation().priceMillis());
    assertEquals(
        new LiquidationTerms.MarketTerms(
            2_000_000, 30_000_000, new DisposalPace(1_000_000_000, 0, 20_000, 200_000, 60_000)),
        rules.liquidation().markets().getFirst());
    assertEquals(86_400_000, rules.regimes().dwellMillis());
    assertEquals(new RegimeRules.Threshold(0.12, 0.09, 0.5, 0.25), rules.regimes().extreme());
    assertEquals(
        List.of(
            LayerLimit.whole(Layer.BASE_POOL),
            new LayerLimit(Layer.OWN_CAPITAL, 500_000_000),
            LayerLimit.whole(Layer.INSURANCE_POOL)),
        rules.regimes().of(Regime.CALM).layers());
    assertEquals(2_000_000_000, rules.regimes().of(Regime.STRESSED).levyFactor());
    assertTrue(rules.regimes().of(Regime.CALM).withdrawals());
    assertFalse(rules.regimes().of(Regime.EXTREME).withdrawals());
    assertEquals(500_000, rules.pools().levyCap());
    assertEquals(-0.39, rules.pools().scenarios().getFirst().moves().get("BTC-PERP"));
    assertEquals(-0.43, rules.pools().scenarios().getFirst().others());
  }

  @Test
  void withoutDefaultsAVenueSetsNoRulesForThem() {
    String text = EXAMPLE.substring(0, EXAMPLE.indexOf("defaults:"));
    assertNull(described(text).defaults());
    assertEquals(terms(EXAMPLE), terms(text));
  }

  @Test
  void whatIsNotStatedHasNoBound() {
    VenueTerms terms =
        terms(
            EXAMPLE
                .replaceAll(", limit: [0-9]+, concentration: [0-9]+", "")
                .replaceAll(" +open_interest: .*\n", "")
                .replaceAll(" +funding_factor: .*\n", ""));
    assertEquals(Long.MAX_VALUE, terms.collateral().getFirst().limit());
    assertEquals(0, terms.collateral().getFirst().concentration());
    assertTrue(terms.contracts().getFirst().openInterest().isEmpty());
    assertEquals(0, terms.policy().fundingFactor());
  }

  @Test
  void theExampleOpensABook() {
    Command open =
        new Command.OpenVenue(java.time.Instant.parse("2026-01-01T00:00:00Z"), terms(EXAMPLE));
    VenueBook book = RULES.book();
    assertEquals(
        List.of(new Effect.Applied()),
        EffectCodec.decode(book.apply(1, CommandCodec.encode(open))));
    DefaultRules rules = Objects.requireNonNull(described(EXAMPLE).defaults());
    book.apply(2, CommandCodec.encode(new Command.SetDefaultRules(open.at(), rules)));
    assertEquals(
        rules, book.reader().orElseThrow().defaults().orElseThrow().rules(), "as they came back");
  }

  @Test
  void jsonIsReadAsTheSameVenue() {
    StrictYaml.Tree tree =
        assertInstanceOf(
            StrictYaml.Tree.class, StrictYaml.read("venue.yaml", EXAMPLE.getBytes(UTF_8)));
    assertEquals(terms(EXAMPLE), terms(tree.json()));
    assertEquals(
        terms(EXAMPLE), terms(tree.json().replace("\"haircut\":\"0.2\"", "\"haircut\": 0.20")));
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    String[][] mistakes = {
      {"format: 1", "format: 2", "4:9: /format"},
      {"name: Example Exchange", "nickname: Example", "nickname"},
      {"digits: 8}", "digits: 19}", "9:26: /assets/0/digits"},
      {"haircut: 0.2,", "haircut: 1.2,", "12:45: "},
      {"haircut: 0.2,", "haircut: -0.2,", "/assets/1/collateral/haircut"},
      {"market: BTC/USDT, haircut", "market: BTC/EUR, haircut", "BTC/EUR is not among BTC/USDT"},
      {"valuation: USDT", "valuation: USDC", "USDC is not among"},
      {"quorum: 2", "quorum: 5", "needs 5 of 2 origins"},
      {"max_age: 30 s", "max_age: 30 seconds", "max_age"},
      {"max_deviation: 0.1, min", "max_deviation: 0, min", "must be positive"},
      {"min_price: 100,", "min_price: 100.001,", "more than the 2 decimal digits"},
      {"name: south,", "name: north,", "twice"},
      {"quantity_digits: 4", "quantity_digits: 7", "needs 9 digits"},
      {"settled_in: USDT", "settled_in: XRP", "XRP is not among"},
      {"expiry: 2030-12-27T08:00:00Z", "expiry: 2030-13-27T08:00:00Z", "is not a time"},
      {"    expiry: 2030-12-27T08:00:00Z\n", "", "A future needs an expiry"},
      {"id: ETH-PERP", "id: BTC-PERP", "The instrument BTC-PERP stands twice"},
      {"{from: 500000, initial", "{from: 0, initial", "ascending floors"},
      {"maintenance: 0.01}", "maintenance: 0.022}", "maintenance rate"},
      {"esg_score: 0,", "greenness: 0,", "No formula can read greenness"},
      {
        "jurisdiction: JP, client_class: individual", "jurisdiction: XX, client_class: retail", "XX"
      },
      {"client_class: corporate", "client_class: whale", "/regimes/2/client_class"},
      {"client_class: corporate", "client_class: individual", "stands twice"},
      {"pack: scenario/article-2025", "pack: scenario/none", "no rule pack scenario/none"},
      {"warning_factor: 1.2", "warning_factor: 0.9", "below 1"},
      {"name: Example Exchange", "name: &a Example", "ALIAS_REFUSED"},
      {"name: Example Exchange", "name: !!java.lang.String x", "TAG_REFUSED"},
      {"valuation: USDT", "valuation: USDT\nvaluation: BTC", "KEY_DUPLICATE"},
      {"assets:", "assets: [", "YAML_SYNTAX"},
    };
    assertEquals(List.of(), untold(mistakes));
  }

  @Test
  void everyMistakeInBoundsAndRulesForDefaultsIsTold() {
    String[][] mistakes = {
      {"haircut: 0.2, limit: 500", "haircut: 0.2, limit: 500.000000001", "8 decimal digits"},
      {"concentration: 50000000", "concentration: 0", "concentration of 0 would let no BTC count"},
      {"concentration: 50000000", "concentration: 990000000000", "too large to be held"},
      {"lower: 250000000,", "lower: 2000000000,", "from 2000000000 to 1000000000; upper must be"},
      {"lower: 250000000, upper", "upper", "lower"},
      {"funding_factor: 6", "funding_factor: 10", "Funding factor 10.0 is outside 0 to 9"},
      {"funding_factor: 6", "funding_factor: -1", "/policy/funding_factor"},
      {"    liquidation: .exp.*\n", "", "BTC-PERP has no liquidation"},
      {"widest_limit: 0.03", "widest_limit: 1", "widest limit is 1.0, not 0 to below 1"},
      {"most_per_order: 2,", "most_per_order: 0,", "largest order is 0; it must be above 0"},
      {"most_per_order: 2,", "most_per_order: 2.00001,", "4 decimal digits"},
      {"target_factor: 1.5", "target_factor: 0.9", "target factor is 0.9, not 1 to 9"},
      {"answer_within: 10 s", "answer_within: 0 s", "are 0 ms and 60000 ms"},
      {"leave: {sigma: 0.05", "leave: {sigma: 0.07", "left at sigma 0.07, drawdown 0.1"},
      {
        "enter: {sigma: 0.12, drawdown: 0.5}\n      leave: {sigma: 0.09",
        "enter: {sigma: 0.055, drawdown: 0.5}\n      leave: {sigma: 0.05",
        "Extreme begins at sigma 0.055"
      },
      {"layer: own_capital, fraction: 0.5", "layer: base_pool", "BASE_POOL stands twice"},
      {"layer: own_capital, fraction: 0.5", "layer: house", "/layers/1/layer"},
      {"fraction: 0.5}", "fraction: 0}", "the fraction 0.0 of OWN_CAPITAL"},
      {"levy_factor: 2", "levy_factor: 10", "1.0 and 10.0, not 0 to 9"},
      {"levy: clamp", "levy: clamped", "Levy: "},
      {"levy: clamp.*", "levy: fill > 0", "Levy gives"},
      {"BTC-PERP: -0.39", "XRP-PERP: -0.39", "XRP-PERP is not among BTC-20301227, BTC-PERP"},
      {"others: -0.43", "others: -1", "moves by -1.0, not above -1 to 8"},
      {"id: mirror of 2020-03-12", "id: 2020-03-12", "The scenario 2020-03-12 stands twice"},
    };
    assertEquals(List.of(), untold(mistakes));
  }

  /// What stands at each place, what is written there instead, and what must be told of it; gives
  /// those of which that was not told with its place.
  private static List<String> untold(String[][] mistakes) {
    List<String> wrong = new ArrayList<>();
    for (String[] mistake : mistakes) {
      boolean pattern = mistake[0].contains(".*");
      String text =
          EXAMPLE.replaceFirst(pattern ? mistake[0] : Pattern.quote(mistake[0]), mistake[1]);
      List<String> errors =
          read(text) instanceof VenueFile.Reading.Rejected(List<String> found) ? found : List.of();
      boolean told = errors.stream().anyMatch(error -> error.contains(mistake[2]));
      boolean placed = errors.stream().allMatch(error -> PLACED.matcher(error).matches());
      if (text.equals(EXAMPLE) || !told || !placed) {
        wrong.add(mistake[1] + " → " + errors);
      }
    }
    return wrong;
  }

  @Test
  void anythingMayBeInTheFile() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] sound = EXAMPLE.getBytes(UTF_8);
    int rejected = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes =
          Arrays.copyOf(
              sound, random.nextInt(10) == 0 ? random.nextInt(sound.length) : sound.length);
      for (int k = random.nextInt(1, 4); k > 0 && bytes.length > 0; k--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) " \n-:{}[],09azAZ/\"'\0\377".charAt(random.nextInt(20));
      }
      if (VenueFile.read("venue.yaml", bytes, RULES) instanceof VenueFile.Reading.Rejected) {
        rejected++;
      }
    }
    assertTrue(rejected > 200, "only " + rejected + " of 400 were rejected");
    assertInstanceOf(
        VenueFile.Reading.Rejected.class, read("[".repeat(100_000)), "nested without end");
    assertInstanceOf(VenueFile.Reading.Rejected.class, read(""), "empty");
    assertInstanceOf(VenueFile.Reading.Rejected.class, read("a"), "a text");
  }
}
