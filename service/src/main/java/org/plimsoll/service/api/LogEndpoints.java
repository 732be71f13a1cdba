package org.plimsoll.service.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogFault;
import org.plimsoll.transparency.Merkle;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TilePath;
import org.plimsoll.transparency.TlogProof;
import org.plimsoll.transparency.TransparencyLog;

/// The public log: its files as they are published, proofs, and a search through its entries.
///
/// Everything is read from the published files, as any reader would, and nothing is vouched for:
/// who asks verifies.
final class LogEndpoints {
  private static final Pattern TILE =
      Pattern.compile("tile/([0-7]|entries)/(x[0-9]{3}/){0,5}[0-9]{3}([.]p/[0-9]{1,3})?");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern TERM = Pattern.compile("[A-Za-z]{1,32}:[^\\s\"]{1,100}");
  private static final int LONGEST_QUERY = 200;
  private static final int MOST_ROWS = 200;
  private static final int STANDARD_ROWS = 50;

  /// Bundles of 256 entries that one search looks through.
  private static final int MOST_BUNDLES = 100;

  private final @Nullable LogSite site;

  /// @param kept whether there is a log; the rest is absent where there is none
  private record Head(
      boolean kept,
      @Nullable String origin,
      @Nullable Long size,
      @Nullable String root,
      @Nullable String key,
      @Nullable String checkpoint) {}

  private record Row(long index, String text) {}

  /// @param next where to go on, absent at the log's beginning
  private record Rows(long size, List<Row> entries, @Nullable Long next) {}

  private record Entry(
      long index, String text, String leaf, String proof, String key, String repeat) {}

