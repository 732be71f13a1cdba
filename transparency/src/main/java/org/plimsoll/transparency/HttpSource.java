package org.plimsoll.transparency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A log that an HTTP server publishes.
///
/// Every answer is bounded: in bytes by the largest entry bundle there can be, in time by a
/// deadline that covers its body too, which the client's own timeout does not. Redirects are not
/// followed.
public final class HttpSource implements LogSource {
  /// 256 entries of the greatest length with their lengths.
  private static final long MAX_BYTES = 256L * (EntryBundle.MAX_ENTRY_BYTES + Short.BYTES);

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final URI prefix;
  private final HttpClient client;
  private final Duration deadline;

  /// The log below `prefix`, read with a client of the JDK.
  ///
  /// @param deadline for each whole answer
  public HttpSource(URI prefix, HttpClient client, Duration deadline) {
    String text = prefix.toString();
    this.prefix = URI.create(text.endsWith("/") ? text : text + "/");
    this.client = client;
    this.deadline = deadline;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    URI address = prefix.resolve(path);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(deadline).GET().build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    HttpResponse<byte[]> answer = await(coming, address);
    return switch (answer.statusCode()) {
      case OK -> Optional.of(answer.body());
      case NOT_FOUND, GONE -> Optional.empty();
      default -> throw new IOException(address + " answers with " + answer.statusCode());
    };
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> coming, URI address)
      throws IOException {
    try {
      return coming.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new IOException(address + " did not answer within " + deadline, e);
    } catch (ExecutionException e) {
      throw new IOException(address + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + address, e);
    }
  }
}
