package org.plimsoll.conformance.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import tools.jackson.databind.JsonNode;

/// Reads the portfolios of the file as books.
final class PortfolioVectors {
  private static final double ETHER = 1e18;
  private static final double SATOSHI = 1e8;

  /// Seconds before expiry from which the average that settles it runs.
  private static final double AVERAGING = 1800;

  private PortfolioVectors() {}

  /// What is left above each requirement.
  record Balances(double initial, double maintenance) {}

  private static final class Expiry {
    private final double seconds;
    private final double forward;
    private final double fixed;
    private final double rate;
    private double confidence = 1;
    private final List<OptionPosition> options = new ArrayList<>();

    Expiry(double seconds, double forward, double fixed, double rate) {
      this.seconds = seconds;
      this.forward = forward;
      this.fixed = fixed;
      this.rate = rate;
    }

    ExpiryBook book() {
      return new ExpiryBook(seconds, forward, fixed, rate, confidence, List.of(), options);
    }
  }

  static UnderlyingBook scenarioUnit(JsonNode test) {
    JsonNode s = test.get("Scenario");
    Map<Double, Expiry> expiries = new TreeMap<>();
    for (int i = 0; i < s.get("OptionExpiries").size(); i++) {
      double seconds = s.get("OptionExpiries").get(i).asDouble();
      double fixed = at(s, "ForwardsFixed", i);
      double forward = fixed + at(s, "ForwardsVariable", i);
      double rate = at(s, "Rates", i);
      Expiry expiry = expiries.computeIfAbsent(seconds, t -> new Expiry(t, forward, fixed, rate));
      for (String name : List.of("OptionVolConfidences", "ForwardConfidences", "RateConfidences")) {
        expiry.confidence = Math.min(expiry.confidence, at(s, name, i));
      }
      expiry.options.add(option(s, i));
    }
    double perpetuals = number(s, "Perps");
    double unrealised = number(s, "UnrealisedPerpPNL") + number(s, "UnrealisedFunding");
    return new UnderlyingBook(
        "ETH/USD",
        Settlement.LINEAR,
        number(s, "SpotPrice"),
        number(s, "SpotConfidence"),
        number(s, "StablePrice"),
        number(s, "Cash"),
        number(s, "Base"),
        0,
        List.of(
            new PerpetualPosition(
                perpetuals, number(s, "PerpPrice"), number(s, "PerpConfidence"), unrealised)),
        expiries.values().stream().map(Expiry::book).toList());
  }

  static List<UnderlyingBook> standardUnit(JsonNode test) {
    JsonNode s = test.get("Scenario");
    return List.of(standardUnit(s, "ETH", 0), standardUnit(s, "BTC", 1));
  }

  private static UnderlyingBook standardUnit(JsonNode s, String coin, int index) {
    Map<Double, Expiry> expiries = new TreeMap<>();
    for (int i = 0; i < s.get("OptionExpiries").size(); i++) {
      if (s.get("OptionUnderlying").get(i).asString().equals(coin)) {
        double seconds = s.get("OptionExpiries").get(i).asDouble();
        double part = seconds < AVERAGING ? s.get("PercentFixed" + coin).asDouble() : 0;
        double fixed = part == 0 ? 0 : part * number(s, "TWAP_" + coin);
        double forward = fixed + (1 - part) * at(s, "Forwards", i);
        Expiry expiry = expiries.computeIfAbsent(seconds, t -> new Expiry(t, forward, fixed, 0));
        double sure = Math.min(at(s, "OptionVolConfidences", i), at(s, "ForwardConfidences", i));
        expiry.confidence = Math.min(expiry.confidence, sure);
        expiry.options.add(option(s, i));
      }
    }
    JsonNode confidences = s.get("SpotPerpConfidences").get(index);
    double price = s.get("PerpPrice").get(index).asDouble() / ETHER;
    double size = number(s, "Perps_" + coin);
    double unrealised = 0;
    if (size != 0) {
      double funding =
          number(s, coin + "GlobalFundingIndex") - number(s, "Account" + coin + "FundingIndex");
      unrealised = size * (price - number(s, "LastEntry" + coin) - funding);
    }
    return new UnderlyingBook(
        coin,
        Settlement.LINEAR,
        number(s, coin + "SpotPrice"),
        confidences.get(0).asDouble() / ETHER,
        number(s, "USDCValue"),
        coin.equals("ETH") ? number(s, "Cash") : 0,
        number(s, "w" + coin),
        0,
        List.of(
            new PerpetualPosition(size, price, confidences.get(1).asDouble() / ETHER, unrealised)),
        expiries.values().stream().map(Expiry::book).toList());
  }

