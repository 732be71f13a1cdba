package org.plimsoll.conformance.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/// A server with the API's shape and invented numbers, so that the page can be tested alone, and in
/// situations that a real venue cannot be brought into at will: a cut line, a flood of events.
final class InventedVenue implements PageUnderTest {
  private static final long TICK_MILLIS = 100;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final AtomicLong tick = new AtomicLong(200);
  private final Set<HttpExchange> streams = ConcurrentHashMap.newKeySet();
  private final List<String> resumedFrom = new CopyOnWriteArrayList<>();
  private volatile boolean held;
  private volatile boolean cut;
  private volatile int batchesPerTick = 1;

  private InventedVenue(HttpServer server) {
    this.server = server;
  }

  static InventedVenue start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    InventedVenue venue = new InventedVenue(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", venue::page);
    server.createContext("/api/v1/", venue::api);
    server.createContext("/api/v1/stream", venue::stream);
    server.start();
    return venue;
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// Stops time, or lets it run again.
  void hold(boolean hold) {
    held = hold;
  }

  /// Cuts every stream and refuses new ones, or allows them again.
  void cut(boolean nowCut) {
    cut = nowCut;
    if (nowCut) {
      streams.forEach(HttpExchange::close);
    }
  }

  /// Sends this many batches where one is usual.
  void flood(int batches) {
    batchesPerTick = batches;
  }

  /// The `Last-Event-ID` that each stream was asked for with, in order; empty text for none.
  List<String> resumedFrom() {
    return resumedFrom;
  }

  private void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.equals("/") ? "index.html" : path.substring(1);
    try (exchange;
        InputStream in = InventedVenue.class.getResourceAsStream("/web/" + name)) {
      if (in == null || name.contains("..")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = in.readAllBytes();
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object answer = answer(exchange.getRequestURI());
      byte[] body =
          json.writeValueAsBytes(
              answer == null
                  ? InventedFigures.object(
                      "title", "No such thing", "status", 404, "code", "NOT_FOUND")
                  : answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private @Nullable Object answer(URI uri) {
    String[] path = uri.getPath().substring("/api/v1/".length()).split("/", -1);
    Map<String, String> query = query(uri);
    String jurisdiction = query.getOrDefault("jurisdiction", "");
    String clientClass = query.getOrDefault("clientClass", "");
    long now = tick.get();
    String route = path.length == 3 ? path[0] + "/*/" + path[2] : path[0];
    return switch (route) {
      case "health" -> InventedFigures.health(now);
      case "instruments" -> InventedFigures.instruments();
      case "jurisdictions" -> InventedFigures.regimes();
      case "rates" -> InventedFigures.rates(jurisdiction, clientClass, now);
      case "rates/*/history" -> InventedFigures.history(path[1], jurisdiction, clientClass, now);
      case "rates/*/explain" -> InventedFigures.explain(path[1], jurisdiction, clientClass, now);
      case "instruments/*/forecast" -> InventedFigures.forecast(path[1], now);
      case "defaults" -> InventedAccounts.defaults(now);
      case "log" -> Map.of("kept", false);
      case "accounts" ->
          path.length == 1
              ? InventedAccounts.page(
                  query.get("status"), Integer.parseInt(query.getOrDefault("limit", "100")))
              : path[1].equals("summary")
                  ? InventedAccounts.summary(now)
                  : InventedAccounts.account(path[1], now);
      default -> null;
    };
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> result = new TreeMap<>();
    String text = uri.getRawQuery();
    for (String pair : (text == null ? "" : text).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        result.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return result;
  }

  private void stream(HttpExchange exchange) throws IOException {
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    resumedFrom.add(last == null ? "" : last);
    Map<String, String> query = query(exchange.getRequestURI());
    if (cut) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    streams.add(exchange);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!cut) {
        for (int i = 0; i < batchesPerTick; i++) {
          out.write(batch(query, held ? tick.get() : tick.incrementAndGet()));
          out.flush();
        }
        Thread.sleep(TICK_MILLIS);
      }
    } catch (IOException e) {
      // The reader went away, as readers do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(exchange);
      exchange.close();
    }
  }

  private byte[] batch(Map<String, String> query, long now) {
    StringBuilder text = new StringBuilder(": batch\n");
    event(text, "progress", InventedFigures.health(now));
    Map<String, Object> rates =
        InventedFigures.rates(
            query.getOrDefault("jurisdiction", ""), query.getOrDefault("clientClass", ""), now);
    if (rates != null) {
      event(text, "rates", rates);
    }
    if (now % 7 == 0 && !held) {
      event(text, "effects", InventedAccounts.effects(now));
    }
    text.append("id: ").append(InventedFigures.sequence(now)).append('\n');
    event(text, "accounts", InventedAccounts.summary(now));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void event(StringBuilder text, String type, Object data) {
    text.append("event: ").append(type).append("\ndata: ");
    text.append(json.writeValueAsString(data)).append("\n\n");
  }

  @Override
  public void close() {
    cut(true);
    server.stop(0);
  }

  /// Serves the page until the process is ended, for a person to look at.
  static void main() throws IOException, InterruptedException {
    try (InventedVenue venue = start()) {
      System.out.println("The page with invented figures: " + venue.base());
      Thread.currentThread().join();
    }
  }
}
