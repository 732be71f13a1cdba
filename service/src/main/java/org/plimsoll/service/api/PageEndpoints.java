package org.plimsoll.service.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The page: files under `/web` on the class path, which the dashboard brings.
final class PageEndpoints {
  /// Scripts and data only from here; styles may be inline, since components set them.
  static final String SECURITY_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,6}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // assets are never compared
  private record Asset(String type, String tag, byte[] content) {}

  List<Route> routes() {
    return List.of(
        Route.get("/", Set.of(), (request, _) -> page(request)),
        Route.get("/{file...}", Set.of(), this::file));
  }

  /// Query parameters are the page's own business, so the root takes any.
  static boolean isPage(String path) {
    return !path.startsWith("/api/")
        && !path.startsWith("/log/")
        && !path.equals("/metrics")
        && !path.equals("/openapi.yaml");
  }

  private Response page(Request request) {
    return answer(request, "index.html");
  }

  private Response file(Request request, SortedMap<String, String> path) {
    return answer(request, path.getOrDefault("file", ""));
  }

  private Response answer(Request request, String name) {
    Asset asset = PATH.matcher(name).matches() ? asset(name) : null;
    if (asset == null) {
      throw Problem.notFound("NOT_FOUND", Sentence.of("detail.nothing-at", request.path()))
          .thrown();
    }
    String known = request.header("If-None-Match");
    Response response =
        known != null && Views.matches(known, asset.tag())
            ? Response.of(304, asset.type(), new byte[0])
            : Response.of(200, asset.type(), asset.content());
    return response
        .with("ETag", asset.tag())
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", SECURITY_POLICY);
  }

  private @Nullable Asset asset(String name) {
    Asset known = assets.get(name);
    if (known != null) {
      return known;
    }
    String extension = name.substring(name.lastIndexOf('.') + 1);
    URL resource = PageEndpoints.class.getResource("/web/" + name);
    String type = TYPES.get(extension);
    if (resource == null || type == null) {
      return null;
    }
    Asset asset = read(resource, type);
    assets.put(name, asset);
    return asset;
  }

  private static Asset read(URL resource, String type) {
    try (InputStream in = resource.openStream()) {
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Asset(type, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"", content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