  private static OptionPosition option(JsonNode s, int i) {
    return new OptionPosition(
        s.get("OptionIsCall").get(i).asInt() == 1 ? OptionRight.CALL : OptionRight.PUT,
        at(s, "OptionStrikes", i),
        at(s, "OptionVols", i),
        at(s, "OptionAmounts", i));
  }

  static UnderlyingBook scenarioPortfolio(JsonNode test, JsonNode env, JsonNode defaults) {
    double spot = env.path("spot").asDouble(defaults.get("eth_spot").asDouble());
    return portfolio(
        "eth",
        test,
        defaults,
        new Environment(
            spot,
            env.path("sc").asDouble(1),
            env.path("stable").asDouble(1),
            env.path("pp").asDouble(defaults.get("eth_perp").asDouble()),
            env.path("pc").asDouble(1),
            0.02,
            env,
            expiry -> expiry),
        number(test, "cash", SATOSHI));
  }

  static List<UnderlyingBook> standardPortfolio(JsonNode test, JsonNode env, JsonNode defaults) {
    List<UnderlyingBook> books = new ArrayList<>();
    for (String coin : List.of("eth", "btc")) {
      books.add(
          portfolio(
              coin,
              test,
              defaults,
              new Environment(
                  defaults.get(coin + "_spot").asDouble(),
                  env.path(coin + "sc").asDouble(1),
                  env.path("stable").asDouble(1),
                  defaults.get(coin + "_perp").asDouble(),
                  env.path(coin + "pc").asDouble(1),
                  0,
                  env,
                  expiry -> "('" + coin + "', '" + expiry + "')"),
              coin.equals("eth") ? number(test, "cash", SATOSHI) : 0));
    }
    return books;
  }

  private interface Key {
    String of(String expiry);
  }

  /// The market of a portfolio case; `overrides` are keyed by expiry as `key` says.
  private record Environment(
      double spot,
      double spotConfidence,
      double peg,
      double perpetual,
      double perpetualConfidence,
      double rate,
      JsonNode overrides,
      Key key) {

    double forward(String expiry, double standard) {
      return overrides.path("fwd").path(key.of(expiry)).asDouble(standard);
    }

    double confidence(String expiry) {
      return Math.min(
          overrides.path("vc").path(key.of(expiry)).asDouble(1),
          overrides.path("fc").path(key.of(expiry)).asDouble(1));
    }

    double volatility(String expiry, double strike, double standard) {
      String at = "('" + expiry + "', " + strike + ")";
      return overrides.path("vol").path(at).asDouble(standard);
    }
  }

  private static UnderlyingBook portfolio(
      String coin, JsonNode test, JsonNode defaults, Environment market, double cash) {
    Map<String, Expiry> expiries = new TreeMap<>();
    for (JsonNode option : test.get("options")) {
      if (option.get("underlying").asString().equals(coin)) {
        String day = option.get("expiry").asString();
        double standard =
            defaults.get(coin + "_spot").asDouble()
                + defaults.get(coin + "_forward_minus_spot").get(day).asDouble();
        Expiry expiry =
            expiries.computeIfAbsent(
                day,
                key ->
                    new Expiry(
                        defaults.get("expiry_seconds").get(key).asDouble(),
                        market.forward(key, standard),
                        0,
                        market.rate()));
        expiry.confidence = market.confidence(day);
        double strike = option.get("strike").asDouble();
        expiry.options.add(
            new OptionPosition(
                option.get("type").asString().equals("call") ? OptionRight.CALL : OptionRight.PUT,
                strike,
                market.volatility(day, strike, defaults.get("option_vol").asDouble()),
                number(option, "amount", SATOSHI)));
      }
    }
    List<PerpetualPosition> perpetuals = new ArrayList<>();
    for (JsonNode held : test.get("perps")) {
      if (held.get("underlying").asString().equals(coin)) {
        double size = number(held, "amount", SATOSHI);
        double profit = size * (market.perpetual() - number(held, "entryPrice", SATOSHI));
        perpetuals.add(
            new PerpetualPosition(size, market.perpetual(), market.perpetualConfidence(), profit));
      }
    }
    double base = 0;
    for (JsonNode held : test.get("bases")) {
      base += held.get("underlying").asString().equals(coin) ? number(held, "amount", SATOSHI) : 0;
    }
    return new UnderlyingBook(
        coin,
        Settlement.LINEAR,
        market.spot(),
        market.spotConfidence(),
        market.peg(),
        cash,
        base,
        0,
        perpetuals,
        expiries.values().stream().map(Expiry::book).toList());
  }

  private static double at(JsonNode node, String name, int index) {
    return node.get(name).get(index).asDouble() / ETHER;
  }

  private static double number(JsonNode node, String name) {
    return number(node, name, ETHER);
  }

  private static double number(JsonNode node, String name, double unit) {
    JsonNode value = node.path(name);
    return value.isNumber() ? value.asDouble() / unit : 0;
  }
}
