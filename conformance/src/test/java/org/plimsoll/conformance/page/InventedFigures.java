package org.plimsoll.conformance.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Answers of the API's shape with invented numbers, for building and testing the page alone.
///
/// The same tick gives the same numbers. They are made to be awkward: many digits, rates below the
/// floor, answers that are not a rate, text that looks like markup.
final class InventedFigures {
  static final List<String> INSTRUMENTS =
      List.of(
          "ADA-PERP",
          "AVAX-PERP",
          "BNB-PERP",
          "BTC-PERP",
          "DOGE-PERP",
          "ETH-PERP",
          "LINK-PERP",
          "SOL-PERP",
          "XRP-PERP");
  static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";
  static final String WATERMARK =
      "Hypothetical parameters from an unverified article; no legal basis.";
  static final String WATERMARK_ZH = "假设的参数，出自一篇未经核实的文章；没有法律依据。";
  private static final double[] PRICES = {
    0.8123, 28.417, 1182.5, 113_412.1, 0.2461, 4_128.44, 21.305, 214.62, 2.8105
  };
  private static final Instant START = Instant.parse("2025-10-08T00:00:00Z");
  private static final List<Regime> REGIMES =
      List.of(
          new Regime("EU", "retail", "eu/retail-cfd", "EU retail CFDs", "欧盟零售差价合约", "RATE"),
          new Regime("EU", "ccp_member", "eu/ccp-listed", "EU listed", "欧盟上市衍生品", "RATE"),
          new Regime("UK", "retail", "uk/retail", "UK retail crypto ban", "英国零售禁令", "PROHIBITED"),
          new Regime("JP", "individual", "jp/individual-crypto", "Japan", "日本", "RATE"),
          new Regime("JP", "retail", "jp/individual-crypto", "Japan", "日本", "RATE"),
          new Regime("SG", "retail", "sg/retail-payment-token", "Singapore", "新加坡", "VENUE_SET"),
          new Regime("HK", "professional", "hk/vatp", "Hong Kong", "香港", "PRINCIPLES_ONLY"),
          new Regime(
              "SCENARIO",
              "retail",
              "scenario/article-2025",
              "Article of 2025",
              "2025 年文章",
              "RATE"));

  private record Regime(
      String jurisdiction,
      String clientClass,
      String packId,
      String title,
      String titleZh,
      String kind) {
    boolean isScenario() {
      return jurisdiction.equals("SCENARIO");
    }

    double floor() {
      return clientClass.equals("ccp_member") ? 0.10 : 0.5;
    }
  }

  private InventedFigures() {}

  static long sequence(long tick) {
    return 10_000 + 37 * tick;
  }

  static Instant time(long tick) {
    return START.plus(Duration.ofMinutes(10 * tick)).plus(Duration.ofDays(2));
  }

  static Map<String, Object> health(long tick) {
    double fraction = Math.min(1, (tick + 288) / 2016.0);
    return object(
        "status",
        "REPLAYING",
        "version",
        "0.1.0",
        "mode",
        "DEMO",
        "sequence",
        sequence(tick),
        "time",
        time(tick).toString(),
        "stateHash",
        "5f1d6c3e9ab8",
        "stateHashSequence",
        10_000,
        "instruments",
        INSTRUMENTS.size(),
        "accounts",
        5000,
        "syntheticAccounts",
        true,
        "source",
        "Invented prices for a test.",
        "progress",
        object(
            "from", START.toString(),
            "to", START.plus(Duration.ofDays(14)).toString(),
            "fraction", decimal(fraction, 4)));
  }

  static Map<String, Object> instruments() {
    return object(
        "instruments",
        INSTRUMENTS.stream()
            .map(
                id ->
                    object(
                        "id", id,
                        "kind", "PERPETUAL",
                        "instrumentClass", "perpetual",
                        "underlyingClass", "crypto",
                        "base", id.substring(0, id.indexOf('-')),
                        "settlementAsset", "USDT",
                        "settlement", "LINEAR",
                        "priceScale", 2,
                        "quantityScale", 3))
            .toList());
  }

  static Map<String, Object> regimes() {
    List<Object> all = new ArrayList<>();
    for (Regime regime : REGIMES) {
      Map<String, Object> row =
          object(
              "jurisdiction", regime.jurisdiction,
              "clientClass", regime.clientClass,
              "packId", regime.packId,
              "title", regime.title,
              "titleZh", regime.titleZh,
              "status", status(regime));
      if (regime.isScenario()) {
        row.put("watermark", WATERMARK);
        row.put("watermarkZh", WATERMARK_ZH);
      }
      all.add(row);
    }
    return object("regimes", all);
  }

  static @Nullable Map<String, Object> rates(String jurisdiction, String clientClass, long tick) {
    Regime regime = regime(jurisdiction, clientClass);
    return regime == null
        ? null
        : object(
            "jurisdiction", regime.jurisdiction,
            "clientClass", regime.clientClass,
            "time", time(tick).toString(),
            "sequence", sequence(tick),
            "rates", INSTRUMENTS.stream().map(id -> rate(regime, id, tick)).toList());
  }

