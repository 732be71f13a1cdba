package org.plimsoll.service.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.plimsoll.service.api.view.RuleSetRow;

/// The law as dated data.
final class RuleSetEndpoints {
  private static final int MAX_PACK_ID = 100;

  private final RuleCatalogue catalogue;

  private record RuleSetList(List<RuleSetRow> ruleSets) {}

  RuleSetEndpoints(RuleCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/rule-sets",
            Set.of(),
            (request, _) ->
                Views.tagged(
                    request,
                    "\"" + catalogue.digest() + "\"",
                    () -> new RuleSetList(catalogue.list()))),
        Route.get("/api/v1/rule-sets/{packId...}", Set.of("asOf", "knownAt"), this::ruleSet));
  }

  private Response ruleSet(Request request, SortedMap<String, String> path) {
    String packId = Objects.requireNonNull(path.get("packId"));
    if (packId.length() > MAX_PACK_ID) {
      throw Problem.notFound("NOT_FOUND", Sentence.of("detail.pack-id-too-long")).thrown();
    }
    Instant asOf = Parameters.time(request, "asOf");
    Instant knownAt = Parameters.time(request, "knownAt");
    return Response.json(Views.found(catalogue.ruleSet(packId, asOf, knownAt)))
        .with("Cache-Control", "no-cache");
  }
}
