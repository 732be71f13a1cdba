package org.plimsoll.service.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.VenueView;

/// The stream of events. Answers any client, whatever it says it accepts.
final class StreamEndpoints {
  private final Views views;
  private final EventStream stream;

  StreamEndpoints(Views views, EventStream stream) {
    this.views = views;
    this.stream = stream;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/stream",
            Set.of("jurisdiction", "clientClass", "lastEventId"),
            (request, _) -> open(request)));
  }

  private Response open(Request request) {
    RegimeKey regime =
        request.query().containsKey("jurisdiction") || request.query().containsKey("clientClass")
            ? Parameters.regime(request)
            : null;
    Long lastEventId = lastEventId(request);
    var headers = new TreeMap<String, String>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Accel-Buffering", "no");
    if (!stream.enter(regime)) {
      throw Problem.of(
              503,
              "TOO_MANY_STREAMS",
              "too-many-streams",
              Sentence.of("detail.too-many-streams", stream.clients()))
          .withRemedy("remedy.close-a-stream")
          .thrown();
    }
    return new Response(
        200,
        "text/event-stream",
        headers,
        new Response.Streaming(out -> serve(out, regime, lastEventId)));
  }

  private void serve(OutputStream out, @Nullable RegimeKey regime, @Nullable Long lastEventId)
      throws IOException {
    try {
      out.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
      VenueView view = views.orNull();
      if (view != null) {
        String now = "event: progress\ndata: " + Json.line(view.health()) + "\n\n";
        out.write(now.getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      stream.serve(out, regime, lastEventId);
    } finally {
      stream.leave(regime);
    }
  }

  private static @Nullable Long lastEventId(Request request) {
    String header = request.header("Last-Event-ID");
    String text = header != null ? header : request.query().get("lastEventId");
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.badParameter("Last-Event-ID", Sentence.of("detail.not-a-sequence")).thrown();
    }
    return Long.parseLong(text);
  }
}
