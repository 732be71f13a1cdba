package org.plimsoll.service.api;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.VenueView;

/// Pools, liquidations and the queue for deleveraging.
final class DefaultEndpoints {
  private static final int PLACES = 100;
  private static final int MAX_PLACES = 500;

  private final Views views;

  DefaultEndpoints(Views views) {
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/defaults",
            Set.of(),
            (request, _) -> views.answer(request, VenueView::defaults)),
        Route.get(
            "/api/v1/instruments/{instrument}/deleveraging",
            Set.of("side", "account", "limit"),
            this::queue));
  }

  private Response queue(Request request, SortedMap<String, String> path) {
    String instrument = Parameters.id(path.get("instrument"), "INSTRUMENT_UNKNOWN");
    String side = request.query().get("side");
    if (side == null) {
      throw Problem.missingParameter("side").thrown();
    }
    if (!side.equals("LONG") && !side.equals("SHORT")) {
      throw Problem.badParameter("side", Sentence.of("detail.not-a-side", side)).thrown();
    }
    String asked = request.query().get("account");
    @Nullable String account = asked == null ? null : Parameters.id(asked, "ACCOUNT_UNKNOWN");
    int limit = Parameters.integer(request, "limit", 1, MAX_PLACES, PLACES);
    return views.answer(
        request,
        view ->
            Views.found(view.deleveragingQueue(instrument, side.equals("LONG"), account, limit)));
  }
}
