package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.SimulationRequest;
import org.plimsoll.service.api.view.SimulationRequest.PriceChange;
import org.plimsoll.service.api.view.SimulationRequest.TradeChange;
import org.plimsoll.service.api.view.SimulationRequest.TransferChange;
import org.plimsoll.service.api.view.VenueView;
import tools.jackson.databind.JsonNode;

/// Accounts, and what-if questions about them.
final class AccountEndpoints {
  private static final Set<String> STATUSES =
      Set.of("HEALTHY", "WARNING", "MARGIN_CALL", "LIQUIDATABLE", "BANKRUPT");
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 500;

  private final Views views;
  private final Contract contract;

  private record Page(List<AccountRow> accounts, @Nullable String next) {}

  AccountEndpoints(Views views, Contract contract) {
    this.views = views;
    this.contract = contract;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/accounts", Set.of("status", "limit", "cursor"), (request, _) -> list(request)),
        Route.get(
            "/api/v1/accounts/summary",
            Set.of(),
            (request, _) -> views.answer(request, VenueView::accountSummary)),
        Route.get(
            "/api/v1/accounts/{account}",
            Set.of(),
            (request, path) -> {
              String id = Parameters.id(path.get("account"), "ACCOUNT_UNKNOWN");
              return views.answer(request, view -> Views.found(view.account(id)));
            }),
        Route.post("/api/v1/simulations", (request, _) -> simulate(request)));
  }

  private Response list(Request request) {
    String status = request.query().get("status");
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.badParameter("status", Sentence.of("detail.not-a-status", status)).thrown();
    }
    int limit = Parameters.integer(request, "limit", 1, MAX_PAGE, PAGE);
    String after = after(request.query().get("cursor"));
    return views.answer(request, view -> page(view, status, after, limit));
  }

  /// One more than asked for tells whether there is a next page.
  private static Page page(
      VenueView view, @Nullable String status, @Nullable String after, int limit) {
    List<AccountRow> rows = view.accounts(status, after, limit + 1);
    if (rows.size() <= limit) {
      return new Page(rows, null);
    }
    List<AccountRow> page = List.copyOf(rows.subList(0, limit));
    return new Page(page, cursor(page.getLast().id()));
  }

  /// Opaque, so that clients do not build cursors of their own.
  private static String cursor(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      if (cursor.length() <= 200) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw Problem.badParameter("cursor", Sentence.of("detail.not-a-cursor")).thrown();
  }

  private Response simulate(Request request) {
    JsonNode body = contract.body(request, "SimulationRequest");
    VenueView view = views.require();
    return Response.json(Views.found(view.simulate(simulation(body))))
        .with("Cache-Control", "no-store");
  }

  private static SimulationRequest simulation(JsonNode body) {
    return new SimulationRequest(
        Fields.text(body, "account"),
        each(
            body.get("trades"),
            trade ->
                new TradeChange(
                    Fields.text(trade, "instrument"),
                    Fields.decimal(trade, "quantity"),
                    Fields.decimalOrNull(trade, "price"))),
        each(
            body.get("transfers"),
            transfer ->
                new TransferChange(
                    Fields.text(transfer, "asset"), Fields.decimal(transfer, "amount"))),
        each(
            body.get("prices"),
            price -> {
              BigDecimal absolute = Fields.decimalOrNull(price, "price");
              BigDecimal change = Fields.decimalOrNull(price, "change");
              return new PriceChange(Fields.text(price, "instrument"), absolute, change);
            }));
  }

  private static <T> List<T> each(@Nullable JsonNode array, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    if (array != null) {
      array.forEach(item -> items.add(read.apply(item)));
    }
    return items;
  }
}
