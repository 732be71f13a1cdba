package org.plimsoll.service.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.service.api.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A running server, asked over HTTP.
final class Server {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;

  Server(URI address) {
    String scheme = String.valueOf(address.getScheme());
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || address.getHost() == null || address.getQuery() != null) {
      throw new Failure(ExitCode.USAGE, "NOT_A_SERVER", address);
    }
    this.address = address;
  }

  JsonNode get(String target) throws InterruptedException {
    return send(HttpRequest.newBuilder(resolve(target)).GET());
  }

  JsonNode post(String target, Object body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(resolve(target))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  /// A query or path value with its special characters escaped.
  static String escape(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private URI resolve(String target) {
    return URI.create(address.toString().replaceFirst("/+$", "") + target);
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> response =
          client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = body(response);
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), body);
      }
      return body;
    } catch (ConnectException e) {
      throw new Failure(ExitCode.UNAVAILABLE, "SERVER_AWAY", address);
    } catch (HttpTimeoutException e) {
      throw new Failure(ExitCode.TRY_AGAIN, "SERVER_SLOW", address, PATIENCE.toSeconds());
    } catch (IOException e) {
      throw new Failure(ExitCode.UNAVAILABLE, "SERVER_BROKE", address, String.valueOf(e));
    }
  }

  private JsonNode body(HttpResponse<byte[]> response) {
    try {
      JsonNode body = Json.read(response.body());
      if (body.isObject() && (response.statusCode() == 200 || body.has("code"))) {
        return body;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      // told below
    }
    throw new Failure(ExitCode.UNAVAILABLE, "NOT_PLIMSOLL", address, response.statusCode());
  }

  private Failure refusal(int status, JsonNode problem) {
    String code = problem.path("code").asString("");
    String detail = detail(problem);
    return switch (status) {
      case 404 -> Failure.coded(ExitCode.BAD_DATA, code, "NOT_FOUND", detail);
      case 400, 413, 414, 415 ->
          Failure.coded(ExitCode.BAD_DATA, code, "REQUEST_REFUSED", address, detail);
      case 401, 403 -> Failure.coded(ExitCode.NOT_PERMITTED, code, "TOKEN_WRONG", address);
      case 422 -> Failure.coded(ExitCode.NO, code, "REQUEST_REFUSED", address, detail);
      case 429, 503 -> Failure.coded(ExitCode.TRY_AGAIN, code, "SERVER_BUSY", address, detail);
      default ->
          Failure.coded(ExitCode.UNAVAILABLE, code, "SERVER_FAILED", address, status, detail);
    };
  }

  private static String detail(JsonNode problem) {
    List<String> parts = new ArrayList<>();
    parts.add(problem.path("detail").asString(problem.path("title").asString("")));
    for (JsonNode error : problem.path("errors")) {
      String place = error.path("pointer").asString(error.path("parameter").asString(""));
      parts.add(place + " " + error.path("detail").asString(""));
    }
    return String.join(" ", parts).strip();
  }
}
