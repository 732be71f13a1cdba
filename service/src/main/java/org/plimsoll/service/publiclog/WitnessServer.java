package org.plimsoll.service.publiclog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.NoteSignature;
import org.plimsoll.transparency.Witness;
import org.plimsoll.transparency.WitnessAnswer;

/// A witness behind HTTP: `POST /add-checkpoint` of C2SP tlog-witness, on the loopback interface.
public final class WitnessServer implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 16;
  private static final int WAITING = 64;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Witness witness;

  private WitnessServer(HttpServer server, Witness witness) {
    this.server = server;
    this.witness = witness;
  }

  /// Starts a server.
  ///
  /// @param port 0 for any free one
  public static WitnessServer start(Witness witness, int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING);
    WitnessServer server = new WitnessServer(http, witness);
    http.createContext("/add-checkpoint", server::handle);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /// Where it listens.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, 405, "text/plain", "POST only\n");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        send(exchange, 413, "text/plain", "the limit is " + MOST_BYTES + " bytes\n");
        return;
      }
      answer(exchange, body);
    } catch (LogException | UncheckedIOException e) {
      send(exchange, 500, "text/plain", "the witness cannot keep what it would sign\n");
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    WitnessAnswer answer = witness.add(body);
    switch (answer) {
      case WitnessAnswer.Cosigned(var signatures) -> {
        StringBuilder text = new StringBuilder();
        for (NoteSignature signature : signatures) {
          text.append(signature.line()).append('\n');
        }
        send(exchange, answer.status(), "text/plain; charset=utf-8", text.toString());
      }
      case WitnessAnswer.Conflict(long size) ->
          send(exchange, answer.status(), "text/x.tlog.size", size + "\n");
      case WitnessAnswer.Refused(int status, String detail) ->
          send(exchange, status, "text/plain; charset=utf-8", detail + "\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
