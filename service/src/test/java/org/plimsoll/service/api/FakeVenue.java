package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.AccountDetail;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.BalanceRow;
import org.plimsoll.service.api.view.CitationRow;
import org.plimsoll.service.api.view.Defaults;
import org.plimsoll.service.api.view.DeleveragingQueue;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.FormulaText;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.GovernorStepRow;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.Margin;
import org.plimsoll.service.api.view.PositionRow;
import org.plimsoll.service.api.view.RateExplanation;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RateRow;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.Simulation;
import org.plimsoll.service.api.view.SimulationRequest;
import org.plimsoll.service.api.view.TierTable;
import org.plimsoll.service.api.view.TraceNode;
import org.plimsoll.service.api.view.VenueView;

/// A venue with one instrument, two regimes and three accounts, at one position of its journal.
record FakeVenue(long sequence) implements VenueView {
  static final Instant TIME = Instant.parse("2025-10-10T21:00:00Z");
  static final RegimeKey EU = new RegimeKey("EU", "ccp_member");
  static final int LONG_HISTORY = 12_000;
  private static final String BTC = "BTC-PERP";

  @Override
  public Health health() {
    return new Health(
        Health.Status.REPLAYING,
        "0.1.0",
        Health.Mode.DEMO,
        sequence,
        TIME,
        "5f1d",
        5,
        1,
        3,
        true,
        "recorded",
        null,
        new Health.Progress(TIME.minusSeconds(3600), TIME.plusSeconds(3600), 0.5));
  }

  @Override
  public List<InstrumentRow> instruments() {
    return List.of(
        new InstrumentRow(
            BTC,
            "PERPETUAL",
            "perpetual",
            "crypto",
            "BTC",
            "USDT",
            "LINEAR",
            1,
            3,
            null,
            new BigDecimal("64000.5"),
            TIME,
            new BigDecimal("12.500")));
  }

  @Override
  public List<Regime> regimes() {
    return List.of(
        new Regime(
            "EU",
            "ccp_member",
            "eu/ccp-listed",
            "EU CCP, listed",
            "欧盟中央对手方",
            "IN_FORCE",
            null,
            null,
            2),
        new Regime(
            "SCENARIO",
            "any",
            "scenario/article-2025",
            "The article",
            "文章",
            "SCENARIO",
            "hypothetical parameters",
            "假设的参数",
            1));
  }

  @Override
  public Found<RateList> rates(RegimeKey regime, @Nullable Instant asOf) {
    if (!regime.equals(EU)) {
      return new Found.Missing<>("REGIME_UNKNOWN", "No regime " + regime.jurisdiction() + ".");
    }
    Instant time = asOf == null ? TIME : asOf;
    return new Found.Value<>(
        new RateList("EU", "ccp_member", time, sequence, List.of(row(), unavailable())));
  }

  private static RateRow row() {
    return new RateRow(
        BTC,
        RateKind.RATE,
        null,
        null,
        0.125,
        0.15,
        0.15,
        0.01,
        null,
        0.1,
        false,
        "FLOOR",
        0.0625,
        0.00001,
        0.03,
        new BigDecimal("64000.5"),
        TIME,
        "eu/ccp-listed",
        "1",
        "abcd",
        "IN_FORCE",
        null,
        List.of(new GovernorStepRow("MAXIMUM_STEP", 0.15, 0.125, "one step an hour")),
        TIME.minusSeconds(60),
        new RateRow.Pending(0.15, TIME.plusSeconds(3600)));
  }

