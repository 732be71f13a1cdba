package org.plimsoll.service.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.VenueView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Explains a rate of a running server or of a journal.
@Command(name = "explain")
final class ExplainCommand implements Callable<Integer> {
  private final Session session;
  private final Launch launch;

  @Mixin Venue venue = new Venue();

  @Option(names = "--instrument", paramLabel = "ID", required = true)
  String instrument = "";

  @Option(names = "--jurisdiction", paramLabel = "CODE", required = true)
  String jurisdiction = "";

  @Option(names = "--client-class", paramLabel = "CLASS", required = true)
  String clientClass = "";

  @Option(names = "--as-of", paramLabel = "TIME")
  @Nullable String asOf;

  ExplainCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() throws InterruptedException {
    Instant instant = asOf == null ? null : Times.parse("--as-of", asOf);
    VenueView view = venue.view(session, launch, instant);
    JsonNode answer =
        view == null
            ? venue.server().get(target(instant))
            : Venue.found(
                view.explain(instrument, new RegimeKey(jurisdiction, clientClass), instant));
    String watermark = answer.path("rate").path("watermark").asString("");
    if (!watermark.isEmpty()) {
      session.note(session.messages().get("note.watermark", watermark));
    }
    session.printer().print(answer, ExplanationTable.of(answer));
    return "UNAVAILABLE".equals(answer.path("rate").path("kind").asString(""))
        ? ExitCode.NO
        : ExitCode.OK;
  }

  private String target(@Nullable Instant instant) {
    return "/api/v1/rates/"
        + Server.escape(instrument)
        + "/explain?jurisdiction="
        + Server.escape(jurisdiction)
        + "&clientClass="
        + Server.escape(clientClass)
        + (instant == null ? "" : "&asOf=" + Server.escape(instant.toString()));
  }
}
