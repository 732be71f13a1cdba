package org.plimsoll.feeds.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.FundingRate;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.PublicTrade;
import org.plimsoll.feeds.RowFault;
import org.plimsoll.feeds.Tick;
import org.plimsoll.feeds.Window;

/// Candles with a path of prices inside each bar: four ticks, then the candle itself.
///
/// The path visits the open, the two extremes and the close, exactly. Where the close is at or
/// above
/// the open the low comes first, otherwise the high: the shorter way through the four prices. The
/// ticks stand at the opening, one third, two thirds and one millisecond before the close of the
/// bar. What happened between is unknown; the path is a convention, not a recording.
///
/// A tick's sequence is 8 times its candle's plus 0 to 3, the candle's becomes 8 times plus 4.
public final class PricePathFeed implements FeedSource {
  private static final long PLACES = 8;

  private final FeedSource candles;

  private PricePathFeed(FeedSource candles) {
    this.candles = candles;
  }

  /// The path through the candles of a feed, which must give nothing else.
  public static PricePathFeed of(FeedSource candles) {
    return new PricePathFeed(candles);
  }

  @Override
  public String name() {
    return candles.name() + "/path";
  }

  @Override
  public String source() {
    return candles.source();
  }

  @Override
  public String market() {
    return candles.market();
  }

  @Override
  public EventCursor open(Window window) throws IOException {
    return new Cursor(candles.open(window));
  }

  /// The four ticks of a candle, in order of time.
  static List<Tick> path(ExactCandle candle) {
    boolean lowFirst = candle.close() >= candle.open();
    Duration length = candle.length().duration();
    Instant start = candle.openTime();
    return List.of(
        tick(candle, 0, start, candle.open()),
        tick(candle, 1, start.plus(length.dividedBy(3)), lowFirst ? candle.low() : candle.high()),
        tick(
            candle,
            2,
            start.plus(length.multipliedBy(2).dividedBy(3)),
            lowFirst ? candle.high() : candle.low()),
        tick(candle, 3, start.plus(length).minusMillis(1), candle.close()));
  }

  private static Tick tick(ExactCandle candle, int place, Instant time, long price) {
    return new Tick(
        candle.source(),
        candle.market(),
        place(candle.sequence(), place),
        time,
        price,
        candle.priceScale());
  }

  private static long place(long sequence, int place) {
    return Math.addExact(Math.multiplyExact(PLACES, sequence), place);
  }

  private static ExactCandle moved(ExactCandle candle) {
    return new ExactCandle(
        candle.source(),
        candle.market(),
        place(candle.sequence(), 4),
        candle.openTime(),
        candle.length(),
        candle.priceScale(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume());
  }

  private static final class Cursor implements EventCursor {
    private final EventCursor inner;
    private final ArrayDeque<MarketEvent> ready = new ArrayDeque<>();

    Cursor(EventCursor inner) {
      this.inner = inner;
    }

    @Override
    public Optional<MarketEvent> next() throws IOException {
      if (ready.isEmpty()) {
        inner.next().ifPresent(this::expand);
      }
      return Optional.ofNullable(ready.poll());
    }

    private void expand(MarketEvent event) {
      switch (event) {
        case ExactCandle candle -> {
          ready.addAll(path(candle));
          ready.add(moved(candle));
        }
        case PublicTrade trade -> throw notCandle(trade);
        case FundingRate rate -> throw notCandle(rate);
        case Tick tick -> throw notCandle(tick);
      }
    }

    private static IllegalArgumentException notCandle(MarketEvent event) {
      return new IllegalArgumentException(
          "A price path is made of candles; the feed of %s gave %s"
              .formatted(event.market(), event.getClass().getSimpleName()));
    }

    @Override
    public long faultCount() {
      return inner.faultCount();
    }

    @Override
    public List<RowFault> faults() {
      return inner.faults();
    }

    @Override
    public void close() throws IOException {
      ready.clear();
      inner.close();
    }
  }
}
