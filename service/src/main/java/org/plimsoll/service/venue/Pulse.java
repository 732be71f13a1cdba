package org.plimsoll.service.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.service.sequencer.LateCommand;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.store.JournalRecord;

/// Lets a venue notice that time passes while nobody tells it anything.
///
/// Prices that stopped coming must go stale, announced rises take effect, overrides end and laws
/// begin, although the book reads no clock: so now and then a command without prices, and every
/// minute one without bars, is journaled with the present time.
public final class Pulse implements AutoCloseable {
  private static final Duration RATES = Duration.ofMinutes(1);

  private final Sequencer sequencer;
  private final Gateway gateway;
  private final int seconds;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("plimsoll-pulse").unstarted(this::run);

  /// A pulse for a venue behind a gateway.
  ///
  /// @param seconds between two commands; 0 for none
  public Pulse(Sequencer sequencer, Gateway gateway, int seconds) {
    this.sequencer = sequencer;
    this.gateway = gateway;
    this.seconds = seconds;
  }

  /// Begins, unless there is none.
  public void start() {
    if (seconds > 0) {
      thread.start();
    }
  }

  private void run() {
    try {
      long rates = System.nanoTime();
      while (sequencer.stopped().isEmpty()) {
        Thread.sleep(Duration.ofSeconds(seconds));
        beat(true);
        if (System.nanoTime() - rates >= RATES.toNanos()) {
          rates = System.nanoTime();
          beat(false);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat(boolean prices) {
    String key = (prices ? "pulse-" : "pulse-rates-") + gateway.wallMillis();
    var _ = sequencer.trySubmit(key, new Beat(gateway, prices)); // a full queue moves time as well
  }

  private record Beat(Gateway gateway, boolean prices) implements LateCommand {
    @Override
    public int mostBytes() {
      return 64;
    }

    @Override
    public byte[] bytes(@Nullable JournalRecord original) {
      Instant at = original == null ? gateway.present() : CommandCodec.at(original.command());
      return CommandCodec.encode(
          prices ? new Command.ObservePrices(at, List.of()) : new Command.CloseBars(at, List.of()));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
