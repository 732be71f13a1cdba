package org.plimsoll.service.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.VenueView;

/// Metrics of the server and the venue, in Prometheus' text format.
final class MetricsEndpoints {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private boolean bound;

  MetricsEndpoints(Views views, EventStream stream) {
    Gauge.builder("plimsoll.stream.clients", stream, EventStream::clients)
        .description("Clients that listen to the event stream")
        .register(registry);
    Gauge.builder("plimsoll.sequence", views, known -> sequence(known.orNull()))
        .description("Commands applied so far")
        .register(registry);
    Gauge.builder("plimsoll.time.seconds", views, known -> seconds(known.orNull()))
        .description("The venue's own time, in seconds since 1970")
        .register(registry);
    for (Health.Status status : Health.Status.values()) {
      Gauge.builder("plimsoll.status", views, known -> is(known.orNull(), status))
          .description("1 for the status that the venue has")
          .tag("status", status.name())
          .register(registry);
    }
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  List<Route> routes() {
    return List.of(Route.get("/metrics", Set.of(), (_, _) -> Response.text(TEXT, scrape())));
  }

  void record(String method, String template, int status, long nanos) {
    Timer.builder("plimsoll.http.requests")
        .description("Requests answered")
        .tag("method", method)
        .tag("route", template)
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(500))
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  /// The JVM's own metrics are looked for at the first scrape, not at start.
  private synchronized String scrape() {
    if (!bound) {
      bound = true;
      new JvmMemoryMetrics().bindTo(registry);
      new JvmThreadMetrics().bindTo(registry);
      new UptimeMetrics().bindTo(registry);
    }
    return registry.scrape();
  }

  private static double sequence(@Nullable VenueView view) {
    return view == null ? 0 : view.health().sequence();
  }

  private static double seconds(@Nullable VenueView view) {
    return view == null ? 0 : view.health().time().getEpochSecond();
  }

  private static double is(@Nullable VenueView view, Health.Status status) {
    return view != null && view.health().status() == status ? 1 : 0;
  }
}
