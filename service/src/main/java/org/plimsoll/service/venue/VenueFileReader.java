package org.plimsoll.service.venue;

import static org.plimsoll.service.venue.VenueFields.decimalOr;
import static org.plimsoll.service.venue.VenueFields.digits;
import static org.plimsoll.service.venue.VenueFields.durationOr;
import static org.plimsoll.service.venue.VenueFields.each;
import static org.plimsoll.service.venue.VenueFields.exact;
import static org.plimsoll.service.venue.VenueFields.text;
import static org.plimsoll.service.venue.VenueFields.unitsOr;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.OpenInterestScaling;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.waterfall.DefaultRules;
import tools.jackson.databind.JsonNode;

/// Builds a venue's terms from a tree that conforms to the schema, and checks what a schema cannot:
/// that names exist and are used once, and what the engine asks of each part.
final class VenueFileReader {
  private static final long MOST_UNITS = Long.MAX_VALUE / 4;

  private final JsonNode root;
  private final RuleLibrary rules;
  private final VenueFields fields;
  private final SortedMap<String, Asset> assets = new TreeMap<>();
  private final SortedMap<String, IndexPolicy> markets = new TreeMap<>();

  VenueFileReader(JsonNode root, RuleLibrary rules, VenueFields.Problems problems) {
    this.root = root;
    this.rules = rules;
    this.fields = new VenueFields(problems);
  }

  /// The rules for defaults, or nothing where the file has none or a problem was told.
  ///
  /// @param terms what {@link #terms} gave
  @Nullable DefaultRules defaults(VenueTerms terms) {
    return root.has("defaults") ? new DefaultRulesReader(root, terms, fields).rules() : null;
  }

  @Nullable Instant openedAt() {
    return root.has("opened_at") ? fields.instant(root, "", "opened_at") : null;
  }

  /// The terms, or nothing when a part is missing for which a problem was told.
  @Nullable VenueTerms terms() {
    readAssets();
    readMarkets();
    List<VenueTerms.CollateralTerms> collateral = collateral();
    List<VenueTerms.Listing> listings = listings();
    List<VenueTerms.RateClass> regimes = regimes();
    Asset valuation = asset(root, "", "valuation");
    JsonNode policy = root.path("policy");
    VenueTerms.Policy venuePolicy =
        fields.made(
            "/policy",
            () ->
                new VenueTerms.Policy(
                    decimalOr(policy, "maintenance_fraction", 0.5),
                    atLeastOne(decimalOr(policy, "warning_factor", 1.2)),
                    decimalOr(policy, "gain_haircut", 0),
                    decimalOr(policy, "funding_factor", 0)));
    if (valuation == null || venuePolicy == null) {
      return null;
    }
    return new VenueTerms(
        text(root, "name"),
        valuation,
        collateral,
        List.copyOf(markets.values()),
        listings,
        regimes,
        venuePolicy,
        rules.hash());
  }

