package org.plimsoll.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.LogFiles;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.TransparencyLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Golden exchanges over a real connection: what is asked, what must be answered to the last
/// member, and that every answer is one that the contract describes.
class ExchangeTest {
  private static final Contract CONTRACT = new Contract();
  private static final JsonNode DOCUMENT = new YAMLMapper().readTree(CONTRACT.text());
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static ApiServer server;

  private record Exchange(
      String name, String method, String target, List<String> headers, String body, Answer answer) {
    String path() {
      return target.split("\\?", 2)[0];
    }
  }

  private record Answer(int status, String contentType, String body) {}

  /// The example key of the documentation of golang.org/x/mod/sumdb/note.
  private static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

  private static final String COMPUTATION = "5".repeat(64);

  @BeforeAll
  static void start(@TempDir Path folder) {
    LogFiles files = new DiskFiles(folder.resolve("log"));
    try (TransparencyLog log = TransparencyLog.open(files, LogSettings.of(KEY))) {
      log.append(
          "{\"instrument\":\"BTC-PERP\",\"type\":\"rate\"}".getBytes(StandardCharsets.UTF_8));
      log.append("{\"type\":\"state\"}".getBytes(StandardCharsets.UTF_8));
      log.checkpoint();
    }
    String record = "{\"id\":\"" + COMPUTATION + "\",\"computation\":\"rate/1\"}";
    Evidence evidence =
        new Evidence(
            new LogSite(files, KEY.verifier().text()),
            id ->
                id.equals(COMPUTATION)
                    ? Optional.of(record.getBytes(StandardCharsets.UTF_8))
                    : Optional.empty());
    server =
        ApiServer.start(
            ApiServer.Options.local(0),
            () -> new FakeVenue(7),
            new FakeGateway(),
            new FakeCatalogue(),
            new EventStream(Limits.STANDARD),
            evidence);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExchangeIsAnsweredAsWritten() throws IOException {
    return exchanges().stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.name(), () -> check(exchange)));
  }

  @Test
  void everyOperationOfTheContractHasAnExchangeOrATestOfItsOwn() throws IOException {
    Set<String> covered =
        new TreeSet<>(Set.of("GET /metrics", "GET /openapi.yaml", "GET /api/v1/stream"));
    for (Exchange exchange : exchanges()) {
      covered.add(exchange.method() + " " + template(exchange.path()));
    }
    Set<String> operations = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertEquals(operations, intersection(covered, operations));
  }

  private static Set<String> intersection(Set<String> left, Set<String> right) {
    Set<String> both = new TreeSet<>(left);
    both.retainAll(right);
    return both;
  }

  private static void check(Exchange exchange) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + exchange.target()));
    for (String header : exchange.headers()) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    request.method(exchange.method(), BodyPublishers.ofString(exchange.body()));
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertEquals(exchange.answer().status(), response.statusCode(), response.body());
    assertEquals(exchange.answer().contentType(), type.split(";", 2)[0]);
    JsonNode actual = Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    JsonNode expected = Json.read(exchange.answer().body().getBytes(StandardCharsets.UTF_8));
    assertEquals(expected.toPrettyString(), actual.toPrettyString());
    assertConforms(exchange, actual);
  }

  private static void assertConforms(Exchange exchange, JsonNode actual) {
    String template = template(exchange.path());
    JsonNode operation =
        DOCUMENT.at("/paths").path(template).path(exchange.method().toLowerCase(Locale.ROOT));
    String schema = "Problem";
    if (!operation.isMissingNode()) {
      JsonNode answer =
          resolve(operation.path("responses").path(String.valueOf(exchange.answer().status())));
      JsonNode content = answer.path("content").path(exchange.answer().contentType());
      assertTrue(content.has("schema"), exchange.name() + ": the contract has no such answer");
      schema = content.path("schema").path("$ref").stringValue().replaceFirst(".*/", "");
    }
    assertEquals(List.of(), CONTRACT.check(schema, actual, Language.ENGLISH));
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").stringValue().substring(1)) : node;
  }

  private static String template(String path) {
    for (String template : DOCUMENT.get("paths").propertyNames()) {
      if (template.equals(path)) {
        return template;
      }
    }
    for (String template : DOCUMENT.get("paths").propertyNames()) {
      String pattern = template.replace("{packId}", ".+").replaceAll("\\{[a-z]+}", "[^/]+");
      if (path.matches(pattern)) {
        return template;
      }
    }
    return "none";
  }

  private static List<Exchange> exchanges() throws IOException {
    Path folder =
        Path.of(System.getProperty("plimsoll.root"), "service/src/test/resources/exchanges");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(ExchangeTest::read).toList();
    }
  }

  private static Exchange read(Path file) {
    try {
      String[] halves = Files.readString(file).split("\n---\n", 2);
      String[] request = halves[0].split("\n\n", 2);
      List<String> lines = request[0].lines().toList();
      String[] first = lines.getFirst().split(" ", 2);
      String[] answer = halves[1].split("\n", 2);
      String[] status = answer[0].split(" ", 2);
      return new Exchange(
          file.getFileName().toString().replace(".txt", ""),
          first[0],
          first[1],
          lines.subList(1, lines.size()),
          request.length > 1 ? request[1].strip() : "",
          new Answer(Integer.parseInt(status[0]), status[1], answer[1]));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
