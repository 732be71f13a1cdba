package org.plimsoll.service;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.service.cli.Cli;
import org.plimsoll.service.cli.Console;

/// `plimsoll serve` in a thread of its own, on a free port.
final class LiveServer implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:[0-9]+");

  private final Words words = new Words();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final Thread thread;

  private LiveServer(Map<String, String> environment, String... args) {
    Console console =
        new Console(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(words, true, StandardCharsets.UTF_8),
            false,
            environment);
    thread = Thread.ofPlatform().start(() -> exit.complete(Cli.run(args, new Program(), console)));
  }

  /// Starts `serve` with these arguments and waits until it tells its address.
  static LiveServer start(Map<String, String> environment, String... args) throws Exception {
    String[] all = new String[args.length + 3];
    all[0] = "serve";
    all[1] = "--port";
    all[2] = "0";
    System.arraycopy(args, 0, all, 3, args.length);
    LiveServer server = new LiveServer(environment, all);
    try {
      server.words.address.get(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      server.close();
      throw new AssertionError("no address within 30 s: " + server.words, e);
    }
    return server;
  }

  /// Where it listens.
  String address() {
    return words.address.join();
  }

  /// What it has said on standard error.
  String said() {
    return words.toString();
  }

  /// Ends it as Ctrl-C would, and gives its exit code.
  int stop() {
    thread.interrupt();
    return exit.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    stop();
  }

  /// Collects what is said and looks for the address in it.
  private static final class Words extends OutputStream {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> address = new CompletableFuture<>();

    @Override
    public synchronized void write(int b) {
      text.append((char) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
      text.append(new String(bytes, from, length, StandardCharsets.UTF_8));
      Matcher found = ADDRESS.matcher(text);
      if (found.find() && text.indexOf("\n", found.end()) >= 0) {
        address.complete(found.group());
      }
    }

    @Override
    public synchronized String toString() {
      return text.toString();
    }
  }
}
