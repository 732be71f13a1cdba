package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Witnesses and monitors, before logs that keep their promise and logs that do not.
class WatchTest {
  private static final SigningKey KEY = Keys.log();
  private static final LogSettings SETTINGS = Keys.settings(KEY);
  private static final List<SigningKey> COSIGNERS =
      List.of(
          Keys.of("witness.example/w1", SignatureType.ED25519_COSIGNATURE),
          Keys.of("witness.example/w1", SignatureType.ML_DSA_44));

  private static ForgetfulFiles disk(int seed) {
    return new ForgetfulFiles(new SplittableRandom(seed));
  }

  private static Witness witness(LogFiles memory) {
    return new Witness(memory, COSIGNERS, List.of(KEY.verifier()), Keys.CLOCK);
  }

  private static byte[] entry(int i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] request(TransparencyLog log, long from) {
    SignedNote head = log.checkpoint();
    return new WitnessRequest(from, log.consistency(from), head).bytes();
  }

  @Test
  void aWitnessCosignsWhatContinuesAndTheLogPublishesIt() throws IOException {
    ForgetfulFiles disk = disk(1);
    Witness witness = witness(disk(2));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      long from = 0;
      for (int i = 0; i < 20; i++) {
        log.append(entry(i));
        var cosigned =
            assertInstanceOf(WitnessAnswer.Cosigned.class, witness.add(request(log, from)));
        log.publishCosigned(log.checkpoint().with(cosigned.signatures()));
        from = log.size();
      }
      TrustPolicy strict = new TrustPolicy(List.of(KEY.verifier()), witness.keys(), 1);
      assertEquals(2, log.prove(3).verify(entry(3), strict).witnesses().size());
      assertEquals(log.published(), witness.latest(Keys.ORIGIN));
      assertEquals(
          20, assertInstanceOf(WitnessAnswer.Conflict.class, witness.add(request(log, 5))).size());
      // The same again gets another signature, and nothing changes.
      assertInstanceOf(WitnessAnswer.Cosigned.class, witness.add(request(log, 20)));
    }
  }

  @Test
  void aWitnessRefusesAForkEvenAfterItWasStoppedAnywhere() throws IOException {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    int gave = 0;
    for (int run = 0; run < 150; run++) {
      ForgetfulFiles memory = new ForgetfulFiles(random.split());
      ForgetfulFiles disk = disk(1);
      ForgetfulFiles twinDisk;
      List<SignedNote> cosigned = new ArrayList<>();
      try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
        log.append(entry(0));
        witness(memory).add(request(log, 0));
        twinDisk = disk.copy();
        log.append(List.of(entry(1), entry(2)));
        memory.stopAfter(random.nextInt(10));
        try {
          if (witness(memory).add(request(log, 1)) instanceof WitnessAnswer.Cosigned(var lines)) {
            cosigned.add(log.checkpoint().with(lines));
          }
        } catch (IOException _) {
          // Stopped; whether it remembers is for the disk to say.
        }
      }
      memory.crash();
      try (TransparencyLog twin = TransparencyLog.open(twinDisk, SETTINGS)) {
        twin.append(List.of(entry(1), entry(3)));
        for (long from : new long[] {0, 1, 3}) {
          if (witness(memory).add(request(twin, from)) instanceof WitnessAnswer.Cosigned(var of)) {
            cosigned.add(twin.checkpoint().with(of));
          }
        }
      }
      long heads = cosigned.stream().map(SignedNote::text).distinct().count();
      assertTrue(heads <= 1, "seed " + seed);
      gave += cosigned.size();
    }
    assertTrue(gave > 50, "cosigned only " + gave);
  }

  @Test
  void aWitnessAnswersEachFaultWithItsStatus() throws IOException {
    Witness witness = witness(disk(2));
    try (TransparencyLog log = TransparencyLog.open(disk(1), SETTINGS)) {
      log.append(List.of(entry(0), entry(1), entry(2)));
      SignedNote head = log.checkpoint();
      assertEquals(400, witness.add("nonsense".getBytes(StandardCharsets.UTF_8)).status());
      assertEquals(400, witness.add(new WitnessRequest(9, List.of(), head).bytes()).status());
      assertEquals(
          422, witness.add(new WitnessRequest(0, List.of(Merkle.EMPTY), head).bytes()).status());
      SigningKey thief = Keys.log();
      String text = head.text();
      assertEquals(
          403,
          witness
              .add(
                  new WitnessRequest(
                          0, List.of(), new SignedNote(text, List.of(thief.sign(text, Keys.NOW))))
                      .bytes())
              .status());
      SigningKey other = Keys.of("other.example", SignatureType.ED25519);
      String others = new Checkpoint("other.example", 0, Merkle.EMPTY).text();
      SignedNote unknown = new SignedNote(others, List.of(other.sign(others, Keys.NOW)));
      assertEquals(404, witness.add(new WitnessRequest(0, List.of(), unknown).bytes()).status());
      assertEquals(200, witness.add(new WitnessRequest(0, List.of(), head).bytes()).status());
      log.append(entry(3));
      List<Hash> wrong = List.of(Merkle.leaf(entry(3)), Merkle.EMPTY);
      assertEquals(
          422, witness.add(new WitnessRequest(3, wrong, log.checkpoint()).bytes()).status());
    }
  }

  @Test
  void aMonitorReadsEveryEntryOnceAlsoAfterARestart() throws IOException {
    ForgetfulFiles disk = disk(1);
    ForgetfulFiles memory = disk(3);
    List<String> read = new ArrayList<>();
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      for (int round = 0; round < 6; round++) {
        // A new monitor each time: only its memory goes on.
        Monitor monitor =
            new Monitor(
                disk,
                SETTINGS.policy(),
                memory,
                (index, entry) -> {
                  assertEquals(read.size(), index);
                  read.add(new String(entry, StandardCharsets.UTF_8));
                });
        for (int step = 0; step < 2; step++) {
          for (int i = 0; i < 100; i++) {
            log.append(entry((int) log.size()));
          }
          log.checkpoint();
          assertInstanceOf(Observation.Grew.class, monitor.look());
          assertInstanceOf(Observation.Unchanged.class, monitor.look());
        }
      }
    }
    assertEquals(1_200, read.size());
    assertEquals("entry 1199", read.getLast());
  }

  @Test
  void aMonitorTellsEachWayToBreakThePromise() throws IOException {
    ForgetfulFiles disk = disk(1);
    ForgetfulFiles before;
    ForgetfulFiles after;
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      log.append(List.of(entry(0), entry(1)));
      log.checkpoint();
      before = disk.copy();
      log.append(List.of(entry(2), entry(3)));
      log.checkpoint();
      after = disk.copy();
    }
    ForgetfulFiles shorter = before.copy();
    ForgetfulFiles fork = before.copy();
    ForgetfulFiles longerFork = before.copy();
    write(fork, 2);
    write(longerFork, 7);
    ForgetfulFiles hidden = after.copy();
    try (TransparencyLog log = TransparencyLog.open(hidden, SETTINGS)) {
      log.append(entry(4));
      log.checkpoint();
    }
    hidden.damage("tile/entries/000.p/5", 40);
    assertEquals(LogFault.ROLLED_BACK, alert(after, shorter));
    assertEquals(LogFault.FORKED, alert(after, fork));
    assertEquals(LogFault.FORKED, alert(after, longerFork));
    assertEquals(LogFault.NOT_PROVEN, alert(after, hidden));
    ForgetfulFiles unsigned = after.copy();
    unsigned.damage("checkpoint", 1);
    assertEquals(LogFault.UNTRUSTED, alert(after, unsigned));
    ForgetfulFiles garbled = after.copy();
    garbled.write("checkpoint", entry(1));
    assertEquals(LogFault.MALFORMED, alert(after, garbled));
    ForgetfulFiles nothing = after.copy();
    nothing.delete("checkpoint");
    assertEquals(LogFault.ROLLED_BACK, alert(after, nothing));
  }

  private static void write(ForgetfulFiles disk, int entries) {
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      for (int i = 0; i < entries; i++) {
        log.append(entry(90 + i));
      }
      log.checkpoint();
    }
  }

  /// What a monitor that verified one log says when it then meets the other.
  private static LogFault alert(ForgetfulFiles first, ForgetfulFiles then) throws IOException {
    ForgetfulFiles memory = disk(4);
    new Monitor(first, SETTINGS.policy(), memory, (_, _) -> {}).look();
    Optional<SignedNote> known = new Monitor(then, SETTINGS.policy(), memory, (_, _) -> {}).known();
    Observation seen = new Monitor(then, SETTINGS.policy(), memory, (_, _) -> {}).look();
    var alert = assertInstanceOf(Observation.Alert.class, seen);
    assertEquals(known, alert.known());
    return alert.fault();
  }

  @Test
  void aSourceThatFailsIsUnreachableAndNoAlert() throws IOException {
    ForgetfulFiles disk = disk(1);
    write(disk, 3);
    LogSource withholding =
        path -> path.startsWith("tile/entries") ? Optional.empty() : disk.read(path);
    LogSource broken =
        path -> {
          if (path.startsWith("tile")) {
            throw new IOException("away");
          }
          return disk.read(path);
        };
    for (LogSource source : List.of(withholding, broken, _ -> Optional.empty())) {
      Monitor monitor = new Monitor(source, SETTINGS.policy(), disk(4), (_, _) -> {});
      assertInstanceOf(Observation.Unreachable.class, monitor.look());
      assertTrue(monitor.known().isEmpty());
    }
  }

  @Test
  void aLogIsReadOverHttpWithinItsLimits() throws Exception {
    ForgetfulFiles disk = disk(1);
    write(disk, 300);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/log/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring("/log/".length());
          Optional<byte[]> file = disk.read(path);
          if (path.equals("slow")) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            return; // the rest never comes
          }
          exchange.sendResponseHeaders(file.isPresent() ? 200 : 404, file.isPresent() ? 0 : -1);
          if (file.isPresent()) {
            exchange.getResponseBody().write(file.get());
          }
          exchange.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI prefix = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
      HttpSource source = new HttpSource(prefix, client, Duration.ofSeconds(20));
      LogAudit.Report report = new LogAudit(source, SETTINGS.policy()).run((_, _) -> {});
      assertEquals(300, report.head().checkpoint().size());
      assertTrue(source.read("tile/9/999").isEmpty());
      HttpSource impatient = new HttpSource(prefix, client, Duration.ofMillis(300));
      assertThrows(IOException.class, () -> impatient.read("slow"));
    } finally {
      server.stop(0);
    }
  }
}
