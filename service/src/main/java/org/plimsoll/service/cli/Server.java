package org.plimsoll.service.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.plimsoll.service.api.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A running server, asked over HTTP.
final class Server {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;

  Server(URI address) {
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
    try {
      return URI.create(address.toString().replaceFirst("/+$", "") + target);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "BAD_REQUEST", String.valueOf(e.getMessage()));
    }
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> response =
          client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = Json.read(response.body());
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.UNAVAILABLE, "SERVER_AWAY", address, String.valueOf(e.getMessage()));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new Failure(
          ExitCode.UNAVAILABLE, "SERVER_AWAY", address, String.valueOf(e.getMessage()));
    }
  }

  private static Failure refusal(int status, JsonNode problem) {
    int exitCode =
        switch (status) {
          case 400, 404, 413, 414, 415 -> ExitCode.BAD_DATA;
          case 401, 403 -> ExitCode.NOT_PERMITTED;
          case 422 -> ExitCode.NO;
          case 429, 503 -> ExitCode.TRY_AGAIN;
          default -> ExitCode.UNAVAILABLE;
        };
    return new Failure(
        exitCode,
        "SERVER_REFUSED",
        status,
        problem.path("code").asString(""),
        problem.path("detail").asString(""));
  }
}
