package org.plimsoll.service.venue;

import static org.plimsoll.service.venue.VenueFields.decimalOr;
import static org.plimsoll.service.venue.VenueFields.each;
import static org.plimsoll.service.venue.VenueFields.exact;
import static org.plimsoll.service.venue.VenueFields.millis;
import static org.plimsoll.service.venue.VenueFields.rate;
import static org.plimsoll.service.venue.VenueFields.rateOr;
import static org.plimsoll.service.venue.VenueFields.text;
import static org.plimsoll.service.venue.VenueFields.unitsOr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.LiquidationTerms;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.engine.waterfall.Levy;
import org.plimsoll.engine.waterfall.PoolRules;
import org.plimsoll.engine.waterfall.RegimeRules;
import tools.jackson.databind.JsonNode;

/// Builds a venue's rules for defaults from `defaults` and every instrument's `liquidation`.
final class DefaultRulesReader {
  private static final String AT = "/defaults";
  private static final String REGIMES = AT + "/market_regimes";
  private static final String POOLS = AT + "/pools";

  private static final LiquidationTerms.MarketTerms ANY_SALE =
      new LiquidationTerms.MarketTerms(0, 0, DisposalPace.unlimited());

  private final JsonNode root;
  private final JsonNode defaults;
  private final VenueTerms terms;
  private final VenueFields fields;

  DefaultRulesReader(JsonNode root, VenueTerms terms, VenueFields fields) {
    this.root = root;
    this.defaults = root.path("defaults");
    this.terms = terms;
    this.fields = fields;
  }

  /// The rules, or nothing when a problem was told.
  @Nullable DefaultRules rules() {
    LiquidationTerms liquidation = liquidation();
    RegimeRules regimes = regimes();
    PoolRules pools = pools();
    return liquidation == null || regimes == null || pools == null
        ? null
        : new DefaultRules(liquidation, regimes, pools);
  }

  private @Nullable LiquidationTerms liquidation() {
    List<LiquidationTerms.MarketTerms> markets = new ArrayList<>();
    each(
        root,
        "",
        "instruments",
        (node, at) -> {
          int scale = terms.contracts().get(markets.size()).contract().terms().quantityScale();
          if (!node.has("liquidation")) {
            fields.problem(
                at,
                text(node, "id")
                    + " has no liquidation; rules for defaults need to know how each instrument is"
                    + " sold: give it liquidation:, or leave defaults: out");
          }
          LiquidationTerms.MarketTerms read =
              node.has("liquidation")
                  ? fields.made(at + "/liquidation", () -> sale(node.path("liquidation"), scale))
                  : null;
          markets.add(read == null ? ANY_SALE : read); // a problem was told where it is missing
        });
    JsonNode node = defaults.path("liquidation");
    return fields.made(
        AT + "/liquidation",
        () ->
            new LiquidationTerms(
                rate(node, "target_factor"),
                rate(node, "takeover_fraction"),
                rate(node, "largest_fee"),
                millis(node, "answer_within"),
                millis(node, "max_price_age"),
                markets));
  }

  private static LiquidationTerms.MarketTerms sale(JsonNode node, int quantityScale) {
    return new LiquidationTerms.MarketTerms(
        rate(node, "expected_cost"),
        rate(node, "widest_limit"),
        new DisposalPace(
            rateOr(node, "fraction", Billionths.ONE),
            unitsOr(node, "whole_below", quantityScale, 0),
            unitsOr(node, "most_per_order", quantityScale, 0),
            unitsOr(node, "most_per_interval", quantityScale, 0),
            millis(node, "interval")));
  }

