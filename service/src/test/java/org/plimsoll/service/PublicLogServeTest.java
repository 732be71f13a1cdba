package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.publiclog.WitnessKey;
import org.plimsoll.service.publiclog.WitnessServer;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.NoteSignature;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TransparencyLog;
import org.plimsoll.transparency.TrustPolicy;
import org.plimsoll.transparency.VerifierKey;
import org.plimsoll.transparency.Witness;
import org.plimsoll.transparency.WitnessRequest;
import tools.jackson.databind.JsonNode;

/// The public log as outsiders read it: files, proofs and search over HTTP, the command line
/// against them, and a witness.
class PublicLogServeTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private static HttpResponse<byte[]> get(String address) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
  }

  private static JsonNode json(String address) throws Exception {
    HttpResponse<byte[]> answer = get(address);
    assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
    return Json.read(answer.body());
  }

  @Test
  void outsidersVerifyTheLogOfAServedVenueAndSearchIt() throws Exception {
    Path journal = folder.resolve("journal");
    ProgramRun demo =
        ProgramRun.of(
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            "60",
            "--journal",
            journal.toString());
    assertEquals(0, demo.exit(), demo.err());
    assertTrue(demo.out().contains("entries in the public log"), demo.out());
    try (LiveServer server = LiveServer.start(Map.of(), "--journal", journal.toString())) {
      String base = server.address();
      String key = new String(get(base + "/log/key").body(), StandardCharsets.UTF_8).strip();
      ProgramRun audit = ProgramRun.of("log", "verify", base + "/log", "--key", key);
      assertEquals(0, audit.exit(), audit.err());
      long size = json(base + "/api/v1/log").get("size").longValue();
      assertEquals(size, audit.json().get("head").get("size").longValue());

      JsonNode found = json(base + "/api/v1/log/entries?q=type:rate%20rateClass:eu-retail&limit=5");
      assertFalse(found.get("entries").isEmpty());
      for (JsonNode row : found.get("entries")) {
        assertTrue(row.get("text").stringValue().contains("\"rateClass\":\"eu-retail\""));
      }
      assertTrue(json(base + "/api/v1/log/entries?q=type:nothing").get("entries").isEmpty());
      long index = found.get("entries").get(0).get("index").longValue();
      Path proof = Files.write(folder.resolve("p"), get(base + "/log/proof/" + index).body());
      Path entry = Files.write(folder.resolve("e"), get(base + "/log/entry/" + index).body());
      assertEquals(
          0,
          ProgramRun.of("log", "verify", proof.toString(), entry.toString(), "--key", key).exit());
      Files.writeString(entry, Files.readString(entry).replace("eu-retail", "uk-retail"));
      assertEquals(
          1,
          ProgramRun.of("log", "verify", proof.toString(), entry.toString(), "--key", key).exit());
      assertEquals(404, get(base + "/log/proof/" + size).statusCode());
      assertEquals(404, get(base + "/log/tile/../.state/tree").statusCode());
      assertEquals(404, get(base + "/log/.state/tree").statusCode());
    }
    ProgramRun without =
        ProgramRun.of(
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            "5",
            "--no-log",
            "--journal",
            folder.resolve("unlogged").toString());
    assertTrue(without.err().contains("--no-log"), without.err());
    assertFalse(Files.exists(folder.resolve("unlogged/public-log")));
  }

  @Test
  void aWitnessOverHttpCosignsWhatContinuesAndNothingElse() throws Exception {
    Path secret = folder.resolve("witness.key");
    ProgramRun made =
        ProgramRun.of(
            "log",
            "keygen",
            "--for",
            "witness",
            "--origin",
            "witness.example/one",
            "--into",
            secret.toString());
    assertEquals(0, made.exit(), made.err());
    VerifierKey cosigner = VerifierKey.parse(made.json().get("key").stringValue());
    ProgramRun log =
        ProgramRun.of(
            "log",
            "keygen",
            "--origin",
            "venue.example/log",
            "--into",
            folder.resolve("log.key").toString());
    VerifierKey key = VerifierKey.parse(log.json().get("key").stringValue());
    var keys = LogKeys.read(folder.resolve("log.key"));
    Witness witness =
        new Witness(
            new DiskFiles(folder.resolve("memory")),
            List.of(WitnessKey.read(secret)),
            List.of(key),
            InstantSource.system());
    try (WitnessServer server = WitnessServer.start(witness, 0);
        var venue =
            TransparencyLog.open(
                new DiskFiles(folder.resolve("log")), LogSettings.of(keys.signer()))) {
      venue.append(new byte[] {1});
      SignedNote first = venue.checkpoint();
      HttpResponse<byte[]> cosigned =
          post(server.address(), new WitnessRequest(0, List.of(), first));
      assertEquals(200, cosigned.statusCode());
      String line = new String(cosigned.body(), StandardCharsets.UTF_8).strip();
      SignedNote both = first.with(List.of(NoteSignature.parse(line)));
      TrustPolicy policy = new TrustPolicy(List.of(key), List.of(cosigner), 1);
      assertEquals(1, policy.check(both).witnesses().size());
      venue.publishCosigned(both);
      venue.append(new byte[] {2});
      SignedNote second = venue.checkpoint();
      HttpResponse<byte[]> conflict =
          post(server.address(), new WitnessRequest(0, List.of(), second));
      assertEquals(409, conflict.statusCode());
      assertEquals("1\n", new String(conflict.body(), StandardCharsets.UTF_8));
      assertEquals(
          422, post(server.address(), new WitnessRequest(1, List.of(), second)).statusCode());
      assertEquals(
          200,
          post(server.address(), new WitnessRequest(1, venue.consistency(1), second)).statusCode());
    }
    assertEquals(
        65, ProgramRun.of("log", "keygen", "--origin", "x", "--into", secret.toString()).exit());
  }

  private static HttpResponse<byte[]> post(URI server, WitnessRequest request) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(server.resolve("/add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
            .build(),
        BodyHandlers.ofByteArray());
  }
}
