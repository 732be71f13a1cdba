package org.plimsoll.service.api;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.VenueView;

/// The present view, and answers made from it.
///
/// A view is immutable and known by its sequence and by how much of its past is read back, so an
/// answer made from it may be kept as long as these stand: they are the answer's ETag.
final class Views {
  private final Supplier<? extends @Nullable VenueView> current;
  private final String process =
      Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);

  Views(Supplier<? extends @Nullable VenueView> current) {
    this.current = current;
  }

  /// The present view.
  ///
  /// @throws Problem.Thrown when there is none yet
  VenueView require() {
    VenueView view = current.get();
    if (view == null) {
      throw Problem.notReady().thrown();
    }
    return view;
  }

  /// The present view, or nothing when there is none yet.
  @Nullable VenueView orNull() {
    return current.get();
  }

  /// An answer made from the present view, or 304 when the client has it.
  Response answer(Request request, Function<VenueView, Object> question) {
    VenueView view = require();
    Double recalled = view.health().recalled();
    String past = recalled == null ? "" : "-" + recalled;
    String tag = "\"" + process + "-" + view.health().sequence() + past + "\"";
    return tagged(request, tag, () -> question.apply(view));
  }

  /// An answer with a tag, or 304 when the client has it.
  static Response tagged(Request request, String tag, Supplier<Object> answer) {
    String known = request.header("If-None-Match");
    Response response =
        known != null && matches(known, tag)
            ? Response.of(304, "application/json", new byte[0])
            : Response.json(answer.get());
    return response.with("ETag", tag).with("Cache-Control", "no-cache");
  }

  /// Whether a list of tags, as a client sends it, has the tag. Proxies that compress may have made
  /// it weak.
  static boolean matches(String sent, String tag) {
    for (String one : sent.split(",", -1)) {
      String bare = one.strip().replaceFirst("^W/", "").toLowerCase(Locale.ROOT);
      if (bare.equals("*") || bare.equals(tag.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /// The thing found.
  ///
  /// @throws Problem.Thrown when there is no such thing
  static <T> T found(Found<T> answer) {
    return switch (answer) {
      case Found.Value<T>(T value) -> value;
      case Found.Missing<T>(String code, String detail) ->
          throw Problem.notFound(code, Sentence.reported(code, detail)).thrown();
    };
  }
}
