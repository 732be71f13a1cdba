package org.plimsoll.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RegimeKey;

/// The stream over a real connection.
@Timeout(30)
class EventStreamTest {
  private static final Limits LIMITS =
      new Limits(65_536, 2_048, 64, 3, 5, 1 << 20, 5_000, Duration.ofMillis(200));

  private final EventStream stream = new EventStream(LIMITS);
  private final ApiServer server =
      ApiServer.start(
          new ApiServer.Options("127.0.0.1", 0, null, Set.of(), LIMITS),
          () -> new FakeVenue(7),
          null,
          new FakeCatalogue(),
          stream);
  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Client client : clients) {
      client.connection.disconnect();
    }
    server.close();
  }

  private static StreamEvent effect(long sequence) {
    return new StreamEvent.Effects(
        List.of(
            new EffectRow(
                sequence, FakeVenue.TIME, "MARGIN_CALL", "a1", null, null, null, null, "called")));
  }

  private static StreamEvent rates(RegimeKey regime) {
    return new StreamEvent.Rates(
        new RateList(regime.jurisdiction(), regime.clientClass(), FakeVenue.TIME, 1, List.of()));
  }

  @Test
  void aNewClientIsToldWhereTheVenueIsAndThenWhatHappens() throws Exception {
    Client client = listen("", null);
    assertEquals("progress", client.next().name());
    awaitClients(1);
    stream.publish(8, List.of(effect(8)));
    Event event = client.next();
    assertEquals("effects", event.name());
    assertEquals("8", event.id());
    assertTrue(event.data().contains("\"type\":\"MARGIN_CALL\""), event.data());
  }

  @Test
  void onlyTheLastEventOfABatchCarriesTheId() throws Exception {
    Client client = listen("", null);
    client.next();
    awaitClients(1);
    stream.publish(9, List.of(effect(8), effect(9)));
    assertEquals("", client.next().id());
    assertEquals("9", client.next().id());
  }

  @Test
  void aClientThatComesBackGetsWhatItMissed() throws Exception {
    stream.publish(1, List.of(effect(1)));
    stream.publish(2, List.of(effect(2)));
    stream.publish(5, List.of(effect(5)));
    Client client = listen("", "1");
    client.next();
    assertEquals("2", client.next().id());
    assertEquals("5", client.next().id());
  }

  @Test
  void aClientThatMissedMoreThanIsHeldIsReset() throws Exception {
    for (int sequence = 1; sequence <= 20; sequence++) {
      stream.publish(sequence, List.of(effect(sequence)));
    }
    Client client = listen("?lastEventId=3", null);
    client.next();
    Event reset = client.next();
    assertEquals("reset", reset.name());
    assertEquals("20", reset.id());
    assertEquals("{\"sequence\":20,\"oldest\":16}", reset.data());
    Client exact = listen("?lastEventId=15", null);
    exact.next();
    assertEquals("16", exact.next().id());
  }

  @Test
  void aClientFromAnotherJournalIsReset() throws Exception {
    stream.publish(3, List.of(effect(3)));
    Client client = listen("", "99");
    client.next();
    assertEquals("reset", client.next().name());
  }

  @Test
  void ratesGoOnlyToThoseWhoAskedForTheRegime() throws Exception {
    Client client = listen("?jurisdiction=EU&clientClass=ccp_member", null);
    client.next();
    awaitClients(1);
    assertEquals(Set.of(FakeVenue.EU), stream.wantedRegimes());
    stream.publish(1, List.of(rates(new RegimeKey("JP", "individual"))));
    stream.publish(2, List.of(rates(FakeVenue.EU)));
    Event event = client.next();
    assertEquals("rates", event.name());
    assertEquals("2", event.id());
  }

  @Test
  void silenceIsFilledWithHeartbeats() throws Exception {
    Client client = listen("", null);
    client.next();
    assertEquals(": still here", client.line());
  }

  @Test
  void aClientTooManyIsRefusedUntilOneLeaves() throws Exception {
    for (int i = 0; i < LIMITS.streams(); i++) {
      listen("", null).next();
    }
    HttpURLConnection refused = connect("", null);
    assertEquals(503, refused.getResponseCode());
    clients.getFirst().connection.disconnect();
    awaitClients(LIMITS.streams() - 1);
    assertEquals("progress", listen("", null).next().name());
  }

  @Test
  void aSequenceDoesNotGoBack() {
    stream.publish(3, List.of(effect(3)));
    assertThrows(IllegalArgumentException.class, () -> stream.publish(2, List.of(effect(2))));
  }

  private void awaitClients(int wanted) throws InterruptedException {
    while (stream.clients() != wanted) {
      Thread.sleep(5);
    }
    Thread.sleep(50); // between taking a place and taking the first place in the ring
  }

  /// As plain `curl -N` does, without saying what it accepts.
  private HttpURLConnection connect(String query, @Nullable String lastEventId) throws IOException {
    var connection =
        (HttpURLConnection)
            URI.create(server.address() + "/api/v1/stream" + query).toURL().openConnection();
    connection.setRequestProperty("Accept", "*/*");
    if (lastEventId != null) {
      connection.setRequestProperty("Last-Event-ID", lastEventId);
    }
    return connection;
  }

  private Client listen(String query, @Nullable String lastEventId) throws IOException {
    HttpURLConnection connection = connect(query, lastEventId);
    assertEquals(200, connection.getResponseCode());
    assertEquals("text/event-stream;charset=utf-8", connection.getContentType());
    Client client = new Client(connection);
    clients.add(client);
    return client;
  }

  private record Event(String name, String id, String data) {}

  private static final class Client {
    private final HttpURLConnection connection;
    private final BufferedReader reader;

    Client(HttpURLConnection connection) throws IOException {
      this.connection = connection;
      reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      String line = reader.readLine();
      while (line != null && line.isEmpty()) {
        line = reader.readLine();
      }
      return String.valueOf(line);
    }

    /// The next event, as the standard's parser would dispatch it.
    Event next() throws IOException {
      String name = "";
      String id = "";
      String data = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty() && !name.isEmpty()) {
          return new Event(name, id, data);
        }
        name = line.startsWith("event: ") ? line.substring(7) : name;
        id = line.startsWith("id: ") ? line.substring(4) : id;
        data = line.startsWith("data: ") ? line.substring(6) : data;
      }
      throw new IOException("the stream ended");
    }
  }
}
