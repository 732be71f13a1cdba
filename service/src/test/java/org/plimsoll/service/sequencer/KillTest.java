package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.store.StoreFault;

/// A process under load is killed (SIGKILL) at random points, again and again on the same store.
///
/// Each new process sends again what the last one may have had in flight, as clients would, and
/// some commands that had been acknowledged.
class KillTest {
  private static final int KILLS = 50;
  private static final int CLIENTS = 4;
  private static final int SENT_AGAIN = 10; // acknowledged ones, besides all that were in flight
  private static final long SEED = 20_251_010;

  @TempDir Path scratch;

  private final Map<String, String> acknowledged = new HashMap<>();
  private final int[] lastAcknowledged = new int[CLIENTS];
  private long acknowledgements;
  private int killedWhileStarting;

  @Test
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void fiftyKillsLoseNothingAcknowledgedAndApplyNothingTwice() throws Exception {
    Path folder = scratch.resolve("store");
    SplittableRandom random = new SplittableRandom(SEED);
    long head = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill(folder, random);
      if (Files.exists(folder.resolve("journal.db"))) {
        head = check(folder, head, kill);
      }
    }
    checkFromTheStart(folder);
    System.out.printf(
        "killed %d times (%d while starting), seed %d: %d acknowledgements, %d commands kept%n",
        KILLS, killedWhileStarting, SEED, acknowledgements, head);
    assertTrue(acknowledgements > 2_000, "only " + acknowledgements + " acknowledgements");
  }

  @Test
  void secondProcessIsRefusedWithTheFirstOneNamed() throws Exception {
    Path folder = scratch.resolve("store");
    try (var store = SqliteLogStore.open(folder)) {
      assertEquals(0, store.head());
      Process second = new ProcessBuilder(command(folder)).redirectErrorStream(true).start();
      String output = new String(second.getInputStream().readAllBytes(), UTF_8);
      assertEquals(StoreFault.STORE_LOCKED.exitCode(), second.waitFor(), output);
      assertTrue(
          output.contains("STORE_LOCKED")
              && output.contains("process " + ProcessHandle.current().pid()),
          output);
    }
  }

  @Test
  void refusedWriteEndsTheProcessWithNothingAcknowledgedLost() throws Exception {
    Path folder = scratch.resolve("store");
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f 1500; exec \"$@\"", "sh"));
    limited.addAll(command(folder)); // no file may grow beyond 1,500 blocks of 512 bytes
    Process process = new ProcessBuilder(limited).start();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(this::take);
    }
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertEquals(StoreFault.STORE_SYNC_FAILED.exitCode(), process.waitFor(), errors);
    assertTrue(errors.contains("STORE_SYNC_FAILED"), errors);
    assertTrue(acknowledgements > 10, errors);
    check(folder, 0, 0);
    checkFromTheStart(folder);
  }

  private void runAndKill(Path folder, SplittableRandom random) throws Exception {
    Process process =
        new ProcessBuilder(command(folder)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      boolean ready = false;
      if (random.nextInt(5) == 0) {
        Thread.sleep(random.nextInt(50, 400)); // often before it is ready, as it recovers
      } else {
        String first = lines.readLine();
        assertEquals("READY", first);
        ready = true;
        Thread.sleep(random.nextInt(50, 400));
      }
      process.toHandle().destroyForcibly(); // the process's own method would close the pipe
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ready |= take(line);
      }
      assertEquals(137, process.waitFor());
      killedWhileStarting += ready ? 0 : 1;
    }
  }

  private List<String> command(Path folder) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toString());
    for (int last : lastAcknowledged) {
      arguments.add(Integer.toString(Math.max(1, last - SENT_AGAIN)));
    }
    return FreshJvm.command(
        Files.createDirectories(scratch.resolve("jvm")), LoadProcess.class, arguments);
  }

  /// Remembers one printed acknowledgement; one given before must be the same again.
  private boolean take(String line) {
    if (line.equals("READY")) {
      return true;
    }
    int space = line.indexOf(' ');
    String key = line.substring(0, space);
    String answer = line.substring(space + 1);
    String before = acknowledged.putIfAbsent(key, answer);
    assertTrue(
        before == null || before.equals(answer),
        () -> key + ": first " + before + ", now " + answer);
    int client = key.charAt(0) - '0';
    lastAcknowledged[client] =
        Math.max(lastAcknowledged[client], Integer.parseInt(key.substring(2)));
    acknowledgements++;
    return true;
  }

  /// Reads what the dead process left, before anything repairs it.
  private long check(Path folder, long headBefore, int kill) {
    Map<String, String> kept = new HashMap<>();
    long head = 0;
    try (SqliteReader log = new SqliteReader(folder);
        RecordCursor cursor = log.read(1)) {
      for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
        assertEquals(++head, next.sequence());
        String answer = next.sequence() + " " + new String(next.effects(), UTF_8);
        String twice = kept.put(next.key(), answer);
        assertEquals(null, twice, () -> "applied twice, kill " + kill);
      }
    }
    for (Map.Entry<String, String> promise : acknowledged.entrySet()) {
      assertEquals(promise.getValue(), kept.get(promise.getKey()), () -> "lost, kill " + kill);
    }
    assertTrue(head >= headBefore, "the journal became shorter");
    return head;
  }

  private static void checkFromTheStart(Path folder) {
    Tally tally = new Tally();
    try (SqliteLogStore store = SqliteLogStore.open(folder)) {
      ReplayReport report = Replay.fromGenesis(store, tally, _ -> {});
      assertTrue(report.isSame(), () -> report.divergence().orElseThrow().describe());
      assertEquals(store.head(), tally.total());
      try (RecordCursor cursor = store.read(1)) {
        for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
          assertEquals(1, tally.count(next.key()), next.key());
        }
      }
    }
  }
}
