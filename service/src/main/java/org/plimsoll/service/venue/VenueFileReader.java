package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.market.IndexPolicy;
import org.plimsoll.engine.market.MarkPolicy;
import org.plimsoll.engine.market.SourceGate;
import org.plimsoll.engine.market.StalenessUplift;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.rulebook.Observations;
import tools.jackson.databind.JsonNode;

/// Builds a venue's terms from a tree that conforms to the schema, and checks what a schema cannot:
/// that names exist and are used once, and what the engine asks of each part.
final class VenueFileReader {
  private static final long MOST_UNITS = Long.MAX_VALUE / 4;

  /// Hears of everything that is wrong, with its place in the file.
  interface Problems {
    void add(String pointer, String what);
  }

  private final JsonNode root;
  private final RuleLibrary rules;
  private final Problems problems;
  private final SortedMap<String, Asset> assets = new TreeMap<>();
  private final SortedMap<String, IndexPolicy> markets = new TreeMap<>();

  VenueFileReader(JsonNode root, RuleLibrary rules, Problems problems) {
    this.root = root;
    this.rules = rules;
    this.problems = problems;
  }

  @Nullable Instant openedAt() {
    return root.has("opened_at") ? instant(root, "", "opened_at") : null;
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
        made(
            "/policy",
            () ->
                new VenueTerms.Policy(
                    decimalOr(policy, "maintenance_fraction", 0.5),
                    atLeastOne(decimalOr(policy, "warning_factor", 1.2)),
                    decimalOr(policy, "gain_haircut", 0)));
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
          Asset asset = made(at, () -> new Asset(text(node, "code"), digits(node, "digits")));
          if (asset != null && assets.put(asset.code(), asset) != null) {
            problems.add(at, "The asset " + asset.code() + " stands twice");
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
            problems.add(at, "The market " + market.market() + " stands twice");
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
          SourceGate gate = made(place, () -> gate(source, scale));
          if (gate != null) {
            gates.add(gate);
          }
        });
    JsonNode staleness = node.path("staleness");
    StalenessUplift uplift =
        made(
            at + "/staleness",
            () ->
                new StalenessUplift(
                    durationOr(staleness, "horizon", Duration.ofDays(1)),
                    decimalOr(staleness, "at_once", 1.1),
                    decimalOr(staleness, "maximum", 3)));
    if (uplift == null || gates.size() != node.path("sources").size()) {
      return null;
    }
    return made(
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
              problems.add(
                  at + "/collateral", "The valuation asset is collateral at its full value");
            } else if (knows(markets, terms, at + "/collateral", "market")) {
              all.add(
                  new VenueTerms.CollateralTerms(
                      asset, text(terms, "market"), decimalOr(terms, "haircut", 0)));
            }
          }
        });
    return all;
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
            problems.add(at + "/id", "The instrument " + text(node, "id") + " stands twice");
          }
        });
    return all;
  }

  private VenueTerms.@Nullable Listing listing(JsonNode node, String at) {
    boolean onMarket = knows(markets, node, at, "market");
    boolean inAsset = knows(assets, node, at, "settled_in");
    IndexPolicy market = markets.get(text(node, "market"));
    Asset settled = assets.get(text(node, "settled_in"));
    if (!onMarket || !inAsset || market == null || settled == null) {
      return null;
    }
    requireHeld(settled, at);
    ContractTerms terms = made(at, () -> contract(node, market, settled));
    Instrument.Contract contract = terms == null ? null : instrument(node, at, terms);
    MarkPolicy mark =
        made(
            at + "/mark",
            () ->
                node.has("mark")
                    ? new MarkPolicy(
                        durationOr(node.path("mark"), "smoothing", Duration.ZERO),
                        decimalOr(node.path("mark"), "max_premium", 0))
                    : MarkPolicy.atIndex());
    List<VenueTerms.Tier> tiers = tiers(node, at, settled);
    SortedMap<String, Double> attributes = attributes(node, at);
    if (contract == null || mark == null) {
      return null;
    }
    return new VenueTerms.Listing(
        contract,
        text(node, "kind"),
        node.has("underlying_class") ? text(node, "underlying_class") : "crypto",
        mark,
        tiers,
        attributes);
  }

  /// Gains are paid in the settlement asset, so accounts must be able to hold it.
  private void requireHeld(Asset settled, String at) {
    boolean held = settled.code().equals(text(root, "valuation"));
    for (JsonNode asset : root.path("assets")) {
      held |= text(asset, "code").equals(settled.code()) && asset.has("collateral");
    }
    if (!held) {
      problems.add(
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
      problems.add(at, future ? "A future needs an expiry" : "A perpetual has no expiry");
      return null;
    }
    if (!future) {
      return made(at, () -> new Instrument.Perpetual(id, terms));
    }
    Instant expiry = instant(node, at, "expiry");
    return expiry == null ? null : made(at, () -> new Instrument.DatedFuture(id, terms, expiry));
  }

  private List<VenueTerms.Tier> tiers(JsonNode node, String at, Asset settled) {
    List<VenueTerms.Tier> tiers = new ArrayList<>();
    each(
        node,
        at,
        "tiers",
        (tier, place) -> {
          VenueTerms.Tier read =
              made(
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
      made(
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
        problems.add(
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
            problems.add(
                at,
                regime.pack().isEmpty()
                    ? "No rule pack is of the jurisdiction " + regime.jurisdiction()
                    : "There is no rule pack " + regime.pack());
          }
          if (Regimes.find(all, Regimes.keyOf(regime)).isPresent()) {
            problems.add(at, "The regime " + regime.id() + " stands twice");
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

  // Parts and scalars, whose shape the schema has checked.

  private interface Item {
    void take(JsonNode node, String pointer);
  }

  private static void each(JsonNode parent, String at, String name, Item item) {
    JsonNode list = parent.path(name);
    for (int i = 0; i < list.size(); i++) {
      item.take(list.get(i), at + "/" + name + "/" + i);
    }
  }

  private boolean knows(Map<String, ?> known, JsonNode node, String at, String name) {
    if (known.containsKey(text(node, name))) {
      return true;
    }
    problems.add(
        at + "/" + name, text(node, name) + " is not among " + String.join(", ", known.keySet()));
    return false;
  }

  private @Nullable Asset asset(JsonNode node, String at, String name) {
    return knows(assets, node, at, name) ? assets.get(text(node, name)) : null;
  }

  private <T> @Nullable T made(String at, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(at, "" + e.getMessage());
      return null;
    }
  }

  private @Nullable Instant instant(JsonNode node, String at, String name) {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeParseException e) {
      problems.add(at + "/" + name, text(node, name) + " is not a time");
      return null;
    }
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static int digits(JsonNode node, String name) {
    return Integer.parseInt(text(node, name));
  }

  private static BigDecimal exact(JsonNode node, String name) {
    return new BigDecimal(text(node, name));
  }

  private static double decimalOr(JsonNode node, String name, double otherwise) {
    return node.has(name) ? Double.parseDouble(text(node, name)) : otherwise;
  }

  private static Duration durationOr(JsonNode node, String name, Duration otherwise) {
    if (!node.has(name)) {
      return otherwise;
    }
    String text = text(node, name);
    long count = Long.parseLong(text.replaceAll("[^0-9]", ""));
    return switch (text.replaceAll("[0-9 ]", "")) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
