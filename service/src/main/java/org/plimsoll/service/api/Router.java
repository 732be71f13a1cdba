package org.plimsoll.service.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what answers a request, and turns everything that goes wrong into a problem.
final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final List<Route> routes;

  /// A response and the template of the route that made it, for the metrics.
  record Answer(Response response, String template) {}

  /// @param routes the first that fits is taken
  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  Answer answer(Request request) {
    try {
      return dispatch(request);
    } catch (Problem.Thrown e) {
      return problem(request, e.problem(), templateOf(request));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      Problem internal = Problem.of(500, "INTERNAL", "internal", Sentence.of("detail.internal"));
      return problem(request, internal, templateOf(request));
    }
  }

  private Answer dispatch(Request request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      Optional<SortedMap<String, String>> path = route.match(request.path());
      if (path.isEmpty()) {
        continue;
      }
      if (route.method().equals(method)) {
        requireKnownParameters(request, route);
        return new Answer(route.handler().handle(request, path.get()), route.template());
      }
      methods.add(route.method());
    }
    if (methods.isEmpty()) {
      throw Problem.notFound("NOT_FOUND", Sentence.of("detail.nothing-at", request.path()))
          .thrown();
    }
    return notAllowed(request, methods);
  }

  private static Answer notAllowed(Request request, Set<String> methods) {
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    Problem problem =
        Problem.of(
                405,
                "METHOD_NOT_ALLOWED",
                "method-not-allowed",
                Sentence.of(
                    "detail.method-not-allowed", request.method(), String.join(", ", methods)))
            .withInstance(request.path());
    Response response =
        problem.response(languageOf(request)).with("Allow", String.join(", ", methods));
    return new Answer(response, "none");
  }

  /// A misspelt parameter would otherwise be left out of account in silence.
  private static void requireKnownParameters(Request request, Route route) {
    if (PageEndpoints.isPage(request.path())) {
      return;
    }
    for (String name : request.query().keySet()) {
      if (!route.parameters().contains(name)) {
        String known = route.parameters().stream().sorted().collect(Collectors.joining(", "));
        throw Problem.badParameter(
                name,
                known.isEmpty()
                    ? Sentence.of("detail.no-parameter-known")
                    : Sentence.of("detail.parameter-unknown", known))
            .thrown();
      }
    }
  }

  private static Answer problem(Request request, Problem problem, @Nullable String template) {
    return new Answer(
        problem.withInstance(request.path()).response(languageOf(request)),
        template == null ? "none" : template);
  }

  private static Language languageOf(Request request) {
    return Language.asked(request.header("Accept-Language"));
  }

  private @Nullable String templateOf(Request request) {
    return routes.stream()
        .filter(route -> route.match(request.path()).isPresent())
        .map(Route::template)
        .findFirst()
        .orElse(null);
  }
}
