package org.plimsoll.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A server on the loopback with the layout of Binance's public archive: zipped tables, each with
/// its SHA-256 beside it. It answers ranges, and can be told to cut a connection once.
final class ArchiveOnLoopback implements AutoCloseable {
  private static final String FOLDER = "/data/spot/daily/klines/BTCUSDT/1h/";

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Set<String> cut = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  ArchiveOnLoopback() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Requests so far, as `path` or `path range`.
  List<String> requests() {
    return requests;
  }

  static String name(LocalDate day) {
    return "BTCUSDT-1h-" + day + ".zip";
  }

  /// Publishes a day of hourly candles as the archive does.
  byte[] publish(LocalDate day) throws IOException {
    SplittableRandom random = new SplittableRandom(day.toEpochDay());
    StringBuilder rows = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      long open = (day.toEpochDay() * 24 + hour) * 3_600_000;
      rows.append(
          "%d,42000.10,42100.50,41900.00,42050.25,%d.5,%d,1,1,1,1,0\n"
              .formatted(open, random.nextInt(1_000_000), open + 3_599_999));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("BTCUSDT-1h-" + day + ".csv"));
      zip.write(rows.toString().getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    return publish(day, bytes.toByteArray());
  }

  /// Publishes these bytes for a day, with their right checksum.
  byte[] publish(LocalDate day, byte[] bytes) {
    files.put(FOLDER + name(day), bytes);
    files.put(
        FOLDER + name(day) + ".CHECKSUM",
        (sha256(bytes) + "  " + name(day) + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes;
  }

  /// Changes a byte of a published day, so that its checksum is wrong.
  void corrupt(LocalDate day) {
    byte[] bytes = Objects.requireNonNull(files.get(FOLDER + name(day))).clone();
    bytes[bytes.length / 2] ^= 1;
    files.put(FOLDER + name(day), bytes);
  }

  /// Ends the next connection for a day in the middle of its bytes.
  void cutOnce(LocalDate day) {
    cut.add(FOLDER + name(day));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? path : path + " " + range);
      byte[] bytes = files.get(path);
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
      int length = cut.remove(path) ? bytes.length / 2 : bytes.length - from;
      exchange.getResponseBody().write(bytes, from, length);
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
