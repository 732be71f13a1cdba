package org.plimsoll.conformance.page;

import static org.plimsoll.conformance.page.InventedFigures.decimal;
import static org.plimsoll.conformance.page.InventedFigures.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Invented accounts and events, beside [InventedFigures].
final class InventedAccounts {
  private static final List<String> STATUSES =
      List.of("HEALTHY", "WARNING", "MARGIN_CALL", "LIQUIDATABLE", "BANKRUPT");
  private static final int[] COUNTS = {4871, 96, 27, 5, 1};

  private InventedAccounts() {}

  static Map<String, Object> summary(long tick) {
    List<Object> statuses = new ArrayList<>();
    for (int i = 0; i < COUNTS.length; i++) {
      statuses.add(object("status", STATUSES.get(i), "accounts", COUNTS[i]));
    }
    return object(
        "time",
        InventedFigures.time(tick).toString(),
        "sequence",
        InventedFigures.sequence(tick),
        "accounts",
        5000,
        "synthetic",
        true,
        "statuses",
        statuses,
        "totals",
        List.of(
            object(
                "asset", "USDT",
                "equity", "1284000000.25",
                "initialRequirement", "418200000.5",
                "maintenanceRequirement", "209100000.25",
                "shortfall", "81233.75")),
        "marginCalls",
        100 + tick / 10,
        "liquidations",
        7 + tick / 50);
  }

  static Map<String, Object> page(@Nullable String status, int limit) {
    List<Object> rows = new ArrayList<>();
    for (int number = 0; number < 5000 && rows.size() < limit; number++) {
      if (status == null || status.equals(statusOf(number))) {
        rows.add(row(number));
      }
    }
    Map<String, Object> page = object("accounts", rows);
    if (rows.size() == limit) {
      page.put("next", "more");
    }
    return page;
  }

  static @Nullable Map<String, Object> account(String id, long tick) {
    int number;
    try {
      number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      return null;
    }
    Map<String, Object> account = row(number);
    account.put("time", InventedFigures.time(tick).toString());
    account.put("sequence", InventedFigures.sequence(tick));
    account.put("balances", List.of(object("asset", "USDT", "amount", "25000.50")));
    account.put(
        "positions",
        List.of(
            position("BTC-PERP", "1.250", "PRICE"),
            position("ETH-PERP", "-3.500", "NONE"),
            position("SOL-PERP", "12.000", "UNAVAILABLE")));
    return account;
  }

  private static Map<String, Object> position(String instrument, String quantity, String kind) {
    Map<String, Object> liquidation =
        object("kind", kind, "assumptions", List.of("All other marks stay where they are."));
    if (kind.equals("PRICE")) {
      liquidation.put("worst", "98123.40");
      liquidation.put("best", "96500.10");
    } else if (kind.equals("UNAVAILABLE")) {
      liquidation.put("reason", "PRICE_STALE");
    }
    return object(
        "instrument", instrument,
        "quantity", quantity,
        "entryPrice", "110000.00",
        "markPrice", "113412.10",
        "liquidation", liquidation);
  }

  static Map<String, Object> defaults(long tick) {
    Map<String, Object> base = pool("BASE_POOL", "1250000.50", "1000000.00");
    base.put("lastsDays", "12.5");
    return object(
        "time",
        InventedFigures.time(tick).toString(),
        "managed",
        true,
        "regime",
        "STRESSED",
        "layers",
        List.of("INSURANCE_POOL", "BASE_POOL", "OWN_CAPITAL"),
        "asset",
        "USDT",
        "scenario",
        "2020-03-12",
        "pools",
        List.of(
            base,
            pool("OWN_CAPITAL", "300000.00", "250000.00"),
            pool("INSURANCE_POOL", "90000.00", "400000.00")),
        "liquidations",
        3,
        "underLiquidation",
        List.of(),
        "orders",
        2,
        "openOrders",
        List.of());
  }

  private static Map<String, Object> pool(String pool, String balance, String target) {
    return object(
        "pool", pool,
        "account", "venue:" + pool.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        "balance", balance,
        "target", target,
        "withdrawable", "0.00");
  }

  private static String statusOf(int number) {
    int left = number;
    for (int i = COUNTS.length - 1; i >= 0; i--) {
      if (left < COUNTS[i]) {
        return STATUSES.get(i);
      }
      left -= COUNTS[i];
    }
    return "HEALTHY";
  }

  private static Map<String, Object> row(int number) {
    double equity = 1_000 + 977.31 * number;
    return object(
        "id",
        "demo-%05d".formatted(number),
        "mode",
        "CROSS",
        "jurisdiction",
        "EU",
        "clientClass",
        "retail",
        "margin",
        object(
            "asset", "USDT",
            "status", statusOf(number),
            "equity", decimal(equity, 2),
            "initialRequirement", decimal(equity * 0.8, 2),
            "maintenanceRequirement", decimal(equity * 0.4, 2),
            "shortfall", "0.00",
            "marginRatio", decimal(0.9 + number / 800.0, 6)),
        "positions",
        3,
        "synthetic",
        true);
  }

  static Map<String, Object> effects(long tick) {
    String type =
        List.of("MARGIN_CALL", "RATE_CHANGED", "LIQUIDATION", "RATE_CHANGED").get((int) (tick % 4));
    Map<String, Object> effect =
        object(
            "sequence", InventedFigures.sequence(tick),
            "time", InventedFigures.time(tick).toString(),
            "type", type,
            "instrument", InventedFigures.INSTRUMENTS.get((int) (tick % 9)),
            "detail", "eu-retail BTC-PERP: RATE 0.125");
    if (!type.equals("RATE_CHANGED")) {
      String account = "demo-%05d".formatted(tick % 5000);
      effect.put("account", account);
      effect.put(
          "detail",
          account + ": HEALTHY → " + (type.equals("LIQUIDATION") ? "LIQUIDATABLE" : type));
    }
    return object("effects", List.of(effect));
  }
}
