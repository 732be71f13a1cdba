package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The log is stopped at every kind of moment, on a disk that forgets all that was not synced.
class CrashTest {
  private static final int LIVES = 400;
  private static final SigningKey KEY = Keys.log();
  private static final LogSettings SETTINGS = Keys.settings(KEY);

  /// What the world outside knows: it never forgets.
  private static final class World {
    final List<byte[]> acknowledged = new ArrayList<>();
    final Map<Long, Hash> signed = new HashMap<>();
    final List<Checkpoint> published = new ArrayList<>();

    /// Entries given to the log whose acknowledgement never came: they may or may not be there.
    List<byte[]> unanswered = List.of();

    void saw(SignedNote note) {
      Checkpoint checkpoint = SETTINGS.policy().check(note).checkpoint();
      Hash before = signed.put(checkpoint.size(), checkpoint.root());
      assertTrue(
          before == null || before.equals(checkpoint.root()),
          () -> "two roots of size " + checkpoint.size());
      published.add(checkpoint);
    }
  }

  @Test
  void aLogStoppedAnywhereNeitherForksNorForgets() throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    ForgetfulFiles disk = new ForgetfulFiles(random.split());
    World world = new World();
    int stops = 0;
    try {
      for (int life = 0; life < LIVES; life++) {
        disk.stopAfter(random.nextInt(random.nextInt(8) == 0 ? 400 : 60));
        stops += live(disk, world, random) ? 1 : 0;
        disk.crash();
        checkNothingIsLost(disk, world);
      }
      assertTrue(stops > LIVES / 2, "stopped only " + stops + " times");
      assertTrue(world.acknowledged.size() > 2 * 256, "only " + world.acknowledged.size());
      new LogAudit(disk, SETTINGS.policy()).run((_, _) -> {});
    } catch (Exception | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  /// Opens the log and works until it is stopped, or for a while; tells whether it was stopped.
  private static boolean live(ForgetfulFiles disk, World world, SplittableRandom random) {
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      settle(log, world);
      for (int step = 0; step < 12; step++) {
        if (random.nextInt(3) > 0) {
          List<byte[]> entries = entries(world.acknowledged.size(), 1 + random.nextInt(40), random);
          world.unanswered = entries;
          assertEquals(world.acknowledged.size(), log.append(entries));
          world.acknowledged.addAll(entries);
          world.unanswered = List.of();
        } else if (random.nextInt(4) > 0) {
          world.saw(log.checkpoint());
        } else {
          log.settle();
        }
      }
      return false;
    } catch (LogException e) {
      assertEquals(LogFault.STORAGE, e.fault(), () -> e + ": " + disk.paths());
      return true;
    }
  }

  /// Entries whose acknowledgement never came are there whole or not at all.
  private static void settle(TransparencyLog log, World world) {
    long more = log.size() - world.acknowledged.size();
    assertTrue(
        more == 0 || more == world.unanswered.size(),
        () -> log.size() + " entries, acknowledged " + world.acknowledged.size());
    if (more > 0) {
      world.acknowledged.addAll(world.unanswered);
    }
    world.unanswered = List.of();
  }

