package org.plimsoll.feeds.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A server on the loopback with the layout of the public archive, which can be told to misbehave.
final class LoopbackArchive implements AutoCloseable {
  /// How the next answers to one path differ from the right one.
  enum Mood {
    RIGHT,
    BREAKS_IN_THE_MIDDLE,
    STALLS_IN_THE_MIDDLE,
    SERVER_ERROR,
    FORBIDDEN,
    IGNORES_RANGE,
    FLIPS_A_BYTE
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Queue<Mood>> moods = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  LoopbackArchive() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// Requests so far, as `path` or `path range`.
  List<String> requests() {
    return requests;
  }

  /// The most requests that were being answered at once.
  int mostAtOnce() {
    return most.get();
  }

  /// Publishes a file with its right checksum.
  byte[] publish(ArchiveFile file, byte[] bytes) {
    files.put("/" + file.path(), bytes);
    files.put(
        "/" + file.checksumPath(),
        (sha256(bytes) + "  " + file.name() + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes;
  }

  void publishText(String path, String text) {
    files.put("/" + path, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Sets how the next answers to a path go; afterwards they are right.
  void next(String path, Mood... next) {
    moods.put("/" + path, new ArrayDeque<>(List.of(next)));
  }

  static byte[] zip(String entry, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? path : path + " " + range);
      Queue<Mood> queue = moods.getOrDefault(path, new ArrayDeque<>());
      Mood mood;
      synchronized (queue) {
        mood = queue.isEmpty() ? Mood.RIGHT : queue.remove();
      }
      answer(exchange, path, range == null ? "" : range, mood);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      now.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, String path, String range, Mood mood)
      throws IOException, InterruptedException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    switch (mood) {
      case SERVER_ERROR -> exchange.sendResponseHeaders(500, -1);
      case FORBIDDEN -> exchange.sendResponseHeaders(403, -1);
      case RIGHT -> send(exchange, bytes, range, Integer.MAX_VALUE);
      case IGNORES_RANGE -> send(exchange, bytes, "", Integer.MAX_VALUE);
      case BREAKS_IN_THE_MIDDLE -> send(exchange, bytes, range, bytes.length / 2);
      case STALLS_IN_THE_MIDDLE -> {
        send(exchange, bytes, range, bytes.length / 2);
        Thread.sleep(5_000);
      }
      case FLIPS_A_BYTE -> {
        byte[] wrong = bytes.clone();
        wrong[wrong.length / 2] ^= 1;
        send(exchange, wrong, range, Integer.MAX_VALUE);
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes, String range, int most)
      throws IOException {
    int from = 0;
    if (!range.isEmpty()) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      if (from >= bytes.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    }
    exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, bytes.length - from);
    byte[] sent = Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, (long) from + most));
    exchange.getResponseBody().write(sent);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
