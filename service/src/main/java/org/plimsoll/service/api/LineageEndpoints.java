package org.plimsoll.service.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Everything that one computation depended on. A record is found by replaying the journal, so one
/// is looked for at a time, and those found are kept: a record never changes.
final class LineageEndpoints {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final int KEPT = 256;

  private final @Nullable LineageSource source;
  private final Semaphore one = new Semaphore(1);
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  LineageEndpoints(@Nullable LineageSource source) {
    this.source = source;
  }

  Route route() {
    return Route.get("/api/v1/lineage/{id}", Set.of(), (_, path) -> record(path));
  }

  private Response record(SortedMap<String, String> path) {
    String id = Parameters.id(path.get("id"), "COMPUTATION_UNKNOWN");
    byte[] found = ID.matcher(id).matches() ? known(id) : null;
    if (found == null && ID.matcher(id).matches()) {
      found = look(id);
    }
    if (found == null) {
      throw Problem.notFound("COMPUTATION_UNKNOWN", Sentence.of("detail.computation-unknown"))
          .thrown();
    }
    return Response.of(200, "application/json", found)
        .with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private byte @Nullable [] look(String id) {
    if (source == null) {
      return null;
    }
    if (!one.tryAcquire()) {
      throw Problem.of(503, "NOT_READY", "not-ready", Sentence.of("detail.lineage-busy"))
          .withRemedy("remedy.ask-again")
          .thrown();
    }
    try {
      Optional<byte[]> found = source.record(id);
      found.ifPresent(record -> keep(id, record));
      return found.orElse(null);
    } finally {
      one.release();
    }
  }

  private byte @Nullable [] known(String id) {
    synchronized (kept) {
      return kept.get(id);
    }
  }

  private void keep(String id, byte[] record) {
    synchronized (kept) {
      kept.put(id, record);
      if (kept.size() > KEPT) {
        var oldest = kept.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }
}