  LogEndpoints(@Nullable LogSite site) {
    this.site = site;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/log/checkpoint", Set.of(), (_, _) -> checkpoint()),
        Route.get("/log/key", Set.of(), (_, _) -> Response.text("text/plain", site().key() + "\n")),
        Route.get("/log/verify.html", Set.of(), (_, _) -> verifier()),
        Route.get("/log/tile/{path...}", Set.of(), (_, path) -> tile(path)),
        Route.get("/log/proof/{index}", Set.of(), (_, path) -> proofFile(path)),
        Route.get("/log/entry/{index}", Set.of(), (_, path) -> entryFile(path)),
        Route.get("/api/v1/log", Set.of(), (_, _) -> fresh(head())),
        Route.get(
            "/api/v1/log/entries",
            Set.of("q", "before", "limit"),
            (request, _) -> fresh(search(request))),
        Route.get("/api/v1/log/entries/{index}", Set.of(), (_, path) -> fresh(entry(path))));
  }

  private LogSite site() {
    if (site == null) {
      throw Problem.notFound("NO_PUBLIC_LOG", Sentence.of("detail.no-public-log")).thrown();
    }
    return site;
  }

  private static Response fresh(Object value) {
    return Response.json(value).with("Cache-Control", "no-store");
  }

  private byte[] checkpointBytes() {
    return file(TransparencyLog.CHECKPOINT);
  }

  private byte[] file(String path) {
    try {
      return site()
          .files()
          .read(path)
          .orElseThrow(
              () -> Problem.notFound("NOT_FOUND", Sentence.of("detail.nothing-at", path)).thrown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response checkpoint() {
    return Response.of(200, "text/plain; charset=utf-8", checkpointBytes())
        .with("Cache-Control", "no-cache");
  }

  /// The page that verifies a proof without a network: it may load and send nothing at all.
  private static Response verifier() {
    try (InputStream in = LogEndpoints.class.getResourceAsStream("/verify.html")) {
      return Response.of(200, "text/html; charset=utf-8", Objects.requireNonNull(in).readAllBytes())
          .with("Cache-Control", "no-cache")
          .with(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                  + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file never changes under its name, so it may be kept for ever.
  private Response tile(SortedMap<String, String> path) {
    String name = "tile/" + path.getOrDefault("path", "");
    if (!TILE.matcher(name).matches()) {
      throw Problem.notFound("NOT_FOUND", Sentence.of("detail.nothing-at", name)).thrown();
    }
    return Response.of(200, "application/octet-stream", file(name))
        .with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private record Published(SignedNote note, Checkpoint head, PublishedLog log) {}

  private Published published() {
    SignedNote note = SignedNote.parse(checkpointBytes());
    Checkpoint head = Checkpoint.parse(note.text());
    return new Published(note, head, new PublishedLog(site().files(), head.size()));
  }

  private Head head() {
    if (site == null) {
      return new Head(false, null, null, null, null, null);
    }
    Published now = published();
    return new Head(
        true,
        now.head().origin(),
        now.head().size(),
        now.head().root().base64(),
        site().key(),
        now.note().toString());
  }

  private static long index(SortedMap<String, String> path) {
    String text = path.getOrDefault("index", "");
    if (!INDEX.matcher(text).matches()) {
      throw Problem.notFound("ENTRY_UNKNOWN", Sentence.of("detail.nothing-at", text)).thrown();
    }
    return Long.parseLong(text);
  }

  private interface Reading<T> {
    T of(PublishedLog log) throws IOException;
  }

  private static <T> T read(Published now, Reading<T> reading) {
    try {
      return reading.of(now.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LogException e) {
      if (e.fault() == LogFault.OUT_OF_RANGE) {
        throw Problem.notFound(
                "ENTRY_UNKNOWN", Sentence.of("detail.entry-unknown", now.head().size()))
            .thrown();
      }
      throw e;
    }
  }

  private static TlogProof proof(Published now, long index) {
    return new TlogProof(index, read(now, log -> log.inclusion(index)), now.note());
  }

  private Response proofFile(SortedMap<String, String> path) {
    long index = index(path);
    return Response.of(200, "text/plain; charset=utf-8", proof(published(), index).bytes())
        .with("Content-Disposition", "attachment; filename=\"" + index + ".tlog-proof\"")
        .with("Cache-Control", "no-store");
  }

  private Response entryFile(SortedMap<String, String> path) {
    long index = index(path);
    byte[] entry = read(published(), log -> log.entry(index));
    return Response.of(200, "application/json", entry)
        .with("Content-Disposition", "attachment; filename=\"" + index + ".entry\"");
  }

  private Entry entry(SortedMap<String, String> path) {
    long index = index(path);
    Published now = published();
    byte[] entry = read(now, log -> log.entry(index));
    return new Entry(
        index,
        new String(entry, StandardCharsets.UTF_8),
        Merkle.leaf(entry).hex(),
        proof(now, index).toString(),
        site().key(),
        "plimsoll log verify %d.tlog-proof %d.entry --key '%s'"
            .formatted(index, index, site().key()));
  }

  private Rows search(Request request) {
    Published now = published();
    long size = now.head().size();
    List<String> terms = terms(request.query().getOrDefault("q", ""));
    int limit = Parameters.integer(request, "limit", 1, MOST_ROWS, STANDARD_ROWS);
    long before = Math.min(size, before(request, size));
    List<Row> found = new ArrayList<>();
    int bundles = 0;
    while (before > 0 && found.size() < limit && bundles < MOST_BUNDLES) {
      long bundle = (before - 1) / TilePath.FULL;
      List<byte[]> entries = read(now, log -> log.bundle(bundle));
      int at = (int) (before - bundle * TilePath.FULL);
      while (at > 0 && found.size() < limit) {
        at--;
        before--;
        String text = new String(entries.get(at), StandardCharsets.UTF_8);
        if (fits(text, terms)) {
          found.add(new Row(before, text));
        }
      }
      bundles++;
    }
    return new Rows(size, found, before == 0 ? null : (Long) before);
  }

  private static long before(Request request, long size) {
    String text = request.query().get("before");
    if (text == null) {
      return size;
    }
    if (!INDEX.matcher(text).matches()) {
      throw Problem.badParameter("before", Sentence.of("detail.not-a-number", text, 0, size))
          .thrown();
    }
    return Long.parseLong(text);
  }

  /// `name:value` means a member with that text or number, anything else a part of the entry.
  private static List<String> terms(String query) {
    if (query.length() > LONGEST_QUERY) {
      throw Problem.badParameter("q", Sentence.of("detail.query-too-long", LONGEST_QUERY)).thrown();
    }
    return query.isBlank() ? List.of() : List.of(query.strip().split("\\s+"));
  }

  /// Canonical JSON has one form, so a member can be found in its text.
  private static boolean fits(String entry, List<String> terms) {
    for (String term : terms) {
      if (TERM.matcher(term).matches()) {
        int colon = term.indexOf(':');
        String name = "\"" + term.substring(0, colon) + "\":";
        String value = term.substring(colon + 1);
        boolean found =
            entry.contains(name + '"' + value + '"')
                || entry.contains(name + value + ",")
                || entry.contains(name + value + "}");
        if (!found) {
          return false;
        }
      } else if (!entry.contains(term)) {
        return false;
      }
    }
    return true;
  }
}
