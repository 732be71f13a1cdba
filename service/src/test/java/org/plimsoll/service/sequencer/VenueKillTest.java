package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.quantity.Amount;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;

/// The real venue under load is killed (SIGKILL) at random points, again and again on one journal.
///
/// While one process runs, the next reads its rule packs; it opens the journal only when the one
/// before it is dead.
///
/// Beside it a second book applies the journal from the first command on, and never restarts: what
/// the killed processes recover to must be its state to the bit. The public log that the processes
/// write must hold what was acknowledged, nothing that the journal lacks, and never fork.
class VenueKillTest {
  private static final int KILLS = 50;
  private static final int SENT_AGAIN = 25; // acknowledged ones, besides all that were in flight
  private static final long SEED = 20_251_010;

  @TempDir Path scratch;

  private final RuleLibrary rules = RuleLibrary.builtIn();
  private final VenueBook witness = rules.book();
  private final HashChain chain = new HashChain();
  private final Map<Integer, String> kept = new HashMap<>();
  private final Map<Integer, String> acknowledged = new HashMap<>();
  private final Map<String, Long> moved = new TreeMap<>();
  private final Map<String, Integer> seen = new TreeMap<>();
  private byte[] lastChain = HashChain.genesis();
  private int head;
  private int lastAcknowledged = -1;
  private long acknowledgements;
  private long repeats;
  private int killedWhileStarting;
  private long lastTold;

  @SuppressWarnings("NullAway.Init")
  private LogWatch log;

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void fiftyKillsOfTheRealVenueLoseNothingAndApplyNothingTwice() throws Exception {
    Path folder = scratch.resolve("journal");
    log = LogWatch.begin(folder, rules);
    SplittableRandom random = new SplittableRandom(SEED);
    Process next = start(folder);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = next;
        next = start(folder);
        runAndKill(process, random);
        if (SqliteReader.isIn(folder)) {
          check(folder, kill);
        }
      }
    } finally {
      next.destroyForcibly();
    }
    checkMoney();
    String expected = Hex.of(witness.stateHash()) + " " + Hex.of(lastChain);
    String replayed =
        FreshJvm.run(FreshJvm.replay(folder, BuiltInVenueBook.class.getName(), List.of()));
    assertEquals(
        expected, replayed.substring(replayed.indexOf(' ', replayed.indexOf(' ') + 1) + 1));
    System.out.printf(
        "killed %d times (%d while starting), seed %d: %d acknowledgements (%d repeated), %d commands kept, effects %s%n",
        KILLS, killedWhileStarting, SEED, acknowledgements, repeats, head, seen);
    assertTrue(log.audit() > 1_000, "the public log has few entries");
    assertTrue(acknowledgements > 5_000, "only " + acknowledgements + " acknowledgements");
    assertTrue(repeats > 500, "only " + repeats + " repeated");
    for (String effect : List.of("Applied", "Refused", "RateChanged", "StatusChanged")) {
      assertTrue(seen.getOrDefault(effect, 0) > 50, "the load did not bring about " + effect);
    }
  }

  private Process start(Path folder) throws IOException {
    List<String> command =
        FreshJvm.command(
            Files.createDirectories(scratch.resolve("jvm")),
            "-Xmx256m",
            VenueProcess.class,
            List.of(folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void runAndKill(Process process, SplittableRandom random) throws Exception {
    try (BufferedReader lines = process.inputReader(UTF_8);
        BufferedWriter orders = process.outputWriter(UTF_8)) {
      assertEquals("LOADED", lines.readLine());
      int first = Math.max(0, lastAcknowledged + 1 - SENT_AGAIN);
      orders.write(first + " " + random.nextLong() + "\n");
      orders.flush();
      boolean ready = false;
      if (random.nextInt(5) == 0) {
        Thread.sleep(random.nextInt(10, 400)); // often before it is ready, as it recovers
      } else {
        ready = take(String.valueOf(lines.readLine()));
        assertTrue(ready, "the process did not start");
        Thread.sleep(random.nextInt(20, 300));
      }
      process.toHandle().destroyForcibly(); // the process's own method would close the pipe
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ready |= take(line);
      }
      assertEquals(137, process.waitFor());
      killedWhileStarting += ready ? 0 : 1;
    }
  }

  /// Takes one line; an acknowledgement given before must be the same again.
  private boolean take(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("READY")) {
      assertEquals(head, Integer.parseInt(words[1]), "recovered to another sequence");
      assertEquals(Hex.of(witness.stateHash()), words[2], "recovered to another state");
      return true;
    }
    int number = Integer.parseInt(words[0]);
    String answer = words[1] + " " + words[2];
    String before = acknowledged.putIfAbsent(number, answer);
    assertTrue(
        before == null || before.equals(answer),
        () -> "command " + number + ": first " + before + ", now " + answer);
    lastTold = Math.max(lastTold, Long.parseLong(words[1]));
    lastAcknowledged = Math.max(lastAcknowledged, number);
    acknowledgements++;
    repeats += before == null ? 0 : 1;
    return true;
  }

  /// Reads on in what the dead process left, before anything repairs it.
  private void check(Path folder, int kill) throws IOException {
    try (SqliteReader journal = new SqliteReader(folder)) {
      assertTrue(journal.head() >= head, "the journal became shorter");
      log.marks(journal, head + 1L);
      try (RecordCursor cursor = journal.read(head + 1L)) {
        for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
          witness(next);
        }
      }
    }
    log.check(lastTold);
    acknowledged.forEach(
        (number, answer) ->
            assertEquals(
                answer, kept.get(number), () -> "command " + number + " lost, kill " + kill));
  }

  private void witness(JournalRecord next) {
    chain.check(lastChain, head + 1L, next);
    log.witness(next);
    lastChain = next.chain();
    assertArrayEquals(
        next.effects(), witness.apply(next.sequence(), next.command()), "effects of " + next.key());
    int number = Integer.parseInt(next.key().substring("order-".length()));
    String twice = kept.put(number, next.sequence() + " " + Arrays.hashCode(next.effects()));
    assertEquals(null, twice, () -> "command " + number + " applied twice");
    head++;
    List<Effect> effects = EffectCodec.decode(next.effects());
    effects.forEach(effect -> seen.merge(effect.getClass().getSimpleName(), 1, Integer::sum));
    if (effects.contains(new Effect.Applied())) {
      switch (CommandCodec.decode(next.command())) {
        case Command.Deposit deposit -> move(deposit.amount(), 1);
        case Command.Withdraw withdrawal -> move(withdrawal.amount(), -1);
        default -> {}
      }
    }
  }

  private void move(Amount amount, int sign) {
    moved.merge(amount.asset().code(), sign * amount.units(), Math::addExact);
  }

  /// What came in less what went out is what the accounts hold: nothing counted twice or never.
  private void checkMoney() throws IOException {
    AccountBook accounts = witness.reader().orElseThrow().accounts();
    assertTrue(accounts.isConservedByScan());
    for (int asset = 0; asset < accounts.assetCount(); asset++) {
      String code = accounts.asset(asset).code();
      assertEquals(moved.getOrDefault(code, 0L), accounts.external(asset), code);
    }
  }
}
