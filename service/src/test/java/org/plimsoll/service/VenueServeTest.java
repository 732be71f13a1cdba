package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.service.venue.VenueFile;
import tools.jackson.databind.JsonNode;

/// An exchange opens a venue of its own from a file and drives it over HTTP.
@Timeout(120) // a server that should have been refused would serve without end
class VenueServeTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("plimsoll.root"), "docs", "examples", "venue.yaml");

  @TempDir Path folder;

  private record Answer(int status, JsonNode body) {}

  /// A client of one server.
  private record Client(String address) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    Answer get(String path) throws Exception {
      return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    /// Posts a command; quotes are written as apostrophes.
    Answer post(String key, String body) throws Exception {
      return send(
          HttpRequest.newBuilder(URI.create(address + "/api/v1/commands"))
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    long accepted(String key, String body) throws Exception {
      Answer answer = post(key, body);
      assertEquals(200, answer.status(), () -> body + " → " + answer.body());
      return answer.body().get("sequence").longValue();
    }

    void price(String key, String source, String instrument, String price) throws Exception {
      accepted(
          key,
          "{'type':'price','source':'%s','instrument':'%s','price':'%s','time':'%s'}"
              .formatted(source, instrument, price, Instant.now()));
    }

    /// Waits until the view has reached a sequence.
    void await(long sequence) throws Exception {
      for (int i = 0; i < 200; i++) {
        if (get("/api/v1/health").body().get("sequence").longValue() >= sequence) {
          return;
        }
        Thread.sleep(25);
      }
      throw new AssertionError("the view did not reach " + sequence);
    }

    JsonNode margin(String account) throws Exception {
      return get("/api/v1/accounts/" + account).body().get("margin");
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), Json.read(response.body()));
    }
  }

  private static void assertMoney(String expected, JsonNode actual) {
    assertEquals(
        0,
        new BigDecimal(expected).compareTo(new BigDecimal(actual.stringValue())),
        () -> "expected " + expected + ", was " + actual);
  }

  private String journal() {
    return folder.resolve("journal").toString();
  }

  private static long openAccounts(Client client) throws Exception {
    for (String account : new String[] {"alice", "bob"}) {
      client.accepted(
          "open-" + account,
          "{'type':'open-account','account':'%s','mode':'CROSS','jurisdiction':'EU','clientClass':'retail'}"
              .formatted(account));
      client.accepted(
          "deposit-" + account,
          "{'type':'deposit','account':'%s','asset':'USDT','amount':'20000'}".formatted(account));
    }
    client.price("price-1", "north", "BTC-PERP", "60000.00");
    client.price("price-2", "south", "BTC-PERP", "60000.00");
    return client.accepted("trade-1", trade("alice", "bob", "0.5"));
  }

  private static String trade(String buyer, String seller, String quantity) {
    return "{'type':'trade','buyer':'%s','seller':'%s','instrument':'BTC-PERP','quantity':'%s','price':'60000'}"
        .formatted(buyer, seller, quantity);
  }

  @Test
  void theExampleVenueOpensDepositsTradesAndShowsMargin() throws Exception {
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
      Client client = new Client(server.address());
      assertTrue(server.said().contains("Opened Example Exchange"), server.said());
      long traded = openAccounts(client);
      client.await(traded);
      // Half of 0.5 × 60,000 is to be posted by the Union's retail clients; half of that is kept.
      // Without a forecast the levy is its cap: 0.05 % of 30,000.
      for (String account : new String[] {"alice", "bob"}) {
        JsonNode margin = client.margin(account);
        assertMoney("19985", margin.get("equity"));
        assertMoney("15000", margin.get("initialRequirement"));
        assertMoney("7500", margin.get("maintenanceRequirement"));
        assertEquals("HEALTHY", margin.get("status").stringValue());
      }
      Answer refused = client.post("trade-2", trade("alice", "bob", "0.5"));
      assertEquals(422, refused.status());
      assertEquals("MARGIN_INSUFFICIENT", refused.body().get("code").stringValue());

      // 5,500 a coin lower: alice has lost 2,750, and bob's gain counts less its haircut of 10 %.
      client.price("price-3", "north", "BTC-PERP", "54500.00");
      client.price("price-4", "south", "BTC-PERP", "54500.00");
      long last =
          client.accepted(
              "deposit-bob-2", "{'type':'deposit','account':'bob','asset':'USDT','amount':'1'}");
      client.await(last);
      assertMoney("17235", client.margin("alice").get("equity"));
      assertMoney("13625", client.margin("alice").get("initialRequirement"));
      assertMoney("22461", client.margin("bob").get("equity"));
    }
  }

  @Test
  void aCommandSentAgainAfterThePricesMovedIsTheSameCommand() throws Exception {
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
      Client client = new Client(server.address());
      long traded = openAccounts(client);
      client.price("price-3", "north", "BTC-PERP", "60010.00");
      Thread.sleep(20);
      Answer again = client.post("trade-1", trade("alice", "bob", "0.5"));
      assertEquals(200, again.status(), again.body().toString());
      assertTrue(again.body().get("duplicate").booleanValue());
      assertEquals(traded, again.body().get("sequence").longValue());
      Answer other = client.post("trade-1", trade("alice", "bob", "0.6"));
      assertEquals(409, other.status(), other.body().toString());
    }
    // After a new start as well; and the journal proves itself.
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
      Client client = new Client(server.address());
      Answer again = client.post("trade-1", trade("alice", "bob", "0.5"));
      assertTrue(again.body().get("duplicate").booleanValue(), again.body().toString());
      // The index is the median of 60,010 and 60,000.
      assertMoney("15001.25", client.margin("alice").get("initialRequirement"));
      ProgramRun explained =
          ProgramRun.of(
              "explain",
              "--server",
              server.address(),
              "--instrument",
              "BTC-PERP",
              "--jurisdiction",
              "EU",
              "--client-class",
              "retail");
      assertEquals(ExitCode.OK, explained.exit(), explained.err());
      assertEquals("0.5", explained.json().get("rate").get("rate").stringValue());
    }
    ProgramRun replay = ProgramRun.of("replay", "--verify", "--journal", journal());
    assertEquals(ExitCode.OK, replay.exit(), replay.err());
  }

  @Test
  void aWholeDayOfAVenueCanBeDriven() throws Exception {
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
      Client client = new Client(server.address());
      openAccounts(client);
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
      String bar =
          "{'type':'bar','instrument':'BTC-PERP','openTime':'%s','open':'60000','high':'60500','low':'59800','close':'60100','volume':'12.5'}";
      client.accepted("bar-1", bar.formatted(hour.minus(2, ChronoUnit.HOURS)));
      client.accepted("bar-2", bar.formatted(hour.minus(1, ChronoUnit.HOURS)));
      Answer open = client.post("bar-3", bar.formatted(hour));
      assertEquals(422, open.status());
      assertTrue(open.body().get("detail").stringValue().contains("has not closed"));
      client.accepted("funding", "{'type':'funding','instrument':'BTC-PERP','rate':'0.0001'}");
      client.accepted(
          "isolated",
          "{'type':'open-account','account':'carol','mode':'ISOLATED','jurisdiction':'JP','clientClass':'individual'}");
      client.accepted(
          "carol", "{'type':'deposit','account':'carol','asset':'USDT','amount':'900'}");
      client.accepted(
          "allocate",
          "{'type':'allocate','account':'carol','instrument':'ETH-PERP','amount':'400'}");
      client.accepted(
          "close-out",
          "{'type':'trade','buyer':'bob','seller':'alice','instrument':'BTC-PERP','quantity':'0.5','price':'60000','liquidation':true}");
      Answer future =
          client.post("wrong", "{'type':'expiry','instrument':'BTC-20301227','price':'61000'}");
      assertTrue(future.status() == 200 || future.status() == 422, future.body().toString());
      Answer unknown = client.post("nowhere", "{'type':'funding','instrument':'XYZ','rate':'0'}");
      assertEquals(422, unknown.status());
      long last =
          client.accepted(
              "withdraw", "{'type':'withdraw','account':'bob','asset':'USDT','amount':'100'}");
      client.await(last);
      // Alice was long as funding was paid: 30,000 × 0.01 % is 3; each paid a levy of 15. Both are
      // flat.
      assertMoney("19982", client.margin("alice").get("equity"));
      assertMoney("0", client.margin("alice").get("initialRequirement"));
      assertMoney("19888", client.margin("bob").get("equity"));
    }
  }

  @Test
  void pricesThatStopComingGoStaleWithoutAnybodySayingSo() throws Exception {
    Path file = folder.resolve("quick.yaml");
    Files.writeString(file, Files.readString(EXAMPLE).replace("max_age: 30 s", "max_age: 1 s"));
    try (LiveServer server =
        LiveServer.start(
            Map.of(), "--journal", journal(), "--venue", file.toString(), "--pulse", "1")) {
      Client client = new Client(server.address());
      openAccounts(client);
      // Rates are multiplied by 1.1 while the index is held: the file's staleness, by default.
      for (int i = 0; i < 200; i++) {
        JsonNode rate =
            client.get("/api/v1/rates?jurisdiction=EU&clientClass=retail").body().get("rates");
        if (rate.get(1).get("rate").stringValue().equals("0.55")) {
          return;
        }
        Thread.sleep(50);
      }
      throw new AssertionError("the rate was not raised");
    }
  }

  @Test
  void theRecordedPastOfAMarketIsTakenBeforeTheVenueOpens() throws Exception {
    Path data = folder.resolve("data");
    try (ArchiveOnLoopback archive = new ArchiveOnLoopback()) {
      for (int day = 1; day <= 3; day++) {
        archive.publish(LocalDate.of(2024, 1, day));
      }
      ProgramRun pull =
          ProgramRun.of(
              "data",
              "pull",
              "BTCUSDT",
              "--from",
              "2024-01-01",
              "--to",
              "2024-01-03",
              "--archive",
              archive.address(),
              "--into",
              data.toString());
      assertEquals(ExitCode.OK, pull.exit(), pull.err());
    }
    Path file = folder.resolve("past.yaml");
    Files.writeString(file, Files.readString(EXAMPLE) + "\nopened_at: 2024-01-04T00:00:00Z\n");
    try (LiveServer server =
        LiveServer.start(
            Map.of(),
            "--journal",
            journal(),
            "--venue",
            file.toString(),
            "--data",
            data.toString(),
            "--clock",
            "journal")) {
      assertTrue(server.said().contains("72 hours of recorded bars"), server.said());
      Client client = new Client(server.address());
      JsonNode rates =
          client.get("/api/v1/rates?jurisdiction=EU&clientClass=retail").body().get("rates");
      assertEquals("BTC-PERP", rates.get(1).get("instrument").stringValue());
      assertTrue(rates.get(1).has("sigmaDay"), rates.toString());
      // By the journal's clock a price of then is fresh, and moves the venue's time.
      for (String source : new String[] {"north", "south"}) {
        client.accepted(
            source,
            "{'type':'price','source':'%s','instrument':'BTC-PERP','price':'42000','time':'2024-01-04T00:00:05Z'}"
                .formatted(source));
      }
      client.await(
          client.accepted(
              "late",
              "{'type':'open-account','account':'a','mode':'CROSS','jurisdiction':'EU','clientClass':'retail'}"));
      JsonNode health = client.get("/api/v1/health").body();
      assertEquals("2024-01-04T00:00:05Z", health.get("time").stringValue());
    }
  }

  @Test
  void aVenueWithRulesForDefaultsOrdersLiquidationsAndTakesTheirFills() throws Exception {
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
      Client client = new Client(server.address());
      assertTrue(server.said().contains("rules for defaults"), server.said());
      openAccounts(client);
      client.price("fall-1", "north", "BTC-PERP", "26000.00");
      client.price("fall-2", "south", "BTC-PERP", "26000.00");
      client.await(
          client.accepted(
              "pool",
              "{'type':'deposit','account':'venue:base-pool','asset':'USDT','amount':'1000'}"));
      JsonNode defaults = client.get("/api/v1/defaults").body();
      assertMoney("1000", defaults.get("pools").get(0).get("balance"));
      // Equity 19,985 − 17,000 = 2,985 is below maintenance 3,250. Selling x frees 1.5 × 6,500 x of
      // the 4,875 wanted and costs 0.7 % of 26,000 x: x ≥ 1,890 ÷ 9,568, upwards to four digits.
      JsonNode order = defaults.get("openOrders").get(0);
      assertEquals("alice", order.get("account").stringValue());
      assertMoney("-0.1976", order.get("quantity"));
      String fill =
          "{'type':'liquidation-fill','order':%d,'instrument':'%s','counterparty':'bob','quantity':'0.1','price':'26000'}";
      long id = order.get("order").longValue();
      Answer wrong = client.post("fill-wrong", fill.formatted(id, "ETH-PERP"));
      assertEquals(422, wrong.status());
      assertTrue(wrong.body().toString().contains("is on BTC-PERP"), wrong.body().toString());
      assertEquals(422, client.post("fill-none", fill.formatted(id + 9, "BTC-PERP")).status());
      client.accepted("fill", fill.formatted(id, "BTC-PERP"));
      client.await(client.accepted("end", "{'type':'liquidation-end','order':%d}".formatted(id)));
      // A repeated fill is the same command although its order is gone.
      assertTrue(
          client.post("fill", fill.formatted(id, "BTC-PERP")).body().get("duplicate").asBoolean());
      JsonNode position =
          client.get("/api/v1/accounts/alice").body().get("positions").get(0).get("quantity");
      assertMoney("0.4", position);
    }
  }

  @Test
  void boundsOfTheFileHoldInTheVenue() throws Exception {
    Path file = folder.resolve("bounds.yaml");
    Files.writeString(
        file,
        Files.readString(EXAMPLE)
            .replace("limit: 500, concentration: 50000000", "limit: 0.5, concentration: 30000")
            .replace("lower: 250000000, upper: 1000000000", "lower: 10000, upper: 50000")
            .replace("funding_factor: 6", "funding_factor: 0.5"));
    try (LiveServer server =
        LiveServer.start(Map.of(), "--journal", journal(), "--venue", file.toString())) {
      Client client = new Client(server.address());
      openAccounts(client);
      // Open interest falls to 24,000, 35 % of the way between the bounds: so far 0.5 rises to one.
      client.await(client.accepted("back", trade("bob", "alice", "0.1")));
      assertMoney("16200", client.margin("bob").get("initialRequirement"));
      // Of one coin half counts, at 0.8 × 30,000 ÷ 60,000: 12,000. The levies were 15 and 3.
      client.accepted("coin", "{'type':'deposit','account':'bob','asset':'BTC','amount':'1'}");
      // A funding rate of 5 % is held to half of 0.02 − 0.01: shorts receive 120.
      client.await(
          client.accepted("funding", "{'type':'funding','instrument':'BTC-PERP','rate':'0.05'}"));
      assertMoney("32102", client.margin("bob").get("equity"));
    }
  }

  @Test
  void rulesForDefaultsMayChangeWhereTermsMayNot() throws Exception {
    Path changed = folder.resolve("changed.yaml");
    Files.writeString(
        changed, Files.readString(EXAMPLE).replace("target_factor: 1.5", "target_factor: 2"));
    for (Path file : List.of(EXAMPLE, changed, EXAMPLE, EXAMPLE)) {
      try (LiveServer server =
          LiveServer.start(Map.of(), "--journal", journal(), "--venue", file.toString())) {
        new Client(server.address()).get("/api/v1/health");
      }
    }
    List<Long> targets = new ArrayList<>();
    try (var log = new SqliteReader(folder.resolve("journal"));
        var cursor = log.read(1)) {
      for (var next = cursor.next(); next != null; next = cursor.next()) {
        if (CommandCodec.decode(next.command()) instanceof Command.SetDefaultRules set) {
          targets.add(set.rules().liquidation().targetFactor());
        }
      }
    }
    assertEquals(List.of(1_500_000_000L, 2_000_000_000L, 1_500_000_000L), targets);
  }

  @Test
  void anOpeningThatWasCutOffIsFinishedByTheNextStart() throws Exception {
    RuleLibrary rules = RuleLibrary.builtIn();
    var described =
        (VenueFile.Reading.Described)
            VenueFile.read("venue.yaml", Files.readAllBytes(EXAMPLE), rules);
    try (var store = SqliteLogStore.open(folder.resolve("journal"));
        var sequencer =
            Sequencer.open(store, rules.book(), SequencerLimits.standard(), Halt.process())) {
      Command open = new Command.OpenVenue(Instant.now().minusSeconds(5), described.terms());
      sequencer.submit("venue-open", CommandCodec.encode(open)).join();
    }
    for (int start = 0; start < 2; start++) {
      try (LiveServer server =
          LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString())) {
        JsonNode rates =
            new Client(server.address())
                .get("/api/v1/rates?jurisdiction=EU&clientClass=retail")
                .body()
                .get("rates");
        assertEquals("0.5", rates.get(1).get("rate").stringValue());
        assertEquals(start == 0, server.said().contains("Opened"), server.said());
      }
    }
  }

  @Test
  void aSignalEndsTheServerWithALastSnapshot() throws Exception {
    Path words = folder.resolve("words.txt");
    Process server =
        new ProcessBuilder(
                new Program()
                    .fresh(
                        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        List.of(
                            "serve",
                            "--port",
                            "0",
                            "--journal",
                            journal(),
                            "--venue",
                            EXAMPLE.toString())))
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      for (int i = 0; i < 1_200 && !Files.readString(words).contains("Page: "); i++) {
        Thread.sleep(50);
      }
      server.toHandle().destroy(); // SIGTERM
      assertEquals(143, server.waitFor(), Files.readString(words));
      try (Stream<Path> snapshots = Files.list(folder.resolve("journal/snapshots"))) {
        assertEquals(1, snapshots.count());
      }
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void whatIsInTheWayOfAVenueIsTold() throws Exception {
    ProgramRun none = ProgramRun.of("serve", "--port", "0", "--journal", journal());
    assertEquals(ExitCode.UNAVAILABLE, none.exit());
    assertEquals("NO_JOURNAL", none.error().get("code").stringValue());
    assertFalse(Files.exists(folder.resolve("journal")), "a folder was made for a mistake");
    ProgramRun missing = serve(folder.resolve("none.yaml"));
    assertEquals(ExitCode.UNAVAILABLE, missing.exit());
    assertEquals("NO_VENUE_FILE", missing.error().get("code").stringValue());

    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, Files.readString(EXAMPLE).replace("quorum: 2", "quorum: 3"));
    ProgramRun mistaken = serve(wrong);
    assertEquals(ExitCode.BAD_DATA, mistaken.exit(), mistaken.err());
    assertEquals("VENUE_FILE", mistaken.error().get("code").stringValue());
    assertTrue(
        mistaken.err().contains(wrong + ":18:5: Index of BTC/USDT needs 3 of 2 origins"),
        mistaken.err());
    assertFalse(Files.exists(folder.resolve("journal")));

    LiveServer.start(Map.of(), "--journal", journal(), "--venue", EXAMPLE.toString()).close();
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, Files.readString(EXAMPLE).replace("haircut: 0.2,", "haircut: 0.3,"));
    ProgramRun differs = serve(other);
    assertEquals(ExitCode.BAD_DATA, differs.exit(), differs.err());
    assertEquals("VENUE_DIFFERS", differs.error().get("code").stringValue());
  }

  private ProgramRun serve(Path file) throws IOException {
    return ProgramRun.of(
        "serve", "--port", "0", "--journal", journal(), "--venue", file.toString());
  }
}
