package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofVerifierTest {
  private static int run(ByteArrayOutputStream said, String... arguments) {
    said.reset();
    return ProofVerifier.run(
        List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @Test
  void theSmallProgramTellsProvenFromNotProven(@TempDir Path folder) throws Exception {
    SigningKey key = Keys.log();
    Opening opening = new Salts(new byte[40]).opening("A-1", "margin", 1, "line");
    byte[] entry = JsonValue.of("commitment", opening.commitment().text()).canonicalBytes();
    Path proof = folder.resolve("one.tlog-proof");
    Path file = Files.write(folder.resolve("entry"), entry);
    Path own = Files.write(folder.resolve("opening"), opening.bytes());
    Path other =
        Files.write(
            folder.resolve("other"),
            new Salts(new byte[40]).opening("A-1", "margin", 2, "line").bytes());
    try (TransparencyLog log =
        TransparencyLog.open(new DiskFiles(folder.resolve("log")), Keys.settings(key))) {
      log.append(List.of(new byte[] {1}, entry));
      log.checkpoint();
      Files.write(proof, log.prove(1).bytes());
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] good = {"--key", key.verifier().text(), proof.toString(), file.toString()};
    assertEquals(0, run(said, good));
    assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("PROVEN: entry 1 of"));
    assertEquals(0, run(said, "--opening", own.toString(), good[0], good[1], good[2], good[3]));
    assertEquals(1, run(said, "--opening", other.toString(), good[0], good[1], good[2], good[3]));
    assertEquals(1, run(said, good[0], good[1], good[2], proof.toString()));
    assertEquals(1, run(said, good[0], Keys.log().verifier().text(), good[2], good[3]));
    assertEquals(2, run(said, good[2], good[3]));
    assertEquals(2, run(said, good[0], good[1], "--quorum", "1", good[2], good[3]));
    assertEquals(69, run(said, good[0], good[1], good[2], folder.resolve("none").toString()));
  }
}
