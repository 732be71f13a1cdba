package org.plimsoll.service.venue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.BookCodec;
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
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;

/// Turns commits into views: what the API shows and the stream tells.
///
/// Listens on the sequencer's thread, where the book may be read; builds a new immutable view now
/// and then, and leaves encoding to a thread of its own.
public final class LiveVenue implements CommitListener, AutoCloseable {
  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final int MOST_EFFECTS = 200;

  private final VenueBook book;
  private final EventStream stream;
  private final HealthSource healthSource;
  private final boolean synthetic;
  private final VenueSnapshot.History history =
      new VenueSnapshot.History(new RateHistory(), new ForecastHistory());
  private final AtomicReference<@Nullable VenueView> current = new AtomicReference<>();
  private final ArrayDeque<EffectRow> news = new ArrayDeque<>();
  private final Thread publisher =
      Thread.ofPlatform().daemon().name("plimsoll-publisher").unstarted(this::publish);
  private volatile boolean closed;
  private long lastRefresh;
  private long sequence;
  private long marginCalls;
  private long liquidations;

  /// How far the venue is, in words that only its driver knows.
  public interface HealthSource {
    /// The health at a place in the journal.
    Health at(long sequence, Instant time, int instruments, int accounts);
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
    return current.get();
  }

  @Override
  public void committed(List<JournalRecord> records) {
    book.reader().ifPresent(reader -> take(records, reader));
    long now = System.nanoTime();
    if (now - lastRefresh >= REFRESH.toNanos() || current.get() == null) {
      refresh();
      lastRefresh = now;
    }
  }

  /// Builds the view anew. On the sequencer's thread, or when it has stopped.
  public void refresh() {
    book.reader().ifPresent(reader -> current.set(snapshot(reader)));
  }

  /// Notes where a journal that was read back ends.
  public void startAt(long restored) {
    sequence = restored;
    refresh();
  }

  /// Reads the steps of rates out of a journal, for a venue that was restored. Any thread, once.
  public void recall(LogReader log) {
    try (RecordCursor cursor = log.read(1)) {
      for (JournalRecord entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry.sequence() > sequence) {
          return;
        }
        recall(entry);
      }
    }
  }

  private void recall(JournalRecord entry) {
    for (Effect effect : EffectCodec.decode(entry.effects())) {
      if (effect instanceof Effect.RateChanged changed) {
        Instant time = CommandCodec.at(entry.command());
        history
            .rates()
            .add(
                changed.rateClass(),
                changed.instrument(),
                RateRows.point(changed, time, entry.sequence(), null));
      }
    }
  }

  private void take(List<JournalRecord> records, VenueReader reader) {
    for (JournalRecord entry : records) {
      Instant time = CommandCodec.at(entry.command());
      sequence = entry.sequence();
      for (Effect effect : EffectCodec.decode(entry.effects())) {
        note(effect, time, reader);
      }
    }
  }

  private void note(Effect effect, Instant time, VenueReader reader) {
    switch (effect) {
      case Effect.RateChanged changed -> {
        BigDecimal mark =
            reader.market().mark(changed.instrument()).map(RateRows::price).orElse(null);
        history
            .rates()
            .add(
                changed.rateClass(),
                changed.instrument(),
                RateRows.point(changed, time, sequence, mark));
      }
      case Effect.ForecastMade made ->
          reader
              .forecast(made.market())
              .ifPresent(
                  forecast ->
                      history
                          .forecasts()
                          .add(made.market(), forecast, reader.realisedSigma(made.market())));
      case Effect.StatusChanged changed -> count(changed);
      default -> {}
    }
    EffectRow row = EffectRows.of(effect, sequence, time, reader.terms().valuation());
    if (row != null) {
      synchronized (news) {
        if (news.size() == MOST_EFFECTS) {
          news.removeFirst();
        }
        news.addLast(row);
      }
    }
  }

  private void count(Effect.StatusChanged changed) {
    if (changed.to().equals("MARGIN_CALL")) {
      marginCalls++;
    }
    if (changed.to().equals("LIQUIDATABLE") || changed.to().equals("BANKRUPT")) {
      liquidations++;
    }
  }

  private VenueSnapshot snapshot(VenueReader reader) {
    VenueTerms terms = reader.terms();
    AccountBook accounts = copy(reader.accounts());
    Health health =
        healthSource.at(
            sequence, reader.now(), terms.contracts().size(), accounts.accountCount() - 2);
    return new VenueSnapshot(
        health,
        terms,
        reader.market(),
        reader.rates(),
        figures(reader),
        new VenueSnapshot.Copies(accounts, reader.marks().copy(), rates(reader), reader.policy()),
        history,
        new VenueSnapshot.Counts(marginCalls, liquidations, synthetic));
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

  private static AccountBook copy(AccountBook book) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BookCodec.write(book, new DataOutputStream(bytes));
      return BookCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish() {
    long last = -1;
    while (!closed) {
      VenueView view = current.get();
      if (view != null && view.health().sequence() != last) {
        stream.publish(view.health().sequence(), events(view));
        last = view.health().sequence();
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