  private @Nullable RegimeRules regimes() {
    JsonNode node = defaults.path("market_regimes");
    RegimeRules.Threshold stressed = threshold(node, "stressed");
    RegimeRules.Threshold extreme = threshold(node, "extreme");
    List<RegimeRules.Effects> effects =
        VenueFields.all(
            effects(node, "calm", true),
            effects(node, "stressed", false),
            effects(node, "extreme", false));
    if (stressed == null || extreme == null || effects == null) {
      return null;
    }
    if (extreme.enterSigma() < stressed.enterSigma()
        || extreme.enterDrawdown() < stressed.enterDrawdown()) {
      fields.problem(
          REGIMES + "/extreme/enter",
          "Extreme begins at sigma %s, drawdown %s, before stressed at sigma %s, drawdown %s; give it marks at least as high"
              .formatted(
                  extreme.enterSigma(),
                  extreme.enterDrawdown(),
                  stressed.enterSigma(),
                  stressed.enterDrawdown()));
    }
    return fields.made(
        REGIMES, () -> new RegimeRules(stressed, extreme, millis(node, "dwell"), effects));
  }

  private RegimeRules.@Nullable Threshold threshold(JsonNode regimes, String name) {
    JsonNode enter = regimes.path(name).path("enter");
    JsonNode leave = regimes.path(name).path("leave");
    return fields.made(
        REGIMES + "/" + name + "/leave",
        () ->
            new RegimeRules.Threshold(
                decimalOr(enter, "sigma", 0),
                decimalOr(leave, "sigma", 0),
                decimalOr(enter, "drawdown", 0),
                decimalOr(leave, "drawdown", 0)));
  }

  private RegimeRules.@Nullable Effects effects(JsonNode regimes, String name, boolean calm) {
    JsonNode node = regimes.path(name);
    String at = REGIMES + "/" + name;
    List<LayerLimit> layers = new ArrayList<>();
    each(
        node,
        at,
        "layers",
        (layer, place) -> {
          LayerLimit limit =
              fields.made(
                  place,
                  () ->
                      new LayerLimit(
                          Layer.valueOf(text(layer, "layer").toUpperCase(Locale.ROOT)),
                          rateOr(layer, "fraction", Billionths.ONE)));
          if (limit != null) {
            layers.add(limit);
          }
        });
    boolean withdrawals = node.has("withdrawals") ? text(node, "withdrawals").equals("true") : calm;
    return fields.made(
        at,
        () ->
            new RegimeRules.Effects(
                layers,
                rateOr(node, "pace_factor", Billionths.ONE),
                rateOr(node, "levy_factor", Billionths.ONE),
                withdrawals));
  }

  private @Nullable PoolRules pools() {
    JsonNode node = defaults.path("pools");
    List<PoolRules.Scenario> scenarios = scenarios(node);
    fields.made(POOLS + "/levy", () -> Levy.of(text(node, "levy"), rate(node, "levy_cap")));
    return fields.made(
        POOLS,
        () ->
            new PoolRules(
                rate(node, "fee_share"),
                rate(node, "replenish_share"),
                rate(node, "own_fraction"),
                rate(node, "withdrawal_per_day"),
                text(node, "levy"),
                rate(node, "levy_cap"),
                scenarios));
  }

  private List<PoolRules.Scenario> scenarios(JsonNode pools) {
    SortedMap<String, VenueTerms.Listing> listed = new TreeMap<>();
    terms.contracts().forEach(listing -> listed.put(listing.contract().id(), listing));
    SortedMap<String, PoolRules.Scenario> scenarios = new TreeMap<>();
    List<PoolRules.Scenario> inOrder = new ArrayList<>();
    each(
        pools,
        POOLS,
        "scenarios",
        (node, at) -> {
          SortedMap<String, Double> moves = new TreeMap<>();
          for (Map.Entry<String, JsonNode> move : node.path("moves").properties()) {
            if (fields.knows(listed, move.getKey(), at + "/moves/" + move.getKey())) {
              moves.put(move.getKey(), exact(node.path("moves"), move.getKey()).doubleValue());
            }
          }
          PoolRules.Scenario scenario =
              fields.made(
                  at,
                  () ->
                      new PoolRules.Scenario(
                          text(node, "id"), moves, exact(node, "others").doubleValue()));
          if (scenario != null && scenarios.put(scenario.id(), scenario) != null) {
            fields.problem(at + "/id", "The scenario " + scenario.id() + " stands twice");
          } else if (scenario != null) {
            inOrder.add(scenario);
          }
        });
    return inOrder;
  }
}
