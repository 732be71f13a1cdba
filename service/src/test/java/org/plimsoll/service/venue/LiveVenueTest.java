package org.plimsoll.service.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.Limits;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.Forecast;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;

/// A venue that runs, is stopped in the middle, brought back and runs on, beside one that was never
/// stopped.
class LiveVenueTest {
  private static final String LIBRARY = "test";
  private static final int LIVELY_DAYS = 6;
  private static final PackLibrary PACKS = PackLibrary.builtIn();
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir Path folder;

  /// A venue over a journal, as `serve` runs it.
  private static final class Run implements AutoCloseable {
    final Path journal;
    final VenueBook book = new VenueBook(PACKS.book(), LIBRARY);
    final SqliteLogStore store;
    final LiveVenue venue =
        new LiveVenue(book, new EventStream(Limits.STANDARD), LiveVenue.Place::served, false);
    final Sequencer sequencer;

    Run(Path journal) {
      this.journal = journal;
      store = SqliteLogStore.open(journal);
      sequencer =
          Sequencer.open(
              store,
              book,
              SequencerLimits.standard().withIntervals(1_000, 3_000),
              cause -> {
                throw cause;
              });
      venue.startAt(sequencer.recovery());
      sequencer.addListener(venue);
    }

    void submit(List<Command> commands, int from, int to) throws Exception {
      CompletableFuture<Acknowledgement> last = CompletableFuture.completedFuture(null);
      for (int i = from; i < to; i++) {
        last = sequencer.submit("key-" + i, CommandCodec.encode(commands.get(i)));
      }
      last.get();
    }

    void recall() {
      try (SqliteReader past = new SqliteReader(journal)) {
        venue.recall(past);
      }
    }

    /// The view once it has come to a place in the journal.
    VenueView viewAt(long sequence) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (System.nanoTime() < deadline) {
        VenueView view = venue.view();
        if (view != null && view.health().sequence() == sequence) {
          return view;
        }
        Thread.sleep(5);
      }
      throw new AssertionError("the view never came to " + sequence);
    }

    @Override
    public void close() {
      sequencer.close();
      venue.close();
      store.close();
    }
  }

  /// What a view says of the past.
  private record Told(List<List<RatePoint>> rates, Forecast forecast, AccountSummary summary) {
    static Told by(VenueView view) {
      return new Told(
          view.regimes().stream()
              .map(Regime::key)
              .map(key -> found(view.rateHistory(RecordedVenue.BTC_PERP, key, null, null)))
              .toList(),
          found(view.forecast(RecordedVenue.BTC_PERP, null, null)),
          view.accountSummary());
    }
  }

  private static <T> T found(Found<T> answer) {
    return switch (answer) {
      case Found.Value<T>(T value) -> value;
      case Found.Missing<T>(String code, String _) -> throw new AssertionError(code);
    };
  }

  @Test
  void venueThatWasBroughtBackTellsTheSamePastAsOneThatNeverStopped() throws Exception {
    List<Command> commands = RecordedVenue.commands(LIBRARY, LIVELY_DAYS);
    int half = commands.size() - LIVELY_DAYS * 24;
    Told unbroken;
    try (Run run = new Run(folder.resolve("unbroken"))) {
      run.submit(commands, 0, commands.size());
      unbroken = Told.by(run.viewAt(commands.size()));
    }
    requireSomethingToTell(unbroken);

    try (Run run = new Run(folder.resolve("broken"))) {
      run.submit(commands, 0, half);
      assertNull(run.viewAt(half).health().recalled());
    }
    try (Run run = new Run(folder.resolve("broken"))) {
      assertNotNull(run.viewAt(half).health().recalled());
      run.submit(commands, half, commands.size());
      VenueView before = run.viewAt(commands.size());
      assertNull(before.accountSummary().marginCalls(), "a part of the count would mislead");
      run.recall();
      VenueView after = run.viewAt(commands.size());
      assertNull(after.health().recalled());
      assertEquals(unbroken, Told.by(after));
    }
    try (Run run = new Run(folder.resolve("broken"))) {
      run.recall();
      assertEquals(unbroken, Told.by(run.viewAt(commands.size())));
    }
  }

  private static void requireSomethingToTell(Told told) {
    assertTrue(told.rates().stream().anyMatch(steps -> steps.size() > 10), "no steps of rates");
    assertTrue(
        told.rates().getLast().getLast().markPrice() != null, "a step does not tell its mark");
    List<Forecast.Row> rows = told.forecast().rows();
    assertTrue(rows.getLast().high99() != null, "the model never had history enough");
    assertNull(rows.getLast().realised());
    assertEquals(
        rows.size() - 1, rows.stream().filter(row -> row.realised() != null).count(), "realised");
    assertTrue(Objects.requireNonNull(told.summary().marginCalls()) > 0, "nobody was called");
    assertTrue(Objects.requireNonNull(told.summary().liquidations()) > 0, "nobody was liquidated");
  }

  @Test
  void healthNamesTheLastMarkedStateAndAfterAStartTheStateItself() throws Exception {
    List<Command> commands = RecordedVenue.commands(LIBRARY, 0).subList(0, 2_500);
    @Nullable String atTheEnd;
    try (Run run = new Run(folder.resolve("marks"))) {
      run.submit(commands, 0, commands.size());
      Health health = run.viewAt(commands.size()).health();
      assertEquals(2_000, health.stateHashSequence());
      assertEquals(
          HexFormat.of().formatHex(run.store.marks(2_000, 1).getFirst().hash()),
          health.stateHash());
      run.sequencer.close();
      atTheEnd = HexFormat.of().formatHex(run.book.stateHash());
      assertFalse(atTheEnd.equals(health.stateHash()));
    }
    try (Run run = new Run(folder.resolve("marks"))) {
      Health health = run.viewAt(commands.size()).health();
      assertEquals(commands.size(), health.stateHashSequence());
      assertEquals(atTheEnd, health.stateHash());
    }
  }
}
