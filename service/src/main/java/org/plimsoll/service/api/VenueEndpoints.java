package org.plimsoll.service.api;

import java.util.List;
import java.util.Set;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.Regime;

/// The venue itself: health, instruments, regimes and the contract.
final class VenueEndpoints {
  private final Views views;
  private final Contract contract;

  private record InstrumentList(List<InstrumentRow> instruments) {}

  private record RegimeList(List<Regime> regimes) {}

  VenueEndpoints(Views views, Contract contract) {
    this.views = views;
    this.contract = contract;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/health", Set.of(), (_, _) -> health()),
        Route.get(
            "/api/v1/instruments",
            Set.of(),
            (request, _) -> views.answer(request, view -> new InstrumentList(view.instruments()))),
        Route.get(
            "/api/v1/jurisdictions",
            Set.of(),
            (request, _) -> views.answer(request, view -> new RegimeList(view.regimes()))),
        Route.get(
            "/openapi.yaml",
            Set.of(),
            (_, _) -> Response.text("application/yaml", contract.text())));
  }

  private Response health() {
    return Response.json(views.require().health()).with("Cache-Control", "no-store");
  }
}
