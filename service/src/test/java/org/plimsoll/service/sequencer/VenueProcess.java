package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.service.publiclog.AccountLines;
import org.plimsoll.service.publiclog.LogEntries;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.publiclog.PublicLog;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.DiskFiles;

/// The process that [VenueKillTest] kills: the real venue on its journal, with one client that goes
/// through the script and a late one that sends old commands again meanwhile.
///
/// Argument: the store's folder. Reads the rule packs, prints `LOADED`, and waits for a line with
/// the number of the first command to send and a seed for the late client; so the next process can
/// get that far while the one before it runs. Only then is the store opened. Prints `READY sequence
/// state-hash` once recovered, then each acknowledgement as `number sequence effects-hash`.
final class VenueProcess {
  private static final SequencerLimits LIMITS =
      SequencerLimits.standard().withGroupCommands(64).withIntervals(500, 1_500);
  private static final int IN_FLIGHT = 200;

  private final Sequencer sequencer;
  private final FileOutputStream out;

  private VenueProcess(Sequencer sequencer, FileOutputStream out) {
    this.sequencer = sequencer;
    this.out = out;
  }

  public static void main(String[] args) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      RuleLibrary rules = RuleLibrary.builtIn();
      VenueBook book = rules.book();
      out.write("LOADED\n".getBytes(UTF_8));
      String line = in.readLine();
      if (line == null) {
        return; // the test has ended
      }
      String[] told = line.split(" ", -1);
      int first = Integer.parseInt(told[0]);
      long seed = Long.parseLong(told[1]);
      SqliteLogStore store = SqliteLogStore.open(Path.of(args[0]));
      Sequencer sequencer = Sequencer.open(store, book, LIMITS, Halt.process());
      sequencer.addListener(publicLog(Path.of(args[0]), rules, store));
      out.write(
          "READY %d %s%n"
              .formatted(sequencer.committedSequence(), Hex.of(book.stateHash()))
              .getBytes(UTF_8));
      VenueProcess process = new VenueProcess(sequencer, out);
      VenueScript script = new VenueScript(rules.packs(), rules.hash());
      List<byte[]> old = new ArrayList<>();
      for (int number = 0; number < first; number++) {
        old.add(CommandCodec.encode(script.next()));
      }
      Thread late = Thread.ofPlatform().start(() -> process.sendAgain(old, seed));
      process.send(script, first);
      late.join();
    } catch (StoreException e) {
      Halt.process().stop(e);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public log beside the journal: what is acknowledged is in it.
  private static PublicLog publicLog(Path folder, RuleLibrary rules, SqliteLogStore store)
      throws IOException {
    LogKeys keys = LogKeys.read(folder.resolveSibling("log.key"));
    return PublicLog.open(
        new DiskFiles(folder.resolveSibling("public-log")),
        keys,
        new LogEntries(rules, new AccountLines(keys.salts())),
        store,
        PublicLog.Pace.EACH_COMMIT);
  }

  static String key(int number) {
    return "order-" + number;
  }

  private void send(VenueScript script, int first) throws InterruptedException {
    Semaphore window = new Semaphore(IN_FLIGHT);
    for (int number = first; ; number++) {
      window.acquire();
      submit(number, CommandCodec.encode(script.next()), window);
    }
  }

  private void sendAgain(List<byte[]> old, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Semaphore window = new Semaphore(4);
    try {
      while (!old.isEmpty()) {
        window.acquire();
        int number = random.nextInt(old.size());
        submit(number, old.get(number), window);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(int number, byte[] command, Semaphore window) throws InterruptedException {
    var _ =
        sequencer
            .submit(key(number), command)
            .thenAccept(
                answer -> {
                  print(number, (Acknowledgement.Committed) answer);
                  window.release();
                });
  }

  private void print(int number, Acknowledgement.Committed answer) {
    try {
      int effects = Arrays.hashCode(answer.effects());
      out.write((number + " " + answer.sequence() + " " + effects + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
