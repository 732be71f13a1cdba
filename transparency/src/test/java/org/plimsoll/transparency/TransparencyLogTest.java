package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransparencyLogTest {
  private static final SigningKey KEY = Keys.log();
  private static final LogSettings SETTINGS = Keys.settings(KEY);

  private static byte[] entry(int i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> entries(int from, int to) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  /// RFC 6962, section 2.1, as it is written there.
  private static Hash definition(List<Hash> leaves) {
    if (leaves.size() <= 1) {
      return leaves.isEmpty() ? Merkle.EMPTY : leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Merkle.node(
        definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
  }

  @Test
  void everyEntryOfEverySmallSizeIsProvenAndEverySizeContinuesEveryEarlierOne() throws Exception {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    List<Hash> leaves = new ArrayList<>();
    List<Hash> roots = new ArrayList<>(List.of(Merkle.EMPTY));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      for (int size = 1; size <= 70; size++) {
        assertEquals(size - 1, log.append(entry(size - 1)));
        leaves.add(Merkle.leaf(entry(size - 1)));
        Checkpoint head = Checkpoint.parse(log.checkpoint().text());
        roots.add(definition(leaves));
        assertEquals(roots.getLast(), head.root());
        for (int i = 0; i < size; i++) {
          TlogProof proof = TlogProof.parse(log.prove(i).bytes());
          assertEquals(size, proof.verify(entry(i), SETTINGS.policy()).checkpoint().size());
        }
        for (int earlier = 1; earlier <= size; earlier++) {
          List<Hash> proof = log.consistency(earlier);
          assertTrue(Merkle.isConsistent(earlier, size, roots.get(earlier), head.root(), proof));
          assertFalse(
              Merkle.isConsistent(earlier, size, roots.get(earlier - 1), head.root(), proof));
        }
      }
    }
  }

  @Test
  void aBigLogHasTheFilesThatTheFormatSays() throws Exception {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    int size = 70_000; // the example of the format's text
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      for (int from = 0; from < size; from += 1_000) {
        log.append(entries(from, from + 1_000));
        if (from % 7_000 == 0) {
          log.checkpoint();
        }
      }
      Checkpoint head = Checkpoint.parse(log.checkpoint().text());
      assertEquals(definition(entries(0, size).stream().map(Merkle::leaf).toList()), head.root());
      for (int index : new int[] {0, 255, 256, 65_535, 65_536, 69_999}) {
        log.prove(index).verify(entry(index), SETTINGS.policy());
        assertArrayEquals(entry(index), log.entry(index));
      }
    }
    List<String> paths = disk.paths();
    assertEquals(273, paths.stream().filter(path -> path.matches("tile/0/[0-9]{3}")).count());
    assertEquals(273, paths.stream().filter(path -> path.matches("tile/entries/[0-9]{3}")).count());
    assertTrue(paths.contains("tile/1/000"));
    for (String partial :
        List.of(
            "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/273.p/112")) {
      assertTrue(paths.contains(partial), partial);
    }
    assertFalse(paths.stream().anyMatch(path -> path.startsWith("tile/0/000.p")), "kept partials");
    LogAudit.Report report = new LogAudit(disk, SETTINGS.policy()).run((_, _) -> {});
    assertEquals(2 * 274 + 2 + 1, report.files());
  }

  @Test
  void anAuditNamesTheOneFileThatWasChanged() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      log.append(entries(0, 600));
      log.checkpoint();
    }
    for (String path : disk.paths()) {
      if (path.startsWith("tile/")) {
        ForgetfulFiles damaged = disk.copy();
        damaged.damage(path, 5);
        LogException e =
            assertThrows(
                LogException.class,
                () -> new LogAudit(damaged, SETTINGS.policy()).run((_, _) -> {}),
                path);
        String tile = path.replace("entries", "0");
        assertTrue(String.valueOf(e.getMessage()).contains(tile), () -> path + ": " + e);
      }
    }
  }

  @Test
  void pathsGroupTheirDigitsByThree() {
    assertEquals("tile/0/x001/x234/067", new TilePath(0, 1_234_067, 256).hashes());
    assertEquals("tile/3/000.p/7", new TilePath(3, 0, 7).hashes());
    assertEquals("tile/entries/x001/000", new TilePath(0, 1_000, 256).entries());
  }

  @Test
  void aProofWithAnyBitFlippedNoLongerProves() throws Exception {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      log.append(entries(0, 11));
      log.checkpoint();
      byte[] proof = log.prove(6).bytes();
      TlogProof.parse(proof).verify(entry(6), SETTINGS.policy());
      for (int bit = 0; bit < proof.length * 8; bit++) {
        byte[] flipped = proof.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        int at = bit;
        assertThrows(
            LogException.class,
            () -> TlogProof.parse(flipped).verify(entry(6), SETTINGS.policy()),
            () -> "bit " + at);
      }
      assertThrows(LogException.class, () -> log.prove(6).verify(entry(7), SETTINGS.policy()));
    }
  }

  @Test
  void onDiskTheLogOpensAgainAndIsWhatAnAuditCopies(@TempDir Path folder) throws Exception {
    Path published = folder.resolve("log");
    Path copied = folder.resolve("copy");
    try (TransparencyLog log = TransparencyLog.open(new DiskFiles(published), SETTINGS)) {
      log.append(entries(0, 300));
      log.checkpoint();
      log.append(entries(300, 310));
    }
    try (TransparencyLog log = TransparencyLog.open(new DiskFiles(published), SETTINGS)) {
      assertEquals(310, log.size());
      assertArrayEquals(entry(309), log.entry(309));
      assertThrows(LogException.class, () -> log.prove(305));
      log.checkpoint();
      log.prove(305).verify(entry(305), SETTINGS.policy());
      assertThrows(
          LogException.class, () -> TransparencyLog.open(new DiskFiles(published), SETTINGS));
    }
    DiskFiles copy = new DiskFiles(copied);
    new LogAudit(new DiskFiles(published), SETTINGS.policy()).run(copy::write);
    new LogAudit(copy, SETTINGS.policy()).run((_, _) -> {});
    assertEquals(-1, Files.mismatch(published.resolve("checkpoint"), copied.resolve("checkpoint")));
    assertArrayEquals(entry(42), new PublishedLog(copy, 310).entry(42));
  }

  @Test
  void entriesAreTakenUpToTheFormatsLimit() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      assertEquals(0, log.append(new byte[EntryBundle.MAX_ENTRY_BYTES]));
      assertEquals(1, log.append(new byte[0]));
      LogException e =
          assertThrows(
              LogException.class, () -> log.append(new byte[EntryBundle.MAX_ENTRY_BYTES + 1]));
      assertEquals(LogFault.TOO_LARGE, e.fault());
      assertEquals(2, log.append(new byte[] {7}), "a refused entry leaves the log as it was");
      log.checkpoint();
      log.prove(0).verify(new byte[EntryBundle.MAX_ENTRY_BYTES], SETTINGS.policy());
    }
  }
}
