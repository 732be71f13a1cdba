package org.plimsoll.conformance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What must hold of the page in front of any server of the API. A subclass names the server; the
/// same checks then run on invented figures and on the real service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final List<String> FIELDS =
      List.of(
          "markPrice",
          "rate",
          "demandedRate",
          "lawfulFloor",
          "maintenanceRate",
          "sigmaDay",
          "forecastSigmaDay");
  private static final String READY =
      "return document.querySelectorAll('.instruments tbody tr[data-instrument]').length > 0"
          + " && document.querySelector('[role=grid][data-sequence]') !== null";

  /// The sequence of the rates on screen, then every row's fields as API text and as shown.
  private static final String READ_TABLE =
      """
      const grid = document.querySelector('.instruments [role=grid]');
      return JSON.stringify({
        sequence: Number(grid.dataset.sequence),
        rows: [...grid.querySelectorAll('tbody tr')].map(row => ({
          instrument: row.dataset.instrument,
          fields: [...row.querySelectorAll('[data-field][data-raw]')].map(
            each => [each.dataset.field, each.dataset.raw, each.textContent])
        }))
      });
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  /// The browser and the server; set before the first test.
  @SuppressWarnings("NullAway.Init")
  Browser browser;

  @SuppressWarnings("NullAway.Init")
  PageUnderTest server;

  /// Starts the server under test.
  abstract PageUnderTest startServer() throws Exception;

  /// What the screenshots' names begin with.
  abstract String label();

  @BeforeAll
  void start() throws Exception {
    Browser.missing()
        .ifPresent(
            reason -> {
              System.out.println("Browser tests skipped: " + reason);
              Assumptions.abort(reason);
            });
    server = startServer();
    browser = Browser.start();
    browser.resetSize();
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
    http.close();
  }

  @BeforeEach
  void openPage() {
    browser.open(server.base());
    browser.await("the table has rows", READY);
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertEquals(List.of(), browser.complaints(), "console of the browser");
  }

  // ---- values -------------------------------------------------------------------------------

  @Test
  void everyValueOnScreenIsTheApis() throws Exception {
    for (JsonNode regime : regimes()) {
      choose(regime);
      JsonNode screen = null;
      JsonNode api = null;
      Map<Long, JsonNode> seen = new TreeMap<>();
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      while (api == null && System.nanoTime() < deadlineNanos) {
        JsonNode rates = get(ratesOf(regime));
        seen.put(rates.get("sequence").asLong(), rates);
        screen = json.readTree(browser.text(READ_TABLE));
        api = seen.get(screen.get("sequence").asLong());
      }
      assertTrue(api != null && screen != null, "never saw the same sequence: " + seen.keySet());
      compare(Objects.requireNonNull(api), Objects.requireNonNull(screen));
    }
  }

  private void compare(JsonNode api, JsonNode screen) {
    Map<String, JsonNode> byInstrument = new TreeMap<>();
    api.get("rates").forEach(row -> byInstrument.put(row.get("instrument").asString(), row));
    assertEquals(byInstrument.size(), screen.get("rows").size());
    for (JsonNode row : screen.get("rows")) {
      JsonNode truth = Objects.requireNonNull(byInstrument.get(row.get("instrument").asString()));
      boolean isRate = truth.get("kind").asString().equals("RATE");
      Map<String, JsonNode> shown = new TreeMap<>();
      row.get("fields").forEach(field -> shown.put(field.get(0).asString(), field));
      for (String field : FIELDS) {
        boolean expected = truth.has(field) && (isRate || !field.contains("Rate"));
        if (field.equals("rate") || field.equals("lawfulFloor")) {
          expected = truth.has(field) && isRate;
        }
        assertEquals(expected, shown.containsKey(field), row + " " + field);
        if (expected) {
          String raw = truth.get(field).asString();
          JsonNode cell = Objects.requireNonNull(shown.get(field));
          assertEquals(raw, cell.get(1).asString(), row + " " + field);
          assertEquals(formatted(field, raw), cell.get(2).asString(), row + " " + field);
        }
      }
      if (truth.has("reason") && !isRate) {
        JsonNode reason = Objects.requireNonNull(shown.get("reason"));
        assertEquals(truth.get("reason").asString(), reason.get(1).asString());
      }
    }
  }

  /// How the page must write a value in English: the second route, by BigDecimal.
  private static String formatted(String field, String raw) {
    BigDecimal value = new BigDecimal(raw);
    if (field.equals("markPrice")) {
      return "%,.{n}f".replace("{n}", String.valueOf(value.scale())).formatted(value);
    }
    RoundingMode mode = field.contains("igma") ? RoundingMode.HALF_EVEN : RoundingMode.UP;
    return "%,.2f%%".formatted(value.movePointRight(2).setScale(2, mode));
  }

  @Test
  void everyAnswerOfTheLawThatIsNotARateIsSaidInWords() throws Exception {
    Map<String, String> words =
        Map.of(
            "PROHIBITED", "Prohibited",
            "PRINCIPLES_ONLY", "Principles only",
            "VENUE_SET", "Set by venue",
            "UNAVAILABLE", "Unavailable");
    for (JsonNode regime : regimes()) {
      choose(regime);
      for (JsonNode rate : get(ratesOf(regime)).get("rates")) {
        String word = words.get(rate.get("kind").asString());
        if (word != null) {
          assertEquals(
              word,
              browser.text(
                  "return document.querySelector(`.instruments tr[data-instrument='${arguments[0]}']"
                      + " .words .chip`)?.textContent",
                  rate.get("instrument").asString()));
        }
      }
    }
  }

  @Test
  void rateBelowTheStatutoryFloorIsFlaggedAndAHypotheticalPackCarriesItsWatermark()
      throws Exception {
    for (JsonNode regime : regimes()) {
      choose(regime);
      JsonNode rates = get(ratesOf(regime)).get("rates");
      List<String> below = new ArrayList<>();
      for (JsonNode rate : rates) {
        if (rate.path("belowStatutoryFloor").asBoolean(false)) {
          below.add(rate.get("instrument").asString());
        }
      }
      String flagged =
          "return JSON.stringify([...document.querySelectorAll('.instruments tr')].filter(row =>"
              + " [...row.querySelectorAll('.chip.alarm')].some(chip => chip.textContent === 'Below"
              + " floor')).map(row => row.dataset.instrument).sort())";
      browser.await(
          "flags of " + regime.get("packId") + " are " + below,
          flagged.replace("return ", "return arguments[0] === "),
          json.writeValueAsString(below));
      if (regime.has("watermark")) {
        assertEquals(
            regime.get("watermark").asString(),
            browser.text("return document.querySelector('.banner.watermark').textContent"));
      }
    }
  }

  @Test
  void chosenInstrumentsFormulaAndForecastAreTheApis() throws Exception {
    JsonNode regime = regimes().get(0);
    choose(regime);
    String instrument =
        browser.text(
            "return document.querySelector('.instruments tr[aria-selected=true]').dataset.instrument");
    browser.await(
        "the charts are drawn", "return document.querySelectorAll('time-chart svg').length >= 2");
    String to =
        Instant.parse(get("health").get("time").asString()).plus(Duration.ofDays(2)).toString();
    JsonNode forecast = get("instruments/" + instrument + "/forecast?to=" + to).get("rows");
    JsonNode last = forecast.get(forecast.size() - 1);
    for (String field : List.of("forecast", "realised", "low90", "high90", "low99", "high99")) {
      browser.await(
          "the fan reads out the last row's " + field,
          "return (document.querySelector(`[data-field='fan.${arguments[0]}']`)?.dataset.raw ?? '')"
              + " === arguments[1]",
          field,
          last.path(field).asString(""));
    }
    JsonNode explanation =
        get("rates/%s/explain?%s".formatted(instrument, ratesOf(regime).replaceFirst(".*\\?", "")));
    if (explanation.has("formula")) {
      browser.await(
          "the formula is drawn",
          "return document.querySelectorAll('.formula .math math').length >= 1");
    }
    assertEquals(
        String.valueOf(explanation.get("citations").size()),
        browser.text("return document.querySelectorAll('.citations li').length"));
  }

  @Test
  void accountHistogramIsTheApisAndAnAccountOpensWithItsLiquidationPrices() throws Exception {
    browser.await(
        "accounts are listed",
        "return document.querySelectorAll('.accounts tr[data-account]').length > 0");
    browser.await(
        "the histogram equals the API",
        "return [...document.querySelectorAll('.histogram button')].every(button =>"
            + " String(JSON.parse(arguments[0])[button.dataset.status] ?? 0) ==="
            + " button.querySelector('.figure').dataset.raw)",
        statuses());
    browser.await(
        "the counts equal the API",
        "return ['marginCalls', 'liquidations'].every(each =>"
            + " Number(document.querySelector(`.accounts [data-field='${each}']`).dataset.raw)"
            + " >= JSON.parse(arguments[0])[each])",
        json.writeValueAsString(get("accounts/summary")));
    browser.run("document.querySelector('.accounts tr[data-account]').click()");
    browser.await("the account opened", "return document.querySelector('[data-opened]') !== null");
    String id = browser.text("return document.querySelector('[data-opened]').dataset.opened");
    for (JsonNode position : get("accounts/" + id).get("positions")) {
      JsonNode liquidation = position.path("liquidation");
      if (liquidation.path("kind").asString("").equals("PRICE")) {
        browser.await(
            "the liquidation price is the API's worst",
            "return document.querySelector(`[data-position='${arguments[0]}']"
                + " [data-field=liquidation]`)?.dataset.raw === arguments[1]",
            position.get("instrument").asString(),
            liquidation.get("worst").asString());
      }
    }
  }

  private String statuses() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    get("accounts/summary")
        .get("statuses")
        .forEach(row -> counts.put(row.get("status").asString(), row.get("accounts").asInt()));
    return json.writeValueAsString(counts);
  }

  // ---- switches -----------------------------------------------------------------------------

  @Test
  void switchingTheJurisdictionShowsItsPackAndIsKeptInTheAddress() throws Exception {
    List<JsonNode> regimes = regimes();
    JsonNode other = regimes.get(regimes.size() - 1);
    browser.run(
        "const s = document.querySelector('#jurisdiction'); s.value = arguments[0];"
            + " s.dispatchEvent(new Event('change', {bubbles: true}))",
        other.get("jurisdiction").asString());
    browser.await(
        "the pack is shown",
        "return document.querySelector('.law [data-field=packId]').dataset.raw === arguments[0]",
        regimes.stream()
            .filter(each -> each.get("jurisdiction").equals(other.get("jurisdiction")))
            .findFirst()
            .orElseThrow()
            .get("packId")
            .asString());
    assertTrue(
        browser
            .text("return location.hash")
            .contains("jurisdiction=" + other.get("jurisdiction").asString()));
    browser.reload();
    browser.await("the table has rows", READY);
    assertEquals(
        other.get("jurisdiction").asString(),
        browser.text("return document.querySelector('#jurisdiction').value"));
  }

  @Test
  void everyFormulaIsShownInItsWholeHeight() throws Exception {
    for (JsonNode regime : regimes()) {
      choose(regime);
      String pack = regime.get("packId").asString();
      browser.await(
          "the formula of " + pack + " has come",
          "return document.querySelector('.formula [data-field=packHash]') !== null");
      assertEquals(
          "",
          browser.text(
              "return [...document.querySelectorAll('.formula .math')].filter(box =>"
                  + " box.scrollHeight > box.clientHeight).map(box => box.textContent).join()"),
          pack);
    }
  }

  @Test
  void packIsOfferedOnceForAllTheClientClassesThatItDecidesFor() throws Exception {
    Map<String, Map<String, List<String>>> packs = new TreeMap<>();
    for (JsonNode regime : regimes()) {
      packs
          .computeIfAbsent(regime.get("jurisdiction").asString(), _ -> new TreeMap<>())
          .computeIfAbsent(regime.get("packId").asString(), _ -> new ArrayList<>())
          .add(regime.get("clientClass").asString());
    }
    for (JsonNode regime : regimes()) {
      choose(regime);
      Map<String, List<String>> offered = packs.get(regime.get("jurisdiction").asString());
      assertEquals(
          String.valueOf(Objects.requireNonNull(offered).size()),
          browser.text("return document.querySelectorAll('#client-class option').length"));
    }
  }

  @Test
  void languageThemeAndColoursSwitchAndPersist() {
    pick("language", "zh");
    pick("theme", "light");
    pick("rise", "green");
    browser.reload();
    browser.await("the table has rows", READY);
    assertEquals("zh-CN", browser.text("return document.documentElement.lang"));
    assertEquals(
        "合约", browser.text("return document.querySelector('#instruments-title').textContent"));
    assertEquals("light", browser.text("return document.documentElement.dataset.theme"));
    assertEquals("green", browser.text("return document.documentElement.dataset.rise"));
    String light = background();
    pick("theme", "dark");
    browser.await(
        "the page is dark",
        "return getComputedStyle(document.documentElement).backgroundColor !== arguments[0]",
        light);
  }

  private String background() {
    return browser.text("return getComputedStyle(document.documentElement).backgroundColor");
  }

  @Test
  void riseColourFollowsLanguageUntilChosenAndLeavesCategoriesAlone() {
    String rise =
        "return getComputedStyle(document.documentElement).getPropertyValue('--rise').trim()";
    String alarm =
        "return getComputedStyle(document.documentElement).getPropertyValue('--alarm').trim()";
    String inEnglish = browser.text(rise);
    String alarmBefore = browser.text(alarm);
    pick("language", "zh");
    String inChinese = browser.text(rise);
    assertNotEquals(inEnglish, inChinese);
    pick("rise", "green");
    assertEquals(inEnglish, browser.text(rise));
    pick("rise", "red");
    assertEquals(inChinese, browser.text(rise));
    assertEquals(alarmBefore, browser.text(alarm));
  }

  @Test
  void chineseTextLeavesNoEnglishBehind() {
    pick("language", "zh");
    browser.await(
        "labels are Chinese",
        "return document.querySelector('#accounts-title').textContent === '账户'");
    String latin =
        """
        const own = [...document.querySelectorAll('h2, h3, th button, legend, .histogram .name, .label, .law label')];
        return own.map(each => [...each.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join(''))
          .filter(text => /[A-Za-z]{3,}/.test(text.replace(/[A-Z0-9]+-PERP/, ''))).join('|');
        """;
    assertEquals("", browser.text(latin));
    // Identifiers, codes and figures stay; two words of English in a row would be a sentence.
    String sentences =
        """
        return [...document.querySelectorAll('#instruments .sub, plimsoll-instrument-table .sub, .steps .sub, .feed .sub, .pack-title, .banner')]
          .map(each => each.textContent)
          .filter(text => /[a-z]{2,} [a-z]{2,}/.test(text)).join('|');
        """;
    assertEquals("", browser.text(sentences));
  }

  // ---- keyboard and reading -----------------------------------------------------------------

  @Test
  void everythingIsReachedWithTheTabKeyAndTheFocusIsSeen() {
    browser.await(
        "the charts are drawn", "return document.querySelectorAll('time-chart svg').length >= 2");
    browser.await(
        "accounts are listed",
        "return document.querySelectorAll('.accounts tr[data-account]').length > 0");
    browser.run("document.body.tabIndex = -1; document.body.focus()");
    Set<String> reached = new LinkedHashSet<>();
    for (int i = 0; i < 80; i++) {
      browser.press(Keys.TAB);
      String name =
          browser.text(
              """
              const e = document.activeElement;
              if (e === document.body) return 'body';
              const shown = e.type === 'radio' ? e.nextElementSibling : e;
              const style = getComputedStyle(shown);
              const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
              const kind = e.id || e.name || e.dataset.instrument && 'row' || e.dataset.account && 'account'
                || e.dataset.status || e.className.split(' ').pop() || e.localName;
              return kind + (seen || e.className === 'skip' ? '' : ' WITHOUT FOCUS RING');
              """);
      if (name.equals("body")) {
        break;
      }
      reached.add(name);
    }
    for (String each :
        List.of(
            "skip",
            "language",
            "theme",
            "rise",
            "jurisdiction",
            "client-class",
            "row",
            "time-chart",
            "BANKRUPT",
            "account")) {
      assertTrue(reached.contains(each), each + " not reached: " + reached);
    }
    assertTrue(reached.stream().noneMatch(each -> each.contains("WITHOUT")), reached.toString());
  }

  @Test
  void arrowKeysMoveTheChosenRowAndTheDetailFollows() {
    browser.run("document.querySelector('.instruments tr[tabindex=\"0\"]').focus()");
    browser.press(Keys.HOME);
    browser.press(Keys.ARROW_DOWN);
    String chosen = browser.text("return document.activeElement.dataset.instrument");
    String second =
        browser.text(
            "return document.querySelectorAll('.instruments tbody tr')[Math.min(1, document.querySelectorAll('.instruments tbody tr').length - 1)].dataset.instrument");
    assertEquals(second, chosen);
    browser.await(
        "the formula is that instrument's",
        "return document.querySelector('#formula-title').textContent.includes(arguments[0])",
        chosen);
    assertEquals(
        "1",
        browser.text("return document.querySelectorAll('.instruments tr[tabindex=\"0\"]').length"));
  }

  @Test
  void arrowKeysReadTheChartsRowByRow() {
    browser.await(
        "the charts are drawn", "return document.querySelectorAll('time-chart svg').length >= 2");
    String readout =
        "return document.querySelector('plimsoll-rate-history .readout time').textContent";
    browser.run("document.querySelector('plimsoll-rate-history time-chart').focus()");
    browser.press(Keys.HOME);
    browser.await(
        "a cursor is drawn",
        "return document.querySelector('plimsoll-rate-history .cursor') !== null");
    String first = browser.text(readout);
    browser.press(Keys.END);
    browser.await("the readout moved", readout + " !== arguments[0]", first);
  }

  @Test
  void everyControlHasANameAndEveryRoleItsParts() {
    String nameless =
        """
        return [...document.querySelectorAll('button, input, select, a[href], [tabindex="0"], table')]
          .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
             || (e.labels && e.labels.length)))
          .filter(e => !(e.localName === 'table' && e.closest('[aria-label],[aria-labelledby]')))
          .map(e => e.outerHTML.slice(0, 80)).join('\\n');
        """;
    assertEquals("", browser.text(nameless));
    assertEquals(
        "",
        browser.text(
            "return [...document.querySelectorAll('[aria-labelledby]')].map(e =>"
                + " e.getAttribute('aria-labelledby')).filter(id => !document.getElementById(id)).join()"));
  }

  // ---- looks --------------------------------------------------------------------------------

  @Test
  void pageStandsStillWhileNumbersChange() throws InterruptedException {
    browser.await(
        "the charts are drawn", "return document.querySelectorAll('time-chart svg').length >= 2");
    TimeUnit.MILLISECONDS.sleep(500);
    browser.run(
        """
        window.shifts = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifts += e.value; }))
          .observe({type: 'layout-shift', buffered: false});
        """);
    TimeUnit.MILLISECONDS.sleep(2_500);
    double shifts = Double.parseDouble(browser.text("return window.shifts"));
    assertTrue(shifts < 0.005, "layout shifted by " + shifts);
  }

  @Test
  void screenshotsAreTakenAndFitTheirWidth() throws Exception {
    List<JsonNode> regimes = regimes();
    for (JsonNode regime : regimes) {
      if (regime.has("watermark")) {
        choose(regime);
        shoot("1440-en-dark-hypothetical", 1440, 900, "en", "dark");
      }
    }
    choose(regimes.get(Math.min(1, regimes.size() - 1)));
    browser.run("document.querySelector('.accounts tr[data-account]')?.click()");
    shoot("1440-en-dark", 1440, 900, "en", "dark");
    shoot("1440-zh-light", 1440, 900, "zh", "light");
    shoot("400-en-dark", 400, 860, "en", "dark");
    shoot("400-zh-light", 400, 860, "zh", "light");
    browser.resetSize();
  }

  private void shoot(String name, int width, int height, String language, String theme)
      throws IOException {
    browser.resize(width, height);
    pick("language", language);
    pick("theme", theme);
    browser.await(
        "the charts are drawn at the new width",
        "return [...document.querySelectorAll('time-chart')].every(chart =>"
            + " Math.abs(chart.querySelector('svg')?.clientWidth - chart.clientWidth) < 2)");
    assertEquals(
        "0",
        browser.text(
            "return Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"),
        name + " is wider than its window");
    save(name, browser.screenshot());
    int whole = Integer.parseInt(browser.text("return document.documentElement.scrollHeight"));
    browser.resize(width, Math.min(4_000, whole));
    save(name + "-whole", browser.screenshot());
  }

  private void save(String name, byte[] png) throws IOException {
    Path folder =
        Path.of(System.getProperty("plimsoll.root"), "conformance", "target", "screenshots");
    Files.createDirectories(folder);
    Files.write(folder.resolve(label() + "-" + name + ".png"), png);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x += 7) {
      for (int y = 0; y < image.getHeight(); y += 7) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertFalse(colours.size() < 20, name + " is nearly blank");
  }

  // ---- talking to the page and the API ------------------------------------------------------

  void pick(String choice, String value) {
    browser.run(
        "document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`).click()",
        choice,
        value);
    browser.await(
        choice + " is " + value,
        "return document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`).checked",
        choice,
        value);
  }

  void choose(JsonNode regime) {
    browser.run(
        "location.hash = new URLSearchParams({jurisdiction: arguments[0], clientClass: arguments[1],"
            + " instrument: new URLSearchParams(location.hash.slice(1)).get('instrument') ?? ''})",
        regime.get("jurisdiction").asString(),
        regime.get("clientClass").asString());
    browser.await(
        "the regime is " + regime.get("packId"),
        "return document.querySelector('.law [data-field=packId]')?.dataset.raw === arguments[0]"
            + " && document.querySelector('#client-class').value === arguments[1]"
            + " && document.querySelector('[role=grid][data-sequence]') !== null",
        regime.get("packId").asString(),
        regime.get("clientClass").asString());
  }

  List<JsonNode> regimes() throws Exception {
    List<JsonNode> regimes = new ArrayList<>();
    get("jurisdictions").get("regimes").forEach(regimes::add);
    return regimes;
  }

  static String ratesOf(JsonNode regime) {
    return "rates?jurisdiction=%s&clientClass=%s"
        .formatted(regime.get("jurisdiction").asString(), regime.get("clientClass").asString());
  }

  JsonNode get(String path) throws Exception {
    URI address = server.base().resolve("api/v1/" + path);
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), address + ": " + response.body());
    return json.readTree(response.body());
  }
}
