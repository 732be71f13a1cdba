package org.plimsoll.service.sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.StoreException;

/// The process that [KillTest] kills: several clients that submit without end and print each
/// acknowledgement as it comes.
///
/// Arguments: the store's folder, then for each client the number of its first command.
final class LoadProcess {
  private static final SequencerLimits LIMITS =
      SequencerLimits.standard().withGroupCommands(64).withIntervals(500, 2_000);
  private static final int IN_FLIGHT = 40;

  private LoadProcess() {}

  public static void main(String[] args) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      SqliteLogStore store = SqliteLogStore.open(Path.of(args[0]));
      Sequencer sequencer = Sequencer.open(store, new Tally(), LIMITS, Halt.process());
      out.write("READY\n".getBytes(UTF_8));
      Thread[] clients = new Thread[args.length - 1];
      for (int i = 0; i < clients.length; i++) {
        int client = i;
        int first = Integer.parseInt(args[i + 1]);
        clients[i] = Thread.ofPlatform().start(() -> submit(sequencer, client, first, out));
      }
      for (Thread client : clients) {
        client.join();
      }
    } catch (StoreException e) {
      Halt.process().stop(e);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void submit(Sequencer sequencer, int client, int first, FileOutputStream out) {
    Semaphore window = new Semaphore(IN_FLIGHT);
    try {
      for (int number = first; ; number++) {
        window.acquire();
        String key = client + "-" + number;
        var _ =
            sequencer
                .submit(key, key.getBytes(UTF_8))
                .thenAccept(
                    answer -> {
                      print(out, key, (Acknowledgement.Committed) answer);
                      window.release();
                    });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(FileOutputStream out, String key, Acknowledgement.Committed answer) {
    try {
      String effects = new String(answer.effects(), UTF_8);
      out.write((key + " " + answer.sequence() + " " + effects + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
