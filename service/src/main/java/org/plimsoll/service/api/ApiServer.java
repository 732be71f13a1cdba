package org.plimsoll.service.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.VenueView;

/// The HTTP server: Javalin as a thin edge over the router.
///
/// Every request has a virtual thread of its own, a bounded number at a time.
public final class ApiServer implements AutoCloseable {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  private final Options options;
  private final EventStream stream;
  private final MetricsEndpoints metrics;
  private final Router router;
  private final Javalin javalin;

  /// Where the server listens and whom it lets in.
  ///
  /// @param port 0 for any free one
  /// @param token what commands must carry, or nothing when they need none
  /// @param hosts names by which clients may address the server, besides the loopback's; a server
  ///     bound to the loopback answers to no other, so that a foreign page cannot reach it
  public record Options(
      String host, int port, @Nullable String token, Set<String> hosts, Limits limits) {
    /// Copies the set.
    public Options {
      hosts = Set.copyOf(hosts);
    }

    /// A server on the loopback interface, under the standard limits and without a token.
    public static Options local(int port) {
      return new Options("127.0.0.1", port, null, Set.of(), Limits.STANDARD);
    }
  }

  private ApiServer(
      Options options,
      Supplier<? extends @Nullable VenueView> current,
      @Nullable CommandGateway gateway,
      RuleCatalogue rules,
      EventStream stream,
      Evidence evidence) {
    this.options = options;
    this.stream = stream;
    Views views = new Views(current);
    Contract contract = new Contract();
    metrics = new MetricsEndpoints(views, stream);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new VenueEndpoints(views, contract).routes());
    routes.addAll(new DefaultEndpoints(views).routes());
    routes.addAll(new RateEndpoints(views, options.limits()).routes());
    routes.addAll(new AccountEndpoints(views, contract).routes());
    routes.addAll(new RuleSetEndpoints(rules).routes());
    routes.addAll(new CommandEndpoints(contract, gateway, options.token()).routes());
    routes.addAll(new StreamEndpoints(views, stream).routes());
    routes.addAll(new LogEndpoints(evidence.log()).routes());
    routes.add(new LineageEndpoints(evidence.lineage()).route());
    routes.addAll(metrics.routes());
    routes.addAll(new PageEndpoints().routes());
    router = new Router(routes);
    javalin = Javalin.create(this::configure);
  }

  /// Starts a server.
  ///
  /// @param current the present view; null until the venue has one
  /// @param gateway the way in for commands, or nothing for a server that only shows
  /// @param stream closed with the server
  public static ApiServer start(
      Options options,
      Supplier<? extends @Nullable VenueView> current,
      @Nullable CommandGateway gateway,
      RuleCatalogue rules,
      EventStream stream) {
    return start(options, current, gateway, rules, stream, Evidence.NONE);
  }

  /// Starts a server that shows evidence as well.
  public static ApiServer start(
      Options options,
      Supplier<? extends @Nullable VenueView> current,
      @Nullable CommandGateway gateway,
      RuleCatalogue rules,
      EventStream stream,
      Evidence evidence) {
    ApiServer server = new ApiServer(options, current, gateway, rules, stream, evidence);
    server.javalin.start(options.host(), options.port());
    return server;
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  /// The address of the page.
  public URI address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create("http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port());
  }

  /// Where the venue may count and time things of its own.
  public MeterRegistry metrics() {
    return metrics.registry();
  }

  @Override
  public void close() {
    stream.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    Limits limits = options.limits();
    var threads = new VirtualThreadPool();
    threads.setMaxConcurrentTasks(limits.concurrentRequests());
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(6));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "/*", this::handle);
      config.routes.addHttpHandler(method, "/", this::handle);
    }
  }

  private void handle(Context context) throws IOException {
    long started = System.nanoTime();
    Router.Answer answer = answer(context);
    send(context, answer.response());
    metrics.record(
        context.method().name(),
        answer.template(),
        answer.response().status(),
        System.nanoTime() - started);
  }

  private Router.Answer answer(Context context) throws IOException {
    try {
      requireHost(context);
      return router.answer(request(context));
    } catch (Problem.Thrown e) {
      Language language = Language.asked(context.header("Accept-Language"));
      return new Router.Answer(e.problem().response(language), "none");
    }
  }

  private Request request(Context context) throws IOException {
    String queryString = context.queryString();
    if (queryString != null && queryString.length() > options.limits().queryCharacters()) {
      throw Problem.of(
              414,
              "QUERY_TOO_LONG",
              "query-too-long",
              Sentence.of("detail.query-too-long", options.limits().queryCharacters()))
          .thrown();
    }
    int most = options.limits().bodyBytes();
    byte[] body = context.req().getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      throw Problem.of(
              413, "BODY_TOO_LARGE", "body-too-large", Sentence.of("detail.body-too-large", most))
          .thrown();
    }
    var headers = new TreeMap<String, String>();
    context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Request(context.method().name(), path(context), query(context), headers, body);
  }

  /// The path with its escapes read once, so that an escaped slash is a slash.
  private static String path(Context context) {
    try {
      return URLDecoder.decode(context.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badParameter("path", Sentence.of("detail.path-encoding")).thrown();
    }
  }

  private static SortedMap<String, String> query(Context context) {
    Map<String, List<String>> all;
    try {
      all = context.queryParamMap();
    } catch (IllegalArgumentException e) {
      throw Problem.badParameter("query", Sentence.of("detail.query-encoding")).thrown();
    }
    var query = new TreeMap<String, String>();
    all.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            throw Problem.badParameter(name, Sentence.of("detail.parameter-twice")).thrown();
          }
          query.put(name, values.getFirst());
        });
    return query;
  }

  /// A name server that a stranger controls can point a name at 127.0.0.1; the browser would then
  /// let the stranger's page read this server. It sends the stranger's name, which is refused.
  private void requireHost(Context context) {
    boolean open = !LOOPBACK.contains(options.host()) && options.hosts().isEmpty();
    String sent = context.header("Host");
    String name = sent == null ? "" : sent.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    if (open || LOOPBACK.contains(name) || options.hosts().contains(name)) {
      return;
    }
    throw Problem.of(
            400,
            "HOST_NOT_ALLOWED",
            "host-not-allowed",
            Sentence.of("detail.host-not-allowed", String.join(", ", allowedHosts())))
        .thrown();
  }

  private Set<String> allowedHosts() {
    Set<String> all = new TreeSet<>(options.hosts());
    all.addAll(LOOPBACK);
    return all;
  }

  private static void send(Context context, Response response) throws IOException {
    context.status(response.status());
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    response.headers().forEach(context::header);
    switch (response.body()) {
      case Response.Bytes(byte[] content) -> {
        if (response.status() != 304) {
          context.contentType(response.contentType());
          context.result(content);
        }
      }
      case Response.Streaming(Response.Writer writer) -> stream(context, response, writer);
    }
  }

  private static void stream(Context context, Response response, Response.Writer writer) {
    context.res().setContentType(response.contentType());
    context.res().setCharacterEncoding("utf-8");
    try {
      writer.writeTo(context.res().getOutputStream());
    } catch (IOException e) {
      // The client has left: the ordinary end of a stream.
    }
  }
}
