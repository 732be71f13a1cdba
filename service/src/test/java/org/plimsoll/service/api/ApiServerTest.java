package org.plimsoll.service.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plimsoll.service.api.view.VenueView;
import tools.jackson.databind.JsonNode;

/// What the server does around the endpoints: limits, caching, compression, permission, the page.
class ApiServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SUMMARY = "/api/v1/accounts/summary";

  private final AtomicReference<@Nullable VenueView> view = new AtomicReference<>(new FakeVenue(7));

  @SuppressWarnings("NullAway.Init")
  private ApiServer server;

  @BeforeEach
  void start() {
    server = start(ApiServer.Options.local(0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiServer start(ApiServer.Options options) {
    return ApiServer.start(
        options,
        view::get,
        new FakeGateway(),
        new FakeCatalogue(),
        new EventStream(options.limits()));
  }

  @Test
  void anAnswerIsNotSentAgainWhileTheSequenceStands() throws Exception {
    HttpResponse<String> first = get(SUMMARY);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = get(SUMMARY, "If-None-Match", tag);
    assertEquals(304, second.statusCode());
    assertEquals("", second.body());
    view.set(new FakeVenue(8));
    HttpResponse<String> third = get(SUMMARY, "If-None-Match", tag);
    assertEquals(200, third.statusCode());
    assertEquals(8, json(third).get("sequence").intValue());
  }

  @Test
  void beforeTheFirstViewTheAnswerIsToComeBack() throws Exception {
    view.set(null);
    HttpResponse<String> response = get(SUMMARY);
    assertEquals(503, response.statusCode());
    assertEquals("NOT_READY", json(response).get("code").stringValue());
    assertEquals("1", response.headers().firstValue("Retry-After").orElseThrow());
  }

  @Test
  void aLargeAnswerIsCompressedForWhoeverAccepts() throws Exception {
    String target = "/api/v1/rates/LONG-PERP/history?jurisdiction=EU&clientClass=ccp_member";
    HttpResponse<byte[]> response =
        CLIENT.send(
            request(target).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElseThrow());
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertTrue(plain.length > 10 * response.body().length);
    assertArrayEquals(get(target).body().getBytes(StandardCharsets.UTF_8), plain);
  }

  @Test
  void aLongHistoryIsThinnedAndKeepsItsPeak() throws Exception {
    JsonNode history =
        json(get("/api/v1/rates/LONG-PERP/history?jurisdiction=EU&clientClass=ccp_member"));
    assertTrue(history.get("thinned").booleanValue());
    JsonNode points = history.get("points");
    assertEquals(Limits.STANDARD.points(), points.size());
    assertEquals(0, points.get(0).get("sequence").intValue());
    assertEquals(
        FakeVenue.LONG_HISTORY - 1, points.get(points.size() - 1).get("sequence").intValue());
    long peaks =
        points.valueStream().filter(point -> point.get("rate").stringValue().equals("0.9")).count();
    assertEquals(1, peaks);
  }

  @Test
  void aBodyAboveTheLimitIsRefused() throws Exception {
    String body = "\"" + " ".repeat(Limits.STANDARD.bodyBytes()) + "\"";
    HttpResponse<String> response = post("/api/v1/simulations", body);
    assertEquals(413, response.statusCode());
    assertEquals("BODY_TOO_LARGE", json(response).get("code").stringValue());
  }

  @Test
  void aBodyNestedTooDeeplyIsMalformed() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/simulations", "[".repeat(5_000) + "]".repeat(5_000));
    assertEquals(400, response.statusCode());
    assertEquals("MALFORMED_JSON", json(response).get("code").stringValue());
  }

  @Test
  void aMemberGivenTwiceIsMalformed() throws Exception {
    HttpResponse<String> response =
        post("/api/v1/simulations", "{\"account\":\"a1\",\"account\":\"a2\"}");
    assertEquals("MALFORMED_JSON", json(response).get("code").stringValue());
  }

  @Test
  void everyPlaceThatBreaksTheSchemaIsNamedByItsPointer() throws Exception {
    String body =
        """
        {"account": "a1", "hurry": true,
         "trades": [{"instrument": "BTC-PERP", "quantity": 0.5},
                    {"instrument": "BTC-PERP", "quantity": "1e3"}],
         "prices": [{"instrument": "BTC-PERP"}]}""";
    HttpResponse<String> response = post("/api/v1/simulations", body);
    assertEquals(400, response.statusCode());
    Set<String> pointers = new TreeSet<>();
    json(response).get("errors").forEach(error -> pointers.add(text(error, "pointer")));
    assertTrue(
        pointers.containsAll(
            Set.of("/hurry", "/trades/0/quantity", "/trades/1/quantity", "/prices/0")),
        pointers.toString());
  }

  @Test
  void aTimeThatIsNoneIsRefusedInACommand() throws Exception {
    String body =
        """
        {"type": "price", "source": "s", "instrument": "BTC-PERP", "price": "1", "time": "noon"}""";
    HttpResponse<String> response = post("/api/v1/commands", body, "Idempotency-Key", "k");
    assertEquals(400, response.statusCode());
    assertEquals("/time", text(json(response).get("errors").get(0), "pointer"));
  }

  @Test
  void aQueryAboveTheLimitIsRefused() throws Exception {
    HttpResponse<String> response = get("/api/v1/accounts?cursor=" + "a".repeat(3_000));
    assertEquals(414, response.statusCode());
  }

  @Test
  void commandsNeedTheTokenWhereThereIsOne() throws Exception {
    server.close();
    server = start(new ApiServer.Options("127.0.0.1", 0, "s3cret", Set.of(), Limits.STANDARD));
    String body = "{\"type\":\"deposit\",\"account\":\"a1\",\"asset\":\"USDT\",\"amount\":\"1\"}";
    assertEquals(401, post("/api/v1/commands", body, "Idempotency-Key", "k").statusCode());
    HttpResponse<String> permitted =
        CLIENT.send(
            request("/api/v1/commands")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .header("Authorization", "Bearer s3cret")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertEquals(200, permitted.statusCode());
  }

  @Test
  void aForeignHostNameIsRefused() throws Exception {
    assertTrue(raw("GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\n").contains(" 400 "));
    assertTrue(raw("GET /api/v1/health HTTP/1.1\r\nHost: localhost:1\r\n").contains(" 200 "));
  }

  @Test
  void thePageIsServedWithItsTypesAndItsPolicy() throws Exception {
    HttpResponse<String> page = get("/");
    assertEquals("text/html;charset=utf-8", type(page));
    assertTrue(page.body().contains("<title>"));
    assertEquals(
        PageEndpoints.SECURITY_POLICY,
        page.headers().firstValue("Content-Security-Policy").orElseThrow());
    assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
    HttpResponse<String> script = get("/test-assets/test.js?v=1");
    assertEquals("text/javascript;charset=utf-8", type(script));
    String tag = script.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, get("/test-assets/test.js", "If-None-Match", tag).statusCode());
  }

  @Test
  void nothingOutsideThePageIsServed() throws Exception {
    for (String target :
        new String[] {
          "/../openapi.yaml",
          "/%2e%2e/openapi.yaml",
          "/logback.xml",
          "/test-assets/",
          "/test-assets/..%2f..%2flogback.xml",
          "/test-assets/.hidden.js",
          "/test-assets/test.class"
        }) {
      String response = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
      assertTrue(response.contains(" 404 ") || response.contains(" 400 "), target + response);
    }
  }

  @Test
  void theContractIsServedAsItIs() throws Exception {
    HttpResponse<String> response = get("/openapi.yaml");
    assertEquals(new Contract().text(), response.body());
    assertEquals("application/yaml", type(response));
  }

  @Test
  void metricsCountRequestsByRouteAndShowTheVenue() throws Exception {
    get("/api/v1/accounts/a1");
    get("/api/v1/accounts/nobody");
    String metrics = get("/metrics").body();
    String count = "plimsoll_http_requests_seconds_count{method=\"GET\",";
    String route = "route=\"/api/v1/accounts/{account}\",";
    assertTrue(metrics.contains(count + route + "status=\"200\"} 1"), metrics);
    assertTrue(metrics.contains(count + route + "status=\"404\"} 1"), metrics);
    assertTrue(metrics.contains("plimsoll_sequence 7.0"), metrics);
    assertTrue(metrics.contains("plimsoll_status{status=\"REPLAYING\"} 1.0"), metrics);
  }

  @Test
  void headAnswersLikeGetWithoutABody() throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            request(SUMMARY).method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
    assertTrue(response.headers().firstValue("ETag").isPresent());
  }

  @Test
  void theServerDoesNotNameItsSoftware() throws Exception {
    assertFalse(get("/api/v1/nothing").headers().firstValue("Server").isPresent());
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> get(String target, String... headers) throws Exception {
    HttpRequest.Builder request = request(target);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String target, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(server.address() + target));
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("").replace("; ", ";");
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonNode object, String name) {
    return Objects.requireNonNull(object.get(name), name).stringValue();
  }
}
