package org.plimsoll.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.Hash;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.Merkle;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.TransparencyLog;
import org.plimsoll.transparency.TrustPolicy;
import org.plimsoll.transparency.VerifierKey;
import tools.jackson.databind.JsonNode;

/// Proofs, tiles, checkpoints and notes that other implementations made.
class TransparencyVectorsTest {
  private static final String PROOFS = "tlog/transparency-dev-merkle/testdata/";
  private static final String TESSERA = "tlog/tessera/testdata/log";

  /// The key pair that was published with Tessera's test log, for tests.
  private static final SigningKey TESSERA_KEY =
      SigningKey.parse(
          "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg");

  private record Verdict(String file, JsonNode json, boolean accepted) {
    boolean isAsSaid() {
      return accepted != json.get("wantErr").booleanValue();
    }
  }

  private interface Check {
    boolean accepts(JsonNode json);
  }

  private static List<Verdict> verdicts(String kind, Check check) throws IOException {
    Path folder = Vectors.folder(PROOFS + kind);
    List<Verdict> verdicts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        JsonNode json = Vectors.json(PROOFS + kind + "/" + name);
        boolean accepted;
        try {
          accepted = check.accepts(json);
        } catch (LogException _) {
          accepted = false; // hashes that are not of 32 bytes
        }
        verdicts.add(new Verdict(name, json, accepted));
      }
    }
    return verdicts;
  }

  /// Indices of 2^63 and more, which no log here has, become negative.
  private static long unsigned(JsonNode number) {
    return number.bigIntegerValue().longValue();
  }

  private static Hash hash(JsonNode base64) {
    return Hash.of(Base64.getDecoder().decode(base64.stringValue()));
  }

  private static List<Hash> hashes(JsonNode list) {
    List<Hash> hashes = new ArrayList<>();
    list.forEach(one -> hashes.add(hash(one)));
    return hashes;
  }

  @Test
  void allInclusionProofsAreJudgedRightly() throws IOException {
    List<Verdict> verdicts =
        verdicts(
            "inclusion",
            json ->
                Merkle.isIncluded(
                    unsigned(json.get("leafIdx")),
                    unsigned(json.get("treeSize")),
                    hash(json.get("leafHash")),
                    hashes(json.get("proof")),
                    hash(json.get("root"))));
    assertEquals(98, verdicts.size());
    assertEquals(List.of(), verdicts.stream().filter(one -> !one.isAsSaid()).toList());
  }

  @Test
  void allConsistencyProofsAreJudgedRightlyAndDummyRootsAreNoHashes() throws IOException {
    List<Verdict> verdicts =
        verdicts(
            "consistency",
            json ->
                Merkle.isConsistent(
                    unsigned(json.get("size1")),
                    unsigned(json.get("size2")),
                    hash(json.get("root1")),
                    hash(json.get("root2")),
                    hashes(json.get("proof"))));
    assertEquals(98, verdicts.size());
    // The one case whose roots are 12 bytes of text; a root is 32 bytes, so it is refused.
    assertEquals(
        List.of("additional/sizes-are-equal-one-and-proof-is-empty.json"),
        verdicts.stream().filter(one -> !one.isAsSaid()).map(Verdict::file).toList());
  }

  @Test
  void theSmallTileLogIsWrittenByteForByte(@TempDir Path own) throws IOException {
    Path theirs = Vectors.folder(TESSERA);
    List<byte[]> entries = new PublishedLog(new DiskFiles(theirs), 15).bundle(0);
    try (TransparencyLog log =
        TransparencyLog.open(new DiskFiles(own), LogSettings.of(TESSERA_KEY))) {
      for (int size = 0; size <= entries.size(); size++) {
        Path checkpoint = theirs.resolve("checkpoint." + size);
        if (size > 0) {
          log.append(entries.get(size - 1));
        }
        SignedNote note = log.checkpoint();
        if (Files.exists(checkpoint)) {
          assertEquals(Files.readString(checkpoint), note.toString());
        }
      }
    }
    int compared = 0;
    try (Stream<Path> files = Files.walk(theirs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = theirs.relativize(file);
        if (name.startsWith("tile") || name.equals(Path.of("checkpoint"))) {
          assertArrayEquals(
              Files.readAllBytes(file), Files.readAllBytes(own.resolve(name)), name.toString());
          compared++;
        }
      }
    }
    assertEquals(31, compared);
  }

  @Test
  void theSmallTileLogIsVerifiedAsItsReadersDo() throws IOException {
    Path theirs = Vectors.folder(TESSERA);
    TrustPolicy policy = TrustPolicy.of(TESSERA_KEY.verifier());
    LogAudit.Report report = new LogAudit(new DiskFiles(theirs), policy).run((_, _) -> {});
    assertEquals(15, report.head().checkpoint().size());
    PublishedLog log = new PublishedLog(new DiskFiles(theirs), 15);
    for (int size = 1; size <= 15; size++) {
      Optional<byte[]> file = new DiskFiles(theirs).read("checkpoint." + size);
      Checkpoint checkpoint = policy.check(SignedNote.parse(file.orElseThrow())).checkpoint();
      assertEquals(size, checkpoint.size());
      assertEquals(checkpoint.root(), log.root(size));
      assertTrue(
          Merkle.isConsistent(size, 15, checkpoint.root(), log.root(), log.consistency(size)));
    }
  }

  @Test
  void goodCheckpointsAreReadAndMalformedOnesRefused() throws IOException {
    Path folder = Vectors.folder("tlog/sigstore-java/checkpoints");
    int good = 0;
    int malformed = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.getFileName().toString().startsWith("valid")) {
          SignedNote note = SignedNote.parse(bytes);
          assertEquals(37795272, Checkpoint.parse(note.text()).size());
          assertArrayEquals(bytes, note.bytes());
          good++;
        } else {
          assertThrows(
              LogException.class,
              () -> Checkpoint.parse(SignedNote.parse(bytes).text()),
              file.toString());
          malformed++;
        }
      }
    }
    assertEquals(2, good);
    assertEquals(7, malformed);
  }

  @Test
  void theExampleOfTheSignedNoteIsVerified() throws IOException {
    String text = Vectors.text("tlog/c2sp/signed-note-example.txt");
    VerifierKey key = VerifierKey.parse(Vectors.text("tlog/c2sp/signed-note-example.vkey").strip());
    SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    assertEquals("This is an example message.\n", note.text());
    assertEquals(List.of(key), note.signers(List.of(key)));
    SignedNote other = new SignedNote("This is another message.\n", note.signatures());
    assertThrows(LogException.class, () -> other.signers(List.of(key)));
  }
}
