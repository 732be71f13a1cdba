package org.plimsoll.service.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.StreamEvent;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.sequencer.CommitListener;
import org.plimsoll.service.sequencer.Recovery;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// Turns commits into views: what the API shows and the stream tells.
///
/// Listens on the sequencer's thread, where the book may be read; builds a new immutable view now
/// and then, and leaves encoding to a thread of its own.
public final class LiveVenue implements CommitListener, AutoCloseable {
  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final int MOST_EFFECTS = 200;
  private static final int RECALLED_AT_A_TIME = 20_000;

  private final VenueBook book;
  private final EventStream stream;
  private final HealthSource healthSource;
  private final boolean synthetic;
  private final Chronicle chronicle = new Chronicle();
  private final ArrayDeque<EffectRow> news = new ArrayDeque<>();
  private final Thread publisher =
      Thread.ofPlatform().daemon().name("plimsoll-publisher").unstarted(this::publish);
  private volatile @Nullable VenueSnapshot current;
  private volatile long shown;
  private volatile boolean closed;
  private Gate gate = Runnable::run;
  private boolean begun;
  private boolean stale;
  private long lastRefresh;
  private long sequence;
  private StateMark mark = new StateMark(0, new byte[0]);
  private long restored;
  private @Nullable Double recalled;

  /// How far the venue is, in words that only its driver knows.
  public interface HealthSource {
    /// The health at a place in the journal.
    Health at(Place place);
  }

  /// Where in the journal a view stands, and how much it holds.
  ///
  /// @param mark the last state hash, with its sequence
  /// @param recalled how much of the journal's past is read back, from 0 to 1; null when all is
  public record Place(
      long sequence,
      Instant time,
      StateMark mark,
      int instruments,
      int accounts,
      @Nullable Double recalled) {
    /// The health of a venue that is served.
    public Health served() {
      return health(Health.Status.READY, Health.Mode.SERVE, null, null, null);
    }

    /// The health of a venue here, with what only its driver knows.
    public Health health(
        Health.Status status,
        Health.Mode mode,
        @Nullable Boolean synthetic,
        @Nullable String source,
        Health.@Nullable Progress progress) {
      return new Health(
          status,
          ProgramVersion.current(),
          mode,
          sequence,
          time,
          HexFormat.of().formatHex(mark.hash()),
          mark.sequence(),
          instruments,
          accounts,
          synthetic,
          source,
          recalled,
          progress);
    }
  }

  /// A venue that reads `book`, which belongs to the sequencer's thread.
  public LiveVenue(
      VenueBook book, EventStream stream, HealthSource healthSource, boolean synthetic) {
    this.book = book;
    this.stream = stream;
    this.healthSource = healthSource;
    this.synthetic = synthetic;
    publisher.start();
  }

  /// The present view, or null when nothing was committed yet. Any thread may ask.
  public @Nullable VenueView view() {
    return current;
  }

  /// Decides when what was committed so far may be shown.
  @FunctionalInterface
  public interface Gate {
    /// Runs `show`, in order with others, now or later and on any thread.
    void pass(Runnable show);
  }

  /// Shows nothing new but through a gate. Before the first commit.
  public void showThrough(Gate newGate) {
    gate = newGate;
  }

  /// Notes to what a journal that was read back has led. Before the first commit.
  public void startAt(Recovery recovery) {
    sequence = recovery.sequence();
    mark = recovery.mark();
    restored = recovery.sequence();
    recalled = restored > 0 ? 0.0 : null;
    refresh();
  }

  @Override
  public void marked(StateMark next) {
    mark = next;
  }

  @Override
  public void committed(List<JournalRecord> records) {
    book.reader().ifPresent(reader -> take(records, reader));
    stale = true;
    if (!begun || System.nanoTime() - lastRefresh >= REFRESH.toNanos()) {
      refresh();
    }
  }

  @Override
  public void idle() {
    if (stale) {
      refresh();
    }
  }

  /// Builds the view anew. On the sequencer's thread, or before it tells of commits.
  private synchronized void refresh() {
    book.reader()
        .ifPresent(
            reader -> {
              VenueSnapshot view = snapshot(reader);
              gate.pass(() -> show(view));
            });
    begun = true;
    stale = false;
    lastRefresh = System.nanoTime();
  }

  private synchronized void show(VenueSnapshot view) {
    current = view;
    shown++;
  }

  /// Reads what happened before the start back out of the journal, for a venue that was restored.
  /// Any thread, once; commits go on meanwhile. Throws [StoreException] when the journal cannot be
  /// read or was written by another version of the program.
  public void recall(LogReader log) {
    VenueSnapshot view = current;
    if (view == null || restored == 0) {
      return;
    }
    VenueTerms terms = view.terms();
    Chronicle earlier = new Chronicle();
    try (RecordCursor cursor = log.read(1)) {
      for (JournalRecord entry = cursor.next();
          entry != null && entry.sequence() <= restored;
          entry = cursor.next()) {
        note(entry, earlier, terms);
        if (entry.sequence() % RECALLED_AT_A_TIME == 0) {
          recalledUpTo(entry.sequence());
        }
      }
    }
    recalled(earlier);
  }

