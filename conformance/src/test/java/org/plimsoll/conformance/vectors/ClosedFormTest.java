package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.ConcentrationScaling;
import org.plimsoll.engine.margin.FundingLimit;
import org.plimsoll.engine.margin.FundingProvision;
import org.plimsoll.engine.margin.IsolatedConvention;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.margin.RateSchedule;
import org.plimsoll.engine.margin.SizeScaling;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The closed-form cases that concern tiers, accounts, requirements, pools and methods.
class ClosedFormTest {
  private static final Path FILE =
      Path.of(System.getProperty("plimsoll.root"), "..", "shared", "vectors", "closed-form.json");

  @TestFactory
  List<DynamicTest> everyCaseOfTheFileIsReproduced() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode test : cases()) {
      String id = test.get("id").asString();
      Case found = new Case(id, test.get("inputs"), test.get("expected"), test);
      tests.add(DynamicTest.dynamicTest(id, () -> check(found)));
    }
    assertTrue(tests.size() >= 69, "only " + tests.size() + " cases");
    return tests;
  }

  private static JsonNode cases() throws IOException {
    boolean present = Files.exists(FILE);
    if (!present) {
      System.out.println("Skipped: " + FILE.normalize() + " is not there");
    }
    Assumptions.assumeTrue(present, FILE + " is not there");
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(Files.readString(FILE));
  }

  private static void check(Case test) throws IOException {
    String family = test.id().replaceAll("-\\d+$", "");
    switch (family) {
      case "binance-brackets-old" -> tierDeductions(test);
      case "hyperliquid-deductions" -> leverageTierDeductions(test);
      case "binance-cross" -> crossLiquidation(test);
      case "binance-isolated" -> binanceIsolated(test);
      case "bybit-isolated" -> published(test, IsolatedConvention.BYBIT);
      case "okx-gate-isolated" -> published(test, IsolatedConvention.OKX_GATE);
      case "dydx-oi-imf" -> openInterestRate(test);
      case "dydx-im-quote", "dydx-im-quote-oi" -> initialRequirement(test);
      case "dydx-mm" -> maintenanceFraction(test);
      case "dydx-funding-clamp" -> fundingLimit(test);
      case "dydx-bankruptcy" -> bankruptcy(test);
      case "drift-base-to-cover" -> LiquidationVectors.baseToCover(test);
      case "drift-liability-transfer" -> LiquidationVectors.liabilityTransfer(test);
      case "vega-position-resolution" -> LiquidationVectors.disposalSteps(test);
      case "dydx-insurance" -> LiquidationVectors.fundDelta(test);
      case "flox-fund" -> LiquidationVectors.deficitFromFund(test);
      case "drift-deposit-cap-scale" -> concentration(test);
      case "drift-size-weight" -> sizeWeights(test);
      case "flox-ok", "flox-liq" -> liquidationTrigger(test);
      case "synthetix-margin" -> availableMargin(test);
      case "vega-cross" -> marginLevels(test);
      case "vega-order-margin" -> orderMargin(test);
      case "vega-perp-funding" -> fundingProvision(test);
      case "deribit-pme-btc", "deribit-pme-eth" -> MethodCases.inverseScenario(test);
      case "ore-schedule-call", "ore-schedule-post" -> MethodCases.schedule(test, cases());
      default -> throw new AssertionError("No check for case " + test.id());
    }
  }

  private static void tierDeductions(Case test) {
    JsonNode caps = test.inputs().get("caps");
    long[] floors = new long[caps.size()];
    long[] rates = new long[caps.size()];
    for (int i = 0; i < floors.length; i++) {
      floors[i] = i == 0 ? 0 : scaled(caps.get(i - 1), 8);
      rates[i] = scaled(test.inputs().get("mmr").get(i), 9);
    }
    RateSchedule schedule = RateSchedule.of(floors, rates);
    for (int i = 0; i < floors.length; i++) {
      assertEquals(scaled(test.expected().get("cum").get(i), 8), schedule.deductionUnits(i));
      assertEquals(0, schedule.deductionRest(i));
    }
  }

  /// A rate such as 1/30 is rounded up to a billionth, so its deduction is published within
  /// a billionth of the floor.
  private static void leverageTierDeductions(Case test) {
    for (String coin : List.of("BTC", "ETH")) {
      JsonNode tiers = test.inputs().get(coin);
      long[] floors = new long[tiers.size()];
      long[] rates = new long[tiers.size()];
      for (int i = 0; i < floors.length; i++) {
        floors[i] = scaled(tiers.get(i).get(0), 6);
        BigDecimal leverage = tiers.get(i).get(1).decimalValue();
        rates[i] =
            BigDecimal.ONE
                .divide(leverage.multiply(BigDecimal.TWO), 9, RoundingMode.UP)
                .movePointRight(9)
                .longValueExact();
      }
      BigDecimal deduction =
          BigDecimal.valueOf(RateSchedule.of(floors, rates).deductionUnits(1), 6);
      BigDecimal expected = test.expected(coin);
      BigDecimal width = BigDecimal.valueOf(floors[1], 15);
      assertNear(expected, deduction, width.add(new BigDecimal("0.000001")));
    }
  }

  private static void crossLiquidation(Case test) {
    for (boolean both : new boolean[] {true, false}) {
      for (String coin : List.of("BTC", "ETH")) {
        var venue = new VectorVenue(AccountMode.CROSS, 3, 2);
        venue.deposit(test.input("wallet_balance"));
        int contract = open(venue, coin, test.inputs().get(coin));
        if (both) {
          String other = coin.equals("BTC") ? "ETH" : "BTC";
          open(venue, other, test.inputs().get(other));
        }
        String key = coin.equals("BTC") ? "btc" : "eth";
        assertNear(test.expected("tmm_" + key), venue.maintenance(contract), test.tolerance());
        assertNear(test.expected("upnl_" + key), venue.gain(contract), test.tolerance());
        assertNear(
            test.expected("lp_" + key + (both ? "" : "_alone")),
            venue.liquidationPrice(contract),
            test.tolerance());
      }
    }
  }

  private static int open(VectorVenue venue, String coin, JsonNode position) {
    int contract = venue.list(coin);
    venue.setTiers(
        contract,
        venue.tiersWith(position.get("mmr").decimalValue(), position.get("cum").decimalValue()));
    venue.trade(contract, position.get("qty").decimalValue(), position.get("entry").decimalValue());
    venue.mark(contract, position.get("mark").decimalValue());
    return contract;
  }

  /// Both the published formula and an isolated account on the book must give the price.
  private static void binanceIsolated(Case test) {
    published(test, IsolatedConvention.BINANCE);
    var venue = new VectorVenue(AccountMode.ISOLATED, 1, 7);
    int contract = venue.list("X");
    venue.setTiers(contract, venue.tiersWith(test.input("mmr"), test.input("cum")));
    BigDecimal value = test.input("qty").multiply(test.input("entry"));
    BigDecimal margin = value.divide(test.input("leverage"), 8, RoundingMode.HALF_EVEN);
    venue.deposit(margin);
    venue.allocate(contract, margin);
    venue.trade(contract, test.input("qty").multiply(test.input("side")), test.input("entry"));
    venue.mark(contract, test.input("entry"));
    assertNear(test.expected("lp"), venue.liquidationPrice(contract), test.tolerance());
  }

  private static void published(Case test, IsolatedConvention convention) {
    var terms =
        new IsolatedConvention.Terms(
            test.input("side").signum() > 0,
            test.inputOr("qty", BigDecimal.ONE),
            test.input("entry"),
            test.input("leverage"),
            test.input("mmr"),
            test.inputOr("cum", BigDecimal.ZERO),
            test.inputOr("taker_fee", BigDecimal.ZERO));
    assertNear(test.expected("lp"), convention.liquidationPrice(terms), test.tolerance());
  }

  /// dYdX keeps rates in millionths, rounded down; ours has three more digits.
  private static void openInterestRate(Case test) {
    long base = test.input("base_ppm").longValueExact() * 1000;
    long interest = test.input("open_interest").longValueExact();
    long rate =
        test.input("upper").signum() == 0
            ? MarginTiers.of(new long[] {0}, new long[] {base}, new long[] {base}).initial().rate(0)
            : scaling(test).rate(base, interest);
    assertEquals(test.expected("imf_ppm").longValueExact(), rate / 1000);
  }

  private static OpenInterestScaling scaling(Case test) {
    return new OpenInterestScaling(
        test.input("lower").longValueExact(), test.input("upper").longValueExact());
  }

  private static void initialRequirement(Case test) {
    long base =
        test.inputOr("imf_ppm", test.inputOr("base_ppm", BigDecimal.ZERO)).longValueExact() * 1000;
    MarginTiers tiers = MarginTiers.of(new long[] {0}, new long[] {base}, new long[] {0});
    if (test.inputs().has("open_interest")) {
      tiers = scaling(test).apply(tiers, test.input("open_interest").longValueExact());
    }
    assertEquals(
        test.expected("im").longValueExact(),
        tiers.initial().requirement(test.input("notional").longValueExact()));
  }

  private static long maintenancePpm(Case test, String fraction) {
    long initial = test.input("im_ppm").longValueExact() * 1000;
    MarginTiers tiers =
        MarginTiers.proportional(
            new long[] {0}, new long[] {initial}, test.input(fraction).longValueExact() * 1000);
    return tiers.maintenance().rate(0) / 1000;
  }

  private static void maintenanceFraction(Case test) {
    assertEquals(
        test.expected("mm_ppm").longValueExact(), maintenancePpm(test, "maint_fraction_ppm"));
  }

  private static void fundingLimit(Case test) {
    var limit = new FundingLimit(test.input("factor_ppm").longValueExact() * 1000);
    long rate =
        limit.rate(
            test.input("im_ppm").longValueExact() * 1000, maintenancePpm(test, "mf_ppm") * 1000);
    assertEquals(test.expected("clamp_ppm").longValueExact(), rate / 1000);
  }

  /// One position: closing all or part of it at the bankruptcy price leaves nothing.
  private static void bankruptcy(Case test) {
    if (!test.inputs().get("other_positions_notional").isEmpty()) {
      LiquidationVectors.bankruptcyShare(test);
      return;
    }
    BigDecimal size = new BigDecimal("0.1");
    BigDecimal notional = test.input("closed_position_notional");
    BigDecimal cash = test.input("usdc");
    BigDecimal equity = cash.add(notional).max(BigDecimal.ZERO);
    BigDecimal entry = equity.subtract(cash).abs().divide(size, 2, RoundingMode.UNNECESSARY);
    var venue = new VectorVenue(AccountMode.CROSS, 1, 6);
    int contract = venue.list("BTC");
    venue.setTiers(contract, MarginTiers.flat(0.2, test.input("mmr_rate").doubleValue()));
    venue.deposit(equity);
    BigDecimal side = BigDecimal.valueOf(notional.signum());
    venue.trade(contract, size.multiply(side), entry);
    venue.mark(contract, notional.abs().divide(size, 2, RoundingMode.UNNECESSARY));
    BigDecimal quote =
        venue
            .bankruptcyPrice(contract)
            .multiply(size)
            .multiply(side)
            .multiply(test.input("portion"));
    assertNear(test.expected("bankruptcy_quote_usd"), quote, new BigDecimal("0.000001"));
  }

  private static void concentration(Case test) {
    var scaling = new ConcentrationScaling(test.input("start_usd").longValueExact());
    long total = test.input("deposits").multiply(test.input("price")).longValueExact();
    long weight = scaling.weight(test.input("w").longValueExact() * 100_000, total);
    assertEquals(test.expected("weight").longValueExact(), weight / 100_000);
  }

  private static void sizeWeights(Case test) {
    var scaling = new SizeScaling(test.input("imf_1e6").longValueExact() * 1000, 0);
    long size = test.input("size_tokens").longValueExact();
    long asset = scaling.assetWeight(test.input("base_asset_w").longValueExact() * 100_000, size);
    assertEquals(test.expected("asset_weight").longValueExact(), asset / 100_000);
    if (!test.expected().get("liability_weight").isNull()) {
      long debt = scaling.debtWeight(test.input("base_liab_w").longValueExact() * 100_000, size);
      assertEquals(test.expected("liability_weight").longValueExact(), debt / 100_000);
    }
  }

  private static void liquidationTrigger(Case test) {
    var venue = new VectorVenue(AccountMode.CROSS, 0, 0);
    int contract = venue.list("X");
    double rate = test.input("mmr").doubleValue();
    venue.setTiers(contract, MarginTiers.flat(rate, rate));
    venue.deposit(test.input("equity"));
    venue.trade(contract, test.input("qty"), test.input("entry"));
    venue.mark(contract, test.input("mark"));
    var found = venue.assess();
    assertEquals(0, test.expected("mm").compareTo(venue.money(found.maintenance())));
    assertEquals(0, test.expected("net").compareTo(venue.money(found.equity())));
    assertEquals(
        test.expected().get("liquidated").asBoolean(),
        found.status().compareTo(AccountStatus.LIQUIDATABLE) >= 0);
  }

  /// The fill price at a skewed market is the matching engine's and enters as a trade price.
  private static void availableMargin(Case test) {
    var venue = new VectorVenue(AccountMode.CROSS, 0, 2);
    venue.deposit(test.input("collateral"));
    Map<String, Integer> contracts = new TreeMap<>();
    for (String coin : List.of("BTC", "ETH", "LINK", "ARB", "OP")) {
      int contract = venue.list(coin);
      contracts.put(coin, contract);
      BigDecimal size = test.inputs().get("sizes").get(coin).decimalValue();
      BigDecimal skew = test.inputs().get("skew_scale").get(coin).decimalValue();
      BigDecimal premium = size.divide(skew.multiply(BigDecimal.TWO), MathContext.DECIMAL64);
      BigDecimal price = test.inputs().get("entry_prices").get(coin).decimalValue();
      venue.setTiers(contract, MarginTiers.flat(0.1, 0.05));
      venue.trade(contract, size, price.multiply(BigDecimal.ONE.add(premium)));
      venue.mark(contract, test.inputs().get("mark").get(coin).decimalValue());
    }
    contracts.forEach(
        (coin, contract) ->
            assertEquals(
                0,
                test.expected().get("pnl").get(coin).decimalValue().compareTo(venue.gain(contract)),
                coin));
    assertEquals(
        0, test.expected("available_margin").compareTo(venue.money(venue.assess().equity())));
  }

  /// Vega truncates to whole units; the levels are factors on maintenance.
  private static void marginLevels(Case test) {
    var venue = new VectorVenue(AccountMode.CROSS, 0, 0);
    int contract = venue.list("X");
    double rate = test.input("slip").add(test.input("rf")).doubleValue();
    venue.setTiers(contract, MarginTiers.flat(rate, rate));
    venue.trade(contract, test.input("pos"), test.input("mark"));
    venue.mark(contract, test.input("mark"));
    assertEquals(
        test.expected("maintenance").longValueExact(),
        venue.money(venue.assess().maintenance()).longValue());
    for (var level : Map.of("search", "1.1", "initial", "1.2", "release", "1.4").entrySet()) {
      venue.warnAt(new BigDecimal(level.getValue()));
      assertEquals(
          test.expected(level.getKey()).longValueExact(),
          venue.money(venue.assess().warning()).longValue());
    }
  }

  private static void orderMargin(Case test) {
    long rate = test.input("factor").movePointRight(9).longValueExact();
    long notional = test.input("price").multiply(test.input("size")).longValueExact();
    RateSchedule schedule = RateSchedule.of(new long[] {0}, new long[] {rate});
    assertEquals(test.expected("order_margin").longValueExact(), schedule.requirement(notional));
  }

  private static void fundingProvision(Case test) {
    var provision =
        new FundingProvision(test.input("funding_factor").movePointRight(9).longValueExact());
    long owed = test.input("accrued").multiply(test.input("pos")).longValueExact();
    assertEquals(
        test.expected("total").longValueExact(),
        test.input("futures_margin").longValueExact() + provision.requirement(owed));
  }

  static long scaled(JsonNode value, int scale) {
    return value.decimalValue().movePointRight(scale).longValueExact();
  }

  static void assertNear(BigDecimal expected, BigDecimal found, BigDecimal tolerance) {
    assertTrue(
        expected.subtract(found).abs().compareTo(tolerance) <= 0,
        () -> "expected " + expected + ", found " + found + ", tolerance " + tolerance);
  }

  record Case(String id, JsonNode inputs, JsonNode expected, JsonNode whole) {
    BigDecimal input(String name) {
      return inputs.get(name).decimalValue();
    }

    BigDecimal inputOr(String name, BigDecimal other) {
      return inputs.has(name) ? input(name) : other;
    }

    BigDecimal expected(String name) {
      return expected.get(name).decimalValue();
    }

    BigDecimal tolerance() {
      return whole.get("tolerance").decimalValue();
    }
  }
}