  private static RateRow unavailable() {
    return new RateRow(
        "NEW-PERP",
        RateKind.UNAVAILABLE,
        "HISTORY_TOO_SHORT",
        "3 days of 182",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  public Found<List<RatePoint>> rateHistory(
      String instrument, RegimeKey regime, @Nullable Instant from, @Nullable Instant to) {
    if (instrument.equals("LONG-PERP")) {
      return new Found.Value<>(
          IntStream.range(0, LONG_HISTORY)
              .mapToObj(i -> point(i, i == 7_777 ? 0.9 : 0.1))
              .toList());
    }
    return known(instrument, List.of(point(0, 0.1), point(1, 0.125)));
  }

  private static RatePoint point(int index, double rate) {
    return new RatePoint(
        TIME.plusSeconds(index),
        (long) index,
        RateKind.RATE,
        rate,
        null,
        0.1,
        null,
        null,
        null,
        null);
  }

  @Override
  public Found<RateExplanation> explain(
      String instrument, RegimeKey regime, @Nullable Instant asOf) {
    CitationRow citation =
        new CitationRow("RTS 153/2013", "Art. 28", "https://example.org", "verified", "2026-11-01");
    return known(
        instrument,
        new RateExplanation(
            instrument,
            regime.jurisdiction(),
            regime.clientClass(),
            TIME,
            row(),
            new FormulaText("sigma_day * 5", "σ_day · 5", "\\sigma", "<math/>", null, null, null),
            new TraceNode(
                "sigma_day * 5",
                0.15,
                null,
                null,
                "rate",
                0,
                13,
                List.of(
                    new TraceNode("sigma_day", 0.03, null, null, "rate", 0, 9, List.of()),
                    new TraceNode("5", 5.0, null, null, "rate", 12, 13, List.of()))),
            List.of(
                new FormulaInput(
                    "sigma_day", FormulaInput.Origin.OBSERVATION, 0.03, "rate", null, null)),
            List.of(citation)));
  }

  @Override
  public Found<TierTable> tiers(String instrument, RegimeKey regime) {
    return known(
        instrument,
        new TierTable(
            instrument,
            regime.jurisdiction(),
            regime.clientClass(),
            TIME,
            RateKind.RATE,
            List.of(
                new TierTable.Tier(
                    1,
                    new BigDecimal("0"),
                    new BigDecimal("1000000"),
                    0.125,
                    0.0625,
                    8,
                    new BigDecimal("0.00"),
                    new BigDecimal("0.00")),
                new TierTable.Tier(
                    2,
                    new BigDecimal("1000000"),
                    null,
                    0.25,
                    0.125,
                    4,
                    new BigDecimal("125000.00"),
                    new BigDecimal("62500.00")))));
  }

  @Override
  public Found<Forecast> forecast(String instrument, @Nullable Instant from, @Nullable Instant to) {
    return known(
        instrument,
        new Forecast(
            instrument,
            "log-har",
            false,
            List.of(
                new Forecast.Row(TIME, 0.02, 0.03, 0.025, 0.035, 0.02, 0.05, 0.01, 0.08),
                new Forecast.Row(
                    TIME.plusSeconds(86_400), null, 0.04, null, null, null, null, null, null))));
  }

  @Override
  public List<AccountRow> accounts(@Nullable String status, @Nullable String after, int limit) {
    return List.of("a1", "a2", "a3").stream()
        .filter(id -> after == null || id.compareTo(after) > 0)
        .filter(id -> status == null || status.equals("HEALTHY"))
        .limit(limit)
        .map(id -> new AccountRow(id, "CROSS", "EU", "ccp_member", margin(), 1, true))
        .toList();
  }

  private static Margin margin() {
    return new Margin(
        "USDT",
        "HEALTHY",
        null,
        new BigDecimal("9000.00"),
        new BigDecimal("9000.00"),
        new BigDecimal("8000.07"),
        new BigDecimal("4000.04"),
        new BigDecimal("0.00"),
        new BigDecimal("2.24"));
  }

  @Override
  public AccountSummary accountSummary() {
    return new AccountSummary(
        TIME,
        sequence,
        3,
        true,
        List.of(
            new AccountSummary.StatusCount("HEALTHY", 3),
            new AccountSummary.StatusCount("WARNING", 0),
            new AccountSummary.StatusCount("MARGIN_CALL", 0),
            new AccountSummary.StatusCount("LIQUIDATABLE", 0),
            new AccountSummary.StatusCount("BANKRUPT", 0)),
        List.of(
            new AccountSummary.Total(
                "USDT",
                new BigDecimal("27000.00"),
                new BigDecimal("24000.21"),
                new BigDecimal("12000.12"),
                new BigDecimal("0.00"))),
        2L,
        1L);
  }

  @Override
  public Found<AccountDetail> account(String id) {
    if (!id.equals("a1")) {
      return new Found.Missing<>("ACCOUNT_UNKNOWN", "There is no account " + id + ".");
    }
    return new Found.Value<>(
        new AccountDetail(
            "a1",
            "CROSS",
            "EU",
            "ccp_member",
            true,
            TIME,
            sequence,
            margin(),
            List.of(balance()),
            List.of(position())));
  }

  private static BalanceRow balance() {
    return new BalanceRow("USDT", new BigDecimal("9000.00"), 0.0, new BigDecimal("9000.00"));
  }

  private static PositionRow position() {
    return new PositionRow(
        BTC,
        new BigDecimal("1.000"),
        new BigDecimal("64000.0"),
        new BigDecimal("64000.5"),
        new BigDecimal("64000.50"),
        new BigDecimal("0.50"),
        0.125,
        new BigDecimal("8000.07"),
        new BigDecimal("4000.04"),
        new PositionRow.Liquidation(
            PositionRow.Kind.PRICE,
            new BigDecimal("58666.7"),
            new BigDecimal("58666.7"),
            null,
            List.of("other prices stand still")));
  }

  @Override
  public Found<Simulation> simulate(SimulationRequest request) {
    if (!request.account().equals("a1")) {
      return new Found.Missing<>("ACCOUNT_UNKNOWN", "There is no account " + request.account());
    }
    var before = new Simulation.State(margin(), List.of(balance()), List.of(position()));
    var after = new Simulation.State(margin(), List.of(balance()), List.of());
    String told = request.trades() + " " + request.transfers() + " " + request.prices();
    return new Found.Value<>(
        new Simulation("a1", TIME, sequence, false, "MARGIN_INSUFFICIENT", told, before, after));
  }

  private static <T> Found<T> known(String instrument, T value) {
    return instrument.equals(BTC)
        ? new Found.Value<>(value)
        : new Found.Missing<>("INSTRUMENT_UNKNOWN", "There is no instrument " + instrument + ".");
  }

  @Override
  public Defaults defaults() {
    return new Defaults(
        TIME,
        true,
        "STRESSED",
        List.of("INSURANCE_POOL", "BASE_POOL"),
        "USDT",
        "2020-03-12",
        List.of(
            new Defaults.Pool(
                "BASE_POOL",
                "venue:base-pool",
                new BigDecimal("450.00"),
                new BigDecimal("1000.00"),
                new BigDecimal("0.00"),
                12.5,
                null)),
        1,
        List.of(new Defaults.LiquidationRow("alice", null, TIME, 2, "QUORUM_LOST")),
        1,
        List.of(
            new Defaults.OrderRow(
                7, "bob", BTC, new BigDecimal("-0.500"), new BigDecimal("62000.0"), TIME)));
  }

  @Override
  public Found<DeleveragingQueue> deleveragingQueue(
      String instrument, boolean longSide, @Nullable String account, int limit) {
    if (!instrument.equals(BTC)) {
      return new Found.Missing<>("INSTRUMENT_UNKNOWN", "The venue lists no " + instrument);
    }
    return new Found.Value<>(
        new DeleveragingQueue(
            BTC,
            longSide ? "LONG" : "SHORT",
            TIME,
            3,
            List.of(
                new DeleveragingQueue.Place(
                    1, "alice", new BigDecimal("2.000"), new BigDecimal("1.500"), 0.25, 4, 1))));
  }
}
