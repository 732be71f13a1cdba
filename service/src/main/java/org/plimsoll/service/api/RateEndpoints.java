package org.plimsoll.service.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.VenueView;

/// Rates: now and then, step by step, explained; tiers and forecasts.
final class RateEndpoints {
  private static final String INSTRUMENT_UNKNOWN = "INSTRUMENT_UNKNOWN";
  private static final Set<String> REGIME = Set.of("jurisdiction", "clientClass");
  private static final Set<String> REGIME_AS_OF = Set.of("jurisdiction", "clientClass", "asOf");
  private static final Set<String> REGIME_RANGE =
      Set.of("jurisdiction", "clientClass", "from", "to");

  private final Views views;
  private final Limits limits;

  private record History(
      String instrument,
      String jurisdiction,
      String clientClass,
      boolean thinned,
      List<RatePoint> points) {}

  private record Range(@Nullable Instant from, @Nullable Instant to) {}

  RateEndpoints(Views views, Limits limits) {
    this.views = views;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/rates", REGIME_AS_OF, (request, _) -> rates(request)),
        Route.get("/api/v1/rates/{instrument}/history", REGIME_RANGE, this::history),
        Route.get("/api/v1/rates/{instrument}/explain", REGIME_AS_OF, this::explain),
        Route.get("/api/v1/instruments/{instrument}/tiers", REGIME, this::tiers),
        Route.get(
            "/api/v1/instruments/{instrument}/forecast", Set.of("from", "to"), this::forecast));
  }

  private Response rates(Request request) {
    RegimeKey regime = Parameters.regime(request);
    Instant asOf = Parameters.time(request, "asOf");
    return views.answer(request, view -> Views.found(view.rates(regime, asOf)));
  }

  private Response history(Request request, SortedMap<String, String> path) {
    String instrument = instrument(path);
    RegimeKey regime = Parameters.regime(request);
    Range range = range(request);
    return views.answer(request, view -> history(view, instrument, regime, range));
  }

  private History history(VenueView view, String instrument, RegimeKey regime, Range range) {
    List<RatePoint> all =
        Views.found(view.rateHistory(instrument, regime, range.from(), range.to()));
    List<RatePoint> points = Thinning.thin(all, limits.points(), p -> orLeast(p.rate()));
    return new History(
        instrument,
        regime.jurisdiction(),
        regime.clientClass(),
        points.size() < all.size(),
        points);
  }

  private Response explain(Request request, SortedMap<String, String> path) {
    String instrument = instrument(path);
    RegimeKey regime = Parameters.regime(request);
    Instant asOf = Parameters.time(request, "asOf");
    return views.answer(request, view -> Views.found(view.explain(instrument, regime, asOf)));
  }

  private Response tiers(Request request, SortedMap<String, String> path) {
    String instrument = instrument(path);
    RegimeKey regime = Parameters.regime(request);
    return views.answer(request, view -> Views.found(view.tiers(instrument, regime)));
  }

  private Response forecast(Request request, SortedMap<String, String> path) {
    String instrument = instrument(path);
    Range range = range(request);
    return views.answer(
        request, view -> thinned(Views.found(view.forecast(instrument, range.from(), range.to()))));
  }

  private Forecast thinned(Forecast forecast) {
    List<Forecast.Row> rows =
        Thinning.thin(forecast.rows(), limits.points(), row -> orLeast(row.realised()));
    boolean fewer = rows.size() < forecast.rows().size();
    return new Forecast(
        forecast.instrument(), forecast.model(), fewer, rows, forecast.marginSigma());
  }

  private static double orLeast(@Nullable Double value) {
    return Objects.requireNonNullElse(value, Double.NEGATIVE_INFINITY);
  }

  private static String instrument(SortedMap<String, String> path) {
    return Parameters.id(path.get("instrument"), INSTRUMENT_UNKNOWN);
  }

  private static Range range(Request request) {
    Instant from = Parameters.time(request, "from");
    Instant to = Parameters.time(request, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw Problem.badParameter("to", Sentence.of("detail.range-reversed", to, from)).thrown();
    }
    return new Range(from, to);
  }
}