  private static @Nullable Regime regime(String jurisdiction, String clientClass) {
    return REGIMES.stream()
        .filter(each -> each.jurisdiction.equals(jurisdiction))
        .filter(each -> each.clientClass.equals(clientClass))
        .findFirst()
        .orElse(null);
  }

  private static String status(Regime regime) {
    return switch (regime.kind) {
      case "PROHIBITED" -> "PROHIBITED";
      case "PRINCIPLES_ONLY" -> "PRINCIPLES_ONLY";
      case "VENUE_SET" -> "VENUE_PARAMETER";
      default -> regime.isScenario() ? "SCENARIO" : "IN_FORCE";
    };
  }

  private static Map<String, Object> rate(Regime regime, String id, long tick) {
    int index = INSTRUMENTS.indexOf(id);
    double sigma = sigma(index, tick);
    Map<String, Object> row =
        object(
            "instrument",
            id,
            "kind",
            regime.kind,
            "packId",
            regime.packId,
            "packVersion",
            "2025-10",
            "packHash",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "status",
            status(regime),
            "sigmaDay",
            decimal(sigma, 9),
            "forecastSigmaDay",
            decimal(sigma * 1.06, 9),
            "markPrice",
            price(index, tick),
            "markTime",
            time(tick).toString());
    if (!regime.kind.equals("RATE")) {
      row.put("reason", "RULE_NOT_BINDING");
      return row;
    }
    if (id.equals("LINK-PERP")) {
      row.put("kind", "UNAVAILABLE");
      row.put("reason", "HISTORY_TOO_SHORT");
      row.put("detail", HOSTILE);
      return row;
    }
    addRates(row, regime, sigma);
    return row;
  }

  private static void addRates(Map<String, Object> row, Regime regime, double sigma) {
    double demanded = Math.max(regime.isScenario() ? 0.05 : regime.floor(), 4.2 * sigma);
    double effective = regime.isScenario() ? Math.min(0.2, demanded) : demanded * 1.0125;
    row.put("rate", decimal(effective, 7));
    row.put("demandedRate", decimal(demanded, 7));
    row.put("unboundedRate", decimal(4.2 * sigma, 7));
    row.put("lawfulFloor", decimal(regime.floor(), 2));
    row.put("belowStatutoryFloor", effective < regime.floor());
    row.put("maintenanceRate", decimal(effective / 2, 8));
    if (regime.isScenario()) {
      row.put("watermark", WATERMARK);
      row.put("cap", "0.2");
    } else {
      row.put("governorSteps", List.of(step("MAXIMUM_STEP", demanded, effective)));
      if ("SOL-PERP".equals(row.get("instrument"))) {
        row.put(
            "pending", object("rate", decimal(demanded, 7), "effectiveAt", "2025-10-12T00:00:00Z"));
      }
    }
  }

  private static Map<String, Object> step(String name, double before, double after) {
    return object(
        "step",
        name,
        "before",
        decimal(before, 7),
        "after",
        decimal(after, 7),
        "detail",
        "at most 0.005 within one interval");
  }

  static @Nullable Map<String, Object> history(
      String instrument, String jurisdiction, String clientClass, long tick) {
    Regime regime = regime(jurisdiction, clientClass);
    int index = INSTRUMENTS.indexOf(instrument);
    if (regime == null || index < 0) {
      return null;
    }
    List<Object> points = new ArrayList<>();
    double effective = Double.NaN;
    for (long hour = -335; hour <= 0; hour++) {
      long at = tick / 6 * 6 + 6 * hour;
      double demanded = Math.max(regime.floor() / 2, 4.2 * sigma(index, at));
      Map<String, Object> point = object("time", time(at).toString(), "kind", regime.kind);
      if (regime.kind.equals("RATE")) {
        double before = Double.isNaN(effective) ? demanded : effective;
        double after = before + Math.clamp(demanded - before, -0.0005, 0.005);
        boolean limited = demanded - before > 0.005;
        effective = Math.abs(after - before) < 0.002 && !limited ? before : after;
        point.put("rate", decimal(effective, 7));
        point.put("demandedRate", decimal(demanded, 7));
        point.put("lawfulFloor", decimal(regime.floor(), 2));
        if (limited) {
          point.put("governorSteps", List.of(step("MAXIMUM_STEP", demanded, effective)));
        }
      }
      points.add(point);
    }
    return object(
        "instrument", instrument,
        "jurisdiction", jurisdiction,
        "clientClass", clientClass,
        "thinned", false,
        "points", points);
  }

  static Map<String, Object> forecast(String instrument, long tick) {
    int index = Math.max(0, INSTRUMENTS.indexOf(instrument));
    List<Object> rows = new ArrayList<>();
    for (int day = -89; day <= 1; day++) {
      long at = tick / 144 * 144 + 144L * day;
      double forecast = 0.85 * sigma(index, at - 144) + 0.006;
      Map<String, Object> row =
          object("time", time(at).toString(), "forecast", decimal(forecast, 8));
      if (day != -40) {
        band(row, "50", forecast, 0.25);
        band(row, "90", forecast, 0.62);
        band(row, "99", forecast, 1.05);
      }
      if (day <= 0) {
        row.put("realised", decimal(sigma(index, at), 8));
      }
      rows.add(row);
    }
    return object("instrument", instrument, "model", "log-har", "thinned", false, "rows", rows);
  }

