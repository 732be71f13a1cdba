package org.plimsoll.feeds.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.FeedException;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.RowFault;
import org.plimsoll.feeds.Window;

/// Many feeds as one stream in the order (event time, source, market, feed, sequence).
///
/// The order depends on nothing else, so two replays of the same recordings give the same events.
/// Each feed is read as the stream advances; none is held in memory.
public final class MarketReplay implements FeedSource {
  /// The most feeds that one replay merges.
  public static final int MAX_FEEDS = 4_096;

  private static final Comparator<Head> ORDER =
      Comparator.comparing((Head head) -> head.event.eventTime())
          .thenComparing(head -> head.event.source())
          .thenComparing(head -> head.event.market())
          .thenComparing(head -> head.name);

  private final List<FeedSource> feeds;

  private MarketReplay(List<FeedSource> feeds) {
    this.feeds = feeds;
  }

  /// A replay of feeds, whose names must differ.
  public static MarketReplay of(List<? extends FeedSource> feeds) {
    if (feeds.isEmpty() || feeds.size() > MAX_FEEDS) {
      throw new IllegalArgumentException(
          "A replay merges 1 to %d feeds, not %d".formatted(MAX_FEEDS, feeds.size()));
    }
    TreeSet<String> names = new TreeSet<>();
    for (FeedSource feed : feeds) {
      if (!names.add(feed.name())) {
        throw new IllegalArgumentException("Two feeds have the name " + feed.name());
      }
    }
    return new MarketReplay(List.copyOf(feeds));
  }

  /// The feeds, in the order given.
  public List<FeedSource> feeds() {
    return feeds;
  }

  @Override
  public String name() {
    return "replay";
  }

  /// Always `replay`; each event carries the source it came from.
  @Override
  public String source() {
    return "replay";
  }

  /// Always `*`; each event carries its market.
  @Override
  public String market() {
    return "*";
  }

  @Override
  public Cursor open(Window window) throws IOException {
    Cursor cursor = new Cursor();
    try {
      for (FeedSource feed : feeds) {
        cursor.add(new Head(feed.name(), feed.open(window)));
      }
      return cursor;
    } catch (IOException | RuntimeException e) {
      cursor.close();
      throw e;
    }
  }

  /// A position in the merged events. For one thread only.
  public static final class Cursor implements EventCursor {
    private final List<Head> opened = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);

    private Cursor() {}

    private void add(Head head) throws IOException {
      opened.add(head);
      if (head.advance()) {
        heads.add(head);
      }
    }

    @Override
    public Optional<MarketEvent> next() throws IOException {
      Head head = heads.poll();
      if (head == null) {
        return Optional.empty();
      }
      MarketEvent event = head.event;
      if (head.advance()) {
        heads.add(head);
      }
      return Optional.of(event);
    }

    /// All remaining events of the earliest event time, in order; empty at the end.
    public List<MarketEvent> nextInstant() throws IOException {
      List<MarketEvent> events = new ArrayList<>();
      Head head = heads.peek();
      while (head != null
          && (events.isEmpty() || head.event.eventTime().equals(events.getFirst().eventTime()))) {
        next().ifPresent(events::add);
        head = heads.peek();
      }
      return events;
    }

    @Override
    public long faultCount() {
      return opened.stream().mapToLong(head -> head.cursor.faultCount()).sum();
    }

    /// The first hundred faults of each feed, feed by feed.
    @Override
    public List<RowFault> faults() {
      return opened.stream().flatMap(head -> head.cursor.faults().stream()).toList();
    }

    @Override
    public void close() throws IOException {
      heads.clear();
      for (Head head : opened) {
        head.cursor.close();
      }
    }
  }

  /// A feed's next event.
  private static final class Head {
    private final String name;
    private final EventCursor cursor;
    private MarketEvent event = NOTHING;

    private static final MarketEvent NOTHING =
        new org.plimsoll.feeds.Tick("", "", -1, Window.ALL.from(), 1, 0);

    Head(String name, EventCursor cursor) {
      this.name = name;
      this.cursor = cursor;
    }

    boolean advance() throws IOException {
      Optional<MarketEvent> next = cursor.next();
      if (next.isEmpty()) {
        cursor.close();
        return false;
      }
      MarketEvent following = next.get();
      if (following.eventTime().isBefore(event.eventTime())) {
        throw new FeedException(
            "Feed %s gave an event of %s after one of %s. Sort the recording by time."
                .formatted(name, following.eventTime(), event.eventTime()));
      }
      event = following;
      return true;
    }
  }
}