  private static void checkNothingIsLost(ForgetfulFiles disk, World world) throws Exception {
    // A checkpoint may be out although its publication was never reported: readers saw it.
    Optional<byte[]> out = disk.read(TransparencyLog.CHECKPOINT);
    if (out.isPresent()) {
      world.saw(SignedNote.parse(out.get()));
    }
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      settle(log, world);
      assertEquals(world.acknowledged.size(), log.size());
      int from = Math.max(0, world.acknowledged.size() - 60);
      for (int i = from; i < world.acknowledged.size(); i++) {
        assertArrayEquals(world.acknowledged.get(i), log.entry(i));
      }
      if (!world.published.isEmpty()) {
        Checkpoint newest = Checkpoint.parse(log.checkpoint().text());
        world.saw(log.checkpoint());
        for (Checkpoint older : world.published.subList(0, 1)) {
          checkContinues(log, older, newest);
        }
        checkContinues(log, world.published.get(world.published.size() - 2), newest);
      }
    }
  }

  private static void checkContinues(TransparencyLog log, Checkpoint older, Checkpoint newer) {
    assertTrue(older.size() <= newer.size(), () -> older + " before " + newer);
    if (older.size() > 0) {
      assertTrue(
          Merkle.isConsistent(
              older.size(),
              newer.size(),
              older.root(),
              newer.root(),
              log.consistency(older.size())));
    }
  }

  private static List<byte[]> entries(int from, int count, SplittableRandom random) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          ("entry " + (from + i) + " " + random.nextLong()).getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  @Test
  void afterAFailedWriteNothingIsTakenUntilTheLogIsOpenedAnew() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    TransparencyLog log = TransparencyLog.open(disk, SETTINGS);
    log.append(new byte[] {1});
    disk.stopAfter(1);
    assertEquals(
        LogFault.STORAGE,
        assertThrows(LogException.class, () -> log.append(new byte[] {2})).fault());
    disk.stopAfter(Long.MAX_VALUE);
    assertEquals(
        LogFault.HALTED,
        assertThrows(LogException.class, () -> log.append(new byte[] {3})).fault());
    assertEquals(LogFault.HALTED, assertThrows(LogException.class, log::checkpoint).fault());
    log.close();
    try (TransparencyLog again = TransparencyLog.open(disk, SETTINGS)) {
      assertArrayEquals(new byte[] {1}, again.entry(0));
    }
  }

  @Test
  void aSecondWriterIsRefused() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      assertEquals(0, log.size());
      LogException e = assertThrows(LogException.class, () -> TransparencyLog.open(disk, SETTINGS));
      assertEquals(LogFault.LOCKED, e.fault());
    }
  }

  @Test
  void anOldCopyOfTheFolderDoesNotOpenWhenALaterCheckpointIsKnown() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    ForgetfulFiles elsewhere = new ForgetfulFiles(new SplittableRandom(2));
    LogSettings anchored = SETTINGS.withAnchors(Anchor.in(elsewhere, "anchor"));
    ForgetfulFiles backup;
    try (TransparencyLog log = TransparencyLog.open(disk, anchored)) {
      log.append(new byte[] {1});
      log.checkpoint();
      backup = disk.copy();
      log.append(new byte[] {2});
      log.checkpoint();
    }
    LogException e = assertThrows(LogException.class, () -> TransparencyLog.open(backup, anchored));
    assertEquals(LogFault.ROLLED_BACK, e.fault());
    // Without the anchor nothing tells the old copy from the log: that is what anchors are for.
    TransparencyLog.open(backup, SETTINGS).close();
    TransparencyLog.open(disk, anchored).close();
  }

  @Test
  void aFolderThatWentAnotherWayThanAKnownCheckpointDoesNotOpen() {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    ForgetfulFiles twin;
    SignedNote known;
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      log.append(new byte[] {1});
      log.checkpoint();
      twin = disk.copy();
      log.append(new byte[] {2});
      known = log.checkpoint();
    }
    try (TransparencyLog other = TransparencyLog.open(twin, SETTINGS)) {
      other.append(List.of(new byte[] {3}, new byte[] {4}));
      other.checkpoint();
    }
    LogSettings warned = SETTINGS.withAnchors(Anchor.knowing(known));
    assertEquals(
        LogFault.FORKED,
        assertThrows(LogException.class, () -> TransparencyLog.open(twin, warned)).fault());
  }

  /// The tiles of the last heads were never made certain: all that is left of them is the entries.
  @Test
  void tilesThatACrashSpoiltAreWrittenAnewFromTheEntries() throws Exception {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    TransparencyLog log = TransparencyLog.open(disk, SETTINGS);
    log.append(entries(0, 300, new SplittableRandom(5)));
    log.checkpoint();
    log.settle();
    log.append(entries(300, 500, new SplittableRandom(5)));
    SignedNote head = log.checkpoint();
    disk.crash();
    List<String> settled =
        List.of(
            "tile/0/000",
            "tile/entries/000",
            "tile/0/001.p/44",
            "tile/entries/001.p/44",
            "tile/1/000.p/1");
    for (String path : disk.paths()) {
      if (path.startsWith("tile/") && !settled.contains(path)) {
        disk.damage(path, 0);
      }
    }
    try (TransparencyLog again = TransparencyLog.open(disk, SETTINGS)) {
      assertEquals(800, again.size());
      assertEquals(head.text(), again.checkpoint().text());
    }
    new LogAudit(disk, SETTINGS.policy()).run((_, _) -> {});
  }

  @Test
  void oneFlippedBitInWhatTheLogRestsOnIsNoticedOnOpening() throws Exception {
    ForgetfulFiles disk = new ForgetfulFiles(new SplittableRandom(1));
    try (TransparencyLog log = TransparencyLog.open(disk, SETTINGS)) {
      log.append(entries(0, 300, new SplittableRandom(5)));
      log.checkpoint();
      log.append(entries(300, 2, new SplittableRandom(5)));
      log.append(entries(302, 1, new SplittableRandom(5)));
    }
    List<String> paths =
        List.of(
            "checkpoint",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/001.p/44",
            ".state/tree",
            ".state/ahead");
    for (String path : paths) {
      int length = disk.read(path).orElseThrow().length;
      for (int at : new int[] {0, length / 3, length / 2}) {
        ForgetfulFiles damaged = disk.copy();
        damaged.damage(path, at);
        assertThrows(
            LogException.class,
            () -> TransparencyLog.open(damaged, SETTINGS),
            () -> path + " at " + at);
      }
    }
  }
}