  private static void note(JournalRecord entry, Chronicle earlier, VenueTerms terms) {
    try {
      Instant time = CommandCodec.at(entry.command());
      for (Effect effect : EffectCodec.decode(entry.effects())) {
        earlier.note(effect, time, entry.sequence(), terms);
      }
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE,
          entry.sequence(),
          "The effects were written by another version of the program (%s).".formatted(e),
          e);
    }
  }

  private synchronized void recalledUpTo(long done) {
    recalled = (double) done / restored;
    VenueSnapshot view = current;
    if (view != null) {
      show(view.recalled(recalled, Chronicle.Counts.NONE));
    }
  }

  private synchronized void recalled(Chronicle earlier) {
    chronicle.precede(earlier);
    recalled = null;
    VenueSnapshot view = current;
    if (view != null) {
      show(view.recalled(null, earlier.counts()));
    }
  }

  private void take(List<JournalRecord> records, VenueReader reader) {
    for (JournalRecord entry : records) {
      Instant time = CommandCodec.at(entry.command());
      sequence = entry.sequence();
      for (Effect effect : EffectCodec.decode(entry.effects())) {
        chronicle.note(effect, time, sequence, reader.terms());
        tell(EffectRows.of(effect, sequence, time, reader.terms()));
      }
    }
  }

  private void tell(@Nullable EffectRow row) {
    if (row != null) {
      synchronized (news) {
        if (news.size() == MOST_EFFECTS) {
          news.removeFirst();
        }
        news.addLast(row);
      }
    }
  }

  private VenueSnapshot snapshot(VenueReader reader) {
    VenueTerms terms = reader.terms();
    AccountBook accounts = reader.accounts().copy();
    Health health =
        healthSource.at(
            new Place(
                sequence,
                reader.now(),
                mark,
                terms.contracts().size(),
                clients(accounts),
                recalled));
    return new VenueSnapshot(
        health,
        new VenueSnapshot.Parts(
            terms,
            reader.market(),
            reader.rates(),
            figures(reader),
            new AccountCopies(accounts, reader.marks().copy(), rates(reader), reader.policy()),
            DefaultAnswers.of(reader),
            synthetic),
        chronicle,
        chronicle.counts());
  }

  private static int clients(AccountBook accounts) {
    int clients = 0;
    for (int account = 0; account < accounts.accountCount(); account++) {
      clients += accounts.mode(account) == AccountMode.VENUE ? 0 : 1;
    }
    return clients;
  }

  private static Map<String, RateRows.MarketFigures> figures(VenueReader reader) {
    Map<String, RateRows.MarketFigures> figures = new TreeMap<>();
    for (VenueTerms.Listing listing : reader.terms().contracts()) {
      String market = listing.contract().terms().underlying();
      Double realised =
          reader.realisedSigma(market) instanceof Estimate.Value value ? value.value() : null;
      Double forecast = reader.forecast(market).map(found -> found.sigmaDay()).orElse(null);
      String id = listing.contract().id();
      figures.put(id, new RateRows.MarketFigures(reader.market().mark(id), realised, forecast));
    }
    return figures;
  }

  private static RateTable rates(VenueReader reader) {
    RateTable copy = new RateTable();
    VenueTerms terms = reader.terms();
    for (int rateClass = 0; rateClass < terms.rateClasses().size(); rateClass++) {
      for (int contract = 0; contract < terms.contracts().size(); contract++) {
        int row = rateClass;
        int column = contract;
        reader.rateTable().find(row, column).ifPresent(tiers -> copy.set(row, column, tiers));
      }
    }
    return copy;
  }

  private void publish() {
    long published = 0;
    while (!closed) {
      long latest = shown;
      VenueView view = current;
      if (view != null && latest != published) {
        stream.publish(view.health().sequence(), events(view));
        published = latest;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private List<StreamEvent> events(VenueView view) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new StreamEvent.Progress(view.health()));
    for (RegimeKey regime : stream.wantedRegimes()) {
      if (view.rates(regime, null)
          instanceof Found.Value<?>(org.plimsoll.service.api.view.RateList rates)) {
        events.add(new StreamEvent.Rates(rates));
      }
    }
    if (stream.clients() > 0) {
      events.add(new StreamEvent.Accounts(view.accountSummary()));
    }
    List<EffectRow> rows;
    synchronized (news) {
      rows = List.copyOf(news);
      news.clear();
    }
    if (!rows.isEmpty()) {
      events.add(new StreamEvent.Effects(rows));
    }
    return events;
  }

  @Override
  public void close() {
    closed = true;
    publisher.interrupt();
  }
}
