package org.plimsoll.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.SignatureType;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.TransparencyLog;

class LogCommandTest {
  private static final SigningKey KEY =
      SigningKey.generate("venue.example/log", SignatureType.ED25519, new SecureRandom());
  private static final String VKEY = KEY.verifier().text();

  private static void append(Path folder, int entries) {
    try (TransparencyLog log = TransparencyLog.open(new DiskFiles(folder), LogSettings.of(KEY))) {
      for (int i = 0; i < entries; i++) {
        log.append(("entry " + i).getBytes(StandardCharsets.UTF_8));
      }
      log.checkpoint();
    }
  }

  @Test
  void anEntryIsProvenAndTheProofVerifiedAndAnotherEntryIsNot(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("log");
    append(log, 5);
    Run head = Run.of("log", "checkpoint", log.toString(), "--key", VKEY);
    assertEquals(ExitCode.OK, head.exitCode(), head.err());
    assertEquals(5, head.json().get("size").intValue());
    String into = folder.resolve("proofs").toString();
    Run prove = Run.of("log", "prove", log.toString(), "3", "--key", VKEY, "--into", into);
    assertEquals(ExitCode.OK, prove.exitCode(), prove.err());
    String proof = prove.json().get("proof").stringValue();
    String entry = prove.json().get("entry").stringValue();
    assertEquals("entry 3", Files.readString(Path.of(entry)));
    assertEquals(ExitCode.OK, Run.of("log", "verify", proof, entry, "--key", VKEY).exitCode());
    Files.writeString(Path.of(entry), "entry 4");
    Run wrong = Run.of("log", "verify", proof, entry, "--key", VKEY);
    assertEquals(ExitCode.NO, wrong.exitCode());
    assertEquals("NOT_PROVEN", wrong.error().get("code").stringValue());
    Run beyond = Run.of("log", "prove", log.toString(), "5", "--key", VKEY, "--into", into);
    assertEquals(ExitCode.BAD_DATA, beyond.exitCode());
    assertEquals("OUT_OF_RANGE", beyond.error().get("code").stringValue());
  }

  @Test
  void aCopyVerifiesAsTheLogDoesAndAForkIsTold(@TempDir Path folder) {
    Path log = folder.resolve("log");
    Path copy = folder.resolve("copy");
    append(log, 300);
    assertEquals(
        ExitCode.OK,
        Run.of("log", "export", log.toString(), "--into", copy.toString(), "--key", VKEY)
            .exitCode());
    Run verify = Run.of("log", "verify", copy.toString(), "--key", VKEY);
    assertEquals(ExitCode.OK, verify.exitCode(), verify.err());
    assertEquals(300, verify.json().get("head").get("size").intValue());
    String memory = folder.resolve("memory").toString();
    Run watch =
        Run.of("log", "watch", copy.toString(), "--memory", memory, "--once", "--key", VKEY);
    assertEquals("GREW", watch.json().get("kind").stringValue());
    Path other = folder.resolve("other");
    append(other, 299);
    Run alert =
        Run.of("log", "watch", other.toString(), "--memory", memory, "--once", "--key", VKEY);
    assertEquals(ExitCode.NO, alert.exitCode());
    assertEquals("ROLLED_BACK", alert.json().get("kind").stringValue());
  }

  @Test
  void whatIsNoLogAndWhatCannotBeTrustedIsTold(@TempDir Path folder) {
    Run none = Run.of("log", "checkpoint", folder.toString(), "--key", VKEY);
    assertEquals(ExitCode.UNAVAILABLE, none.exitCode());
    assertEquals("NO_LOG", none.error().get("code").stringValue());
    append(folder, 1);
    Run quorum = Run.of("log", "checkpoint", folder.toString(), "--key", VKEY, "--quorum", "1");
    assertEquals(ExitCode.USAGE, quorum.exitCode());
    Run chinese = Run.of("--lang", "zh-CN", "log", "checkpoint", folder.toString(), "--key", "x");
    assertEquals(ExitCode.BAD_DATA, chinese.exitCode());
    assertTrue(chinese.err().contains("日志"), chinese.err());
  }
}