  private static void band(Map<String, Object> row, String name, double centre, double width) {
    row.put("low" + name, decimal(centre * Math.exp(-width), 8));
    row.put("high" + name, decimal(centre * Math.exp(width), 8));
  }

  static @Nullable Map<String, Object> explain(
      String instrument, String jurisdiction, String clientClass, long tick) {
    Regime regime = regime(jurisdiction, clientClass);
    if (regime == null || !INSTRUMENTS.contains(instrument)) {
      return null;
    }
    double sigma = sigma(INSTRUMENTS.indexOf(instrument), tick);
    Map<String, Object> result =
        object(
            "instrument", instrument,
            "jurisdiction", jurisdiction,
            "clientClass", clientClass,
            "time", time(tick).toString(),
            "rate", rate(regime, instrument, tick),
            "inputs", inputs(sigma),
            "citations", citations());
    if (regime.kind.equals("RATE")) {
      result.put("formula", formula(sigma));
      result.put("trace", trace(sigma));
    }
    return result;
  }

  private static List<Object> inputs(double sigma) {
    return List.of(
        object("name", "alpha", "origin", "PARAMETER", "value", "2.33", "unit", "rate"),
        object("name", "beta", "origin", "PARAMETER", "value", "0.02", "unit", "rate"),
        object("name", "ltv_permitted", "origin", "PARAMETER", "value", "0.6", "unit", "rate"),
        object(
            "name", "sigma_day",
            "origin", "OBSERVATION",
            "value", decimal(sigma, 9),
            "unit", "volatility",
            "description", "Forecast volatility of one day."));
  }

  private static List<Object> citations() {
    return List.of(
        object(
            "title", "ESMA Decision (EU) 2018/796",
            "article", "Article 1(e)",
            "link", "https://eur-lex.europa.eu/eli/dec/2018/796/oj",
            "grade", "verified",
            "checked", "2025-11-20"),
        object("title", "Commission Delegated Regulation 153/2013", "grade", "memory"),
        object("title", "A link that must not be followed", "link", "javascript:alert(1)"));
  }

  private static Map<String, Object> formula(double sigma) {
    String value = decimal(sigma, 9);
    return object(
        "text",
        "alpha * sigma_day / ltv_permitted + beta",
        "plain",
        "α · σ_day / ltv_permitted + β",
        "latex",
        "\\frac{\\alpha\\sigma}{ltv}+\\beta",
        "mathml",
        mathml("<mi>α</mi>", "<msub><mi>σ</mi><mi>day</mi></msub>", "<mi>β</mi>"),
        "substitutedPlain",
        "2.33 · " + value + " / 0.6 + 0.02",
        "substitutedMathml",
        mathml("<mn>2.33</mn>", "<mn>" + value + "</mn>", "<mn>0.02</mn>")
            .replace("<mtext>ltv permitted</mtext>", "<mn>0.6</mn>"));
  }

  private static String mathml(String alpha, String sigma, String beta) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mrow><mfrac><mrow>"
        + alpha
        + "<mo>·</mo>"
        + sigma
        + "</mrow><mtext>ltv permitted</mtext></mfrac><mo>+</mo>"
        + beta
        + "</mrow><annotation>hidden</annotation><script>alert(1)</script></math>";
  }

  private static Map<String, Object> trace(double sigma) {
    return object(
        "text",
        "alpha * sigma_day / ltv_permitted + beta",
        "value",
        decimal(2.33 * sigma / 0.6 + 0.02, 17),
        "unit",
        "rate",
        "children",
        List.of(
            object(
                "text",
                "alpha * sigma_day / ltv_permitted",
                "value",
                decimal(2.33 * sigma / 0.6, 17),
                "unit",
                "rate",
                "children",
                List.of()),
            object("text", "beta", "value", "0.02", "unit", "rate", "children", List.of())));
  }

  private static double sigma(int index, long tick) {
    double wave = Math.sin(tick / 97.0 + index) + 0.6 * Math.sin(tick / 23.0 + 2 * index);
    double crash = 0.09 * Math.exp(-Math.pow((tick - 120) / 60.0, 2));
    double noise = new SplittableRandom(index * 1_000_003L + tick).nextDouble(-1, 1);
    return (0.028 + 0.006 * index * 0.4) * (1 + 0.25 * wave) + crash + 0.0015 * noise;
  }

  private static String price(int index, long tick) {
    double noise = new SplittableRandom(77 * tick + index).nextDouble(-1, 1);
    double level = PRICES[index] * (1 + 0.02 * Math.sin(tick / 31.0 + index) + 0.001 * noise);
    return decimal(level, PRICES[index] > 100 ? 2 : 4);
  }

  static String decimal(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      result.put((String) pairs[i], pairs[i + 1]);
    }
    return result;
  }
}