  private static double atLeastOne(double factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("The warning factor " + factor + " is below 1");
    }
    return factor;
  }

  private void readAssets() {
    each(
        root,
        "",
        "assets",
        (node, at) -> {
          Asset asset =
              fields.made(at, () -> new Asset(text(node, "code"), digits(node, "digits")));
          if (asset != null && assets.put(asset.code(), asset) != null) {
            fields.problem(at, "The asset " + asset.code() + " stands twice");
          }
        });
  }

  private void readMarkets() {
    each(
        root,
        "",
        "markets",
        (node, at) -> {
          IndexPolicy market = market(node, at);
          if (market != null && markets.put(market.market(), market) != null) {
            fields.problem(at, "The market " + market.market() + " stands twice");
          }
        });
  }

  private @Nullable IndexPolicy market(JsonNode node, String at) {
    int scale = digits(node, "price_digits");
    List<SourceGate> gates = new ArrayList<>();
    each(
        node,
        at,
        "sources",
        (source, place) -> {
          SourceGate gate = fields.made(place, () -> gate(source, scale));
          if (gate != null) {
            gates.add(gate);
          }
        });
    JsonNode staleness = node.path("staleness");
    StalenessUplift uplift =
        fields.made(
            at + "/staleness",
            () ->
                new StalenessUplift(
                    durationOr(staleness, "horizon", Duration.ofDays(1)),
                    decimalOr(staleness, "at_once", 1.1),
                    decimalOr(staleness, "maximum", 3)));
    if (uplift == null || gates.size() != node.path("sources").size()) {
      return null;
    }
    return fields.made(
        at,
        () ->
            new IndexPolicy(
                text(node, "name"),
                scale,
                gates,
                digits(node, "quorum"),
                durationOr(node, "reference_life", Duration.ofHours(1)),
                uplift));
  }

  private static SourceGate gate(JsonNode node, int scale) {
    String name = text(node, "name");
    return new SourceGate(
        name,
        node.has("origin") ? text(node, "origin") : name,
        durationOr(node, "max_age", Duration.ZERO),
        durationOr(node, "max_ahead", Duration.ofSeconds(5)),
        decimalOr(node, "max_deviation", 0),
        node.has("min_price") ? Units.exact(exact(node, "min_price"), scale) : 1,
        node.has("max_price") ? Units.exact(exact(node, "max_price"), scale) : MOST_UNITS);
  }

  private List<VenueTerms.CollateralTerms> collateral() {
    List<VenueTerms.CollateralTerms> all = new ArrayList<>();
    each(
        root,
        "",
        "assets",
        (node, at) -> {
          JsonNode terms = node.path("collateral");
          Asset asset = assets.get(text(node, "code"));
          if (asset != null && terms.isObject()) {
            if (asset.code().equals(text(root, "valuation"))) {
              fields.problem(
                  at + "/collateral", "The valuation asset is collateral at its full value");
            } else if (fields.knows(markets, terms, at + "/collateral", "market")) {
              VenueTerms.CollateralTerms read =
                  fields.made(at + "/collateral", () -> accepted(asset, terms));
              if (read != null) {
                all.add(read);
              }
            }
          }
        });
    return all;
  }

  /// The worth of a concentration is counted in the valuation asset; a limit, in the asset itself.
  private VenueTerms.CollateralTerms accepted(Asset asset, JsonNode terms) {
    Asset valuation = assets.get(text(root, "valuation"));
    int money = valuation == null ? 0 : valuation.scale();
    boolean concentrates = terms.has("concentration");
    long concentration = concentrates ? Units.exact(exact(terms, "concentration"), money) : 0;
    if (concentrates && concentration == 0) {
      throw new IllegalArgumentException(
          "A concentration of 0 would let no "
              + asset.code()
              + " count; state a worth above 0, or leave it out for no bound");
    }
    return new VenueTerms.CollateralTerms(
        asset,
        text(terms, "market"),
        decimalOr(terms, "haircut", 0),
        unitsOr(terms, "limit", asset.scale(), Long.MAX_VALUE),
        concentration);
  }

  private List<VenueTerms.Listing> listings() {
    List<VenueTerms.Listing> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    each(
        root,
        "",
        "instruments",
        (node, at) -> {
          VenueTerms.Listing listing = listing(node, at);
          if (listing != null) {
            all.add(listing);
          }
          if (!ids.add(text(node, "id"))) {
            fields.problem(at + "/id", "The instrument " + text(node, "id") + " stands twice");
          }
        });
    return all;
  }

  private VenueTerms.@Nullable Listing listing(JsonNode node, String at) {
    boolean onMarket = fields.knows(markets, node, at, "market");
    boolean inAsset = fields.knows(assets, node, at, "settled_in");
    IndexPolicy market = markets.get(text(node, "market"));
    Asset settled = assets.get(text(node, "settled_in"));
    if (!onMarket || !inAsset || market == null || settled == null) {
      return null;
    }
    requireHeld(settled, at);
    ContractTerms terms = fields.made(at, () -> contract(node, market, settled));
    Instrument.Contract contract = terms == null ? null : instrument(node, at, terms);
    MarkPolicy mark =
        fields.made(
            at + "/mark",
            () ->
                node.has("mark")
                    ? new MarkPolicy(
                        durationOr(node.path("mark"), "smoothing", Duration.ZERO),
                        decimalOr(node.path("mark"), "max_premium", 0))
                    : MarkPolicy.atIndex());
    List<VenueTerms.Tier> tiers = tiers(node, at, settled);
    SortedMap<String, Double> attributes = attributes(node, at);
    Optional<OpenInterestScaling> openInterest = openInterest(node, at, settled);
    if (contract == null || mark == null) {
      return null;
    }
    return new VenueTerms.Listing(
        contract,
        text(node, "kind"),
        node.has("underlying_class") ? text(node, "underlying_class") : "crypto",
        mark,
        tiers,
        attributes,
        openInterest);
  }

  private Optional<OpenInterestScaling> openInterest(JsonNode node, String at, Asset settled) {
    JsonNode bounds = node.path("open_interest");
    OpenInterestScaling scaling =
        bounds.isObject()
            ? fields.made(
                at + "/open_interest",
                () ->
                    openInterest(
                        unitsOr(bounds, "lower", settled.scale(), 0),
                        unitsOr(bounds, "upper", settled.scale(), 0),
                        bounds))
            : null;
    return Optional.ofNullable(scaling);
  }

  private static OpenInterestScaling openInterest(long lower, long upper, JsonNode bounds) {
    if (upper <= lower) {
      throw new IllegalArgumentException(
          "Open interest raises rates from "
              + text(bounds, "lower")
              + " to "
              + text(bounds, "upper")
              + "; upper must be above lower, or leave open_interest out");
    }
    return new OpenInterestScaling(lower, upper);
  }

  /// Gains are paid in the settlement asset, so accounts must be able to hold it.
  private void requireHeld(Asset settled, String at) {
    boolean held = settled.code().equals(text(root, "valuation"));
    for (JsonNode asset : root.path("assets")) {
      held |= text(asset, "code").equals(settled.code()) && asset.has("collateral");
    }
    if (!held) {
      fields.problem(
          at + "/settled_in",
          settled.code() + " is neither the valuation asset nor collateral; give it collateral:");
    }
  }

  private static ContractTerms contract(JsonNode node, IndexPolicy market, Asset settled) {
    BigDecimal multiplier =
        node.has("multiplier") ? exact(node, "multiplier").stripTrailingZeros() : BigDecimal.ONE;
    int scale = Math.max(0, multiplier.scale());
    return new ContractTerms(
        market.market(),
        text(node, "settlement").equals("linear") ? Settlement.LINEAR : Settlement.INVERSE,
        settled,
        Units.exact(multiplier, scale),
        scale,
        digits(node, "quantity_digits"),
        market.priceScale());
  }

  private Instrument.@Nullable Contract instrument(JsonNode node, String at, ContractTerms terms) {
    String id = text(node, "id");
    boolean future = text(node, "kind").equals("future");
    if (future != node.has("expiry")) {
      fields.problem(at, future ? "A future needs an expiry" : "A perpetual has no expiry");
      return null;
    }
    if (!future) {
      return fields.made(at, () -> new Instrument.Perpetual(id, terms));
    }
    Instant expiry = fields.instant(node, at, "expiry");
    return expiry == null
        ? null
        : fields.made(at, () -> new Instrument.DatedFuture(id, terms, expiry));
  }

  private List<VenueTerms.Tier> tiers(JsonNode node, String at, Asset settled) {
    List<VenueTerms.Tier> tiers = new ArrayList<>();
    each(
        node,
        at,
        "tiers",
        (tier, place) -> {
          VenueTerms.Tier read =
              fields.made(
                  place,
                  () ->
                      new VenueTerms.Tier(
                          Units.exact(exact(tier, "from"), settled.scale()),
                          decimalOr(tier, "initial", 0),
                          decimalOr(tier, "maintenance", 0)));
          if (read != null) {
            tiers.add(read);
          }
        });
    if (!tiers.isEmpty()) {
      fields.made(
          at + "/tiers",
          () ->
              MarginTiers.of(
                  tiers.stream().mapToLong(VenueTerms.Tier::floor).toArray(),
                  tiers.stream().mapToLong(t -> Billionths.ofRate(t.initialRate())).toArray(),
                  tiers.stream().mapToLong(t -> Billionths.ofRate(t.maintenanceRate())).toArray()));
    }
    return tiers;
  }

  private SortedMap<String, Double> attributes(JsonNode node, String at) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("attributes").properties()) {
      String name = entry.getKey();
      values.put(name, Double.parseDouble(entry.getValue().asString()));
      if (Observations.find(name).isEmpty()) {
        fields.problem(
            at + "/attributes/" + name, "No formula can read " + name + ": it is no observation");
      }
    }
    return values;
  }

  private List<VenueTerms.RateClass> regimes() {
    List<VenueTerms.RateClass> all = new ArrayList<>();
    each(
        root,
        "",
        "regimes",
        (node, at) -> {
          VenueTerms.RateClass regime = regime(node);
          boolean known =
              rules.packs().book().packs().stream()
                  .anyMatch(
                      pack ->
                          regime.pack().isEmpty()
                              ? pack.applicability().jurisdiction().equals(regime.jurisdiction())
                              : pack.id().equals(regime.pack()));
          if (!known) {
            fields.problem(
                at,
                regime.pack().isEmpty()
                    ? "No rule pack is of the jurisdiction " + regime.jurisdiction()
                    : "There is no rule pack " + regime.pack());
          }
          if (Regimes.find(all, Regimes.keyOf(regime)).isPresent()) {
            fields.problem(at, "The regime " + regime.id() + " stands twice");
          }
          all.add(regime);
        });
    return all;
  }

  private static VenueTerms.RateClass regime(JsonNode node) {
    String jurisdiction = text(node, "jurisdiction");
    String clientClass = text(node, "client_class");
    String pack = node.has("pack") ? text(node, "pack") : "";
    String id =
        pack.isEmpty()
            ? jurisdiction + "-" + clientClass
            : pack + "-" + jurisdiction + "-" + clientClass;
    return new VenueTerms.RateClass(
        id.toLowerCase(Locale.ROOT).replace('_', '-').replace('/', '-'),
        jurisdiction,
        clientClass,
        pack);
  }

  private @Nullable Asset asset(JsonNode node, String at, String name) {
    return fields.knows(assets, node, at, name) ? assets.get(text(node, name)) : null;
  }
}
