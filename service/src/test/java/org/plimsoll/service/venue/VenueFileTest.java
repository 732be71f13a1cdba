package org.plimsoll.service.venue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
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

  private static VenueTerms terms(String text) {
    return assertInstanceOf(
            VenueFile.Reading.Described.class, read(text), () -> String.valueOf(read(text)))
        .terms();
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
    VenueTerms.Listing future = terms.contracts().get(2);
    assertInstanceOf(Instrument.DatedFuture.class, future.contract());
    assertEquals(Settlement.INVERSE, future.contract().terms().settlement());
    assertEquals(100, future.contract().terms().multiplierUnits());
    assertEquals(
        List.of("eu-retail", "jp-individual", "jp-corporate", "scenario-article-2025-eu-retail"),
        terms.rateClasses().stream().map(VenueTerms.RateClass::id).toList());
  }

  @Test
  void theExampleOpensABook() {
    Command open =
        new Command.OpenVenue(java.time.Instant.parse("2026-01-01T00:00:00Z"), terms(EXAMPLE));
    assertEquals(
        List.of(new Effect.Applied()),
        EffectCodec.decode(RULES.book().apply(1, CommandCodec.encode(open))));
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
      {"haircut: 0.2}", "haircut: 1.2}", "12:45: "},
      {"haircut: 0.2}", "haircut: -0.2}", "/assets/1/collateral/haircut"},
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
    List<String> wrong = new ArrayList<>();
    for (String[] mistake : mistakes) {
      String text = EXAMPLE.replaceFirst(Pattern.quote(mistake[0]), mistake[1]);
      List<String> errors =
          read(text) instanceof VenueFile.Reading.Rejected(List<String> found) ? found : List.of();
      boolean told = errors.stream().anyMatch(error -> error.contains(mistake[2]));
      boolean placed = errors.stream().allMatch(error -> PLACED.matcher(error).matches());
      if (text.equals(EXAMPLE) || !told || !placed) {
        wrong.add(mistake[1] + " → " + errors);
      }
    }
    assertEquals(List.of(), wrong);
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
