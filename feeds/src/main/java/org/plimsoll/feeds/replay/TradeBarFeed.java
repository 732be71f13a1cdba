package org.plimsoll.feeds.replay;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.ExactNumbers;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.FundingRate;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.PublicTrade;
import org.plimsoll.feeds.RowFault;
import org.plimsoll.feeds.Tick;
import org.plimsoll.feeds.Window;

/// Candles made of trades, on the grid of whole bar lengths since 1970.
///
/// A bar is given once a trade at or after its end proves that it is over; the unfinished bar at
/// the end of a recording is not given, because its range would understate the market. Prices are
/// exact, the volume is the exact sum brought to the nearest `double` once. The sequence of a bar
/// is the number of whole bars between 1970 and its opening.
public final class TradeBarFeed implements FeedSource {
  private final FeedSource trades;
  private final BarLength length;
  private final EmptyBars emptyBars;

  private TradeBarFeed(FeedSource trades, BarLength length, EmptyBars emptyBars) {
    this.trades = trades;
    this.length = length;
    this.emptyBars = emptyBars;
  }

  /// The bars of a feed of trades.
  public static TradeBarFeed of(FeedSource trades, BarLength length, EmptyBars emptyBars) {
    return new TradeBarFeed(trades, length, emptyBars);
  }

  @Override
  public String name() {
    return trades.name() + "/" + length;
  }

  @Override
  public String source() {
    return trades.source();
  }

  @Override
  public String market() {
    return trades.market();
  }

  @Override
  public EventCursor open(Window window) throws IOException {
    // Reading on behind the window finds the trade that proves the last bar finished.
    Instant from = openingAtOrAfter(window.from());
    if (!from.isBefore(Window.ALL.to())) {
      throw new IllegalArgumentException("No bar opens between " + window);
    }
    return new Cursor(trades.open(new Window(from, Window.ALL.to())), window.to());
  }

  private Instant openingAtOrAfter(Instant instant) {
    Instant opening = length.openingAt(instant);
    return opening.equals(instant) ? opening : opening.plus(length.duration());
  }

  private final class Cursor implements EventCursor {
    private final EventCursor inner;
    private final Instant to;
    private @Nullable Bar bar;
    private @Nullable PublicTrade pending;
    private boolean ended;

    Cursor(EventCursor inner, Instant to) {
      this.inner = inner;
      this.to = to;
    }

    @Override
    public Optional<MarketEvent> next() throws IOException {
      while (!ended) {
        PublicTrade trade = pending;
        if (trade == null) {
          trade = nextTrade();
          if (trade == null) {
            break;
          }
        }
        pending = null;
        Optional<ExactCandle> finished = take(trade);
        if (finished.isPresent()) {
          return finished.map(candle -> candle);
        }
      }
      ended = true;
      return Optional.empty();
    }

    private @Nullable PublicTrade nextTrade() throws IOException {
      return switch (inner.next().orElse(null)) {
        case null -> null;
        case PublicTrade trade -> trade;
        case ExactCandle candle -> throw notTrade(candle);
        case FundingRate rate -> throw notTrade(rate);
        case Tick tick -> throw notTrade(tick);
      };
    }

    /// Adds the trade to its bar; a trade beyond the bar at hand finishes that first.
    private Optional<ExactCandle> take(PublicTrade trade) {
      Instant opening = length.openingAt(trade.eventTime());
      Bar current = bar;
      if (current == null || current.opening.equals(opening)) {
        if (!opening.isBefore(to)) {
          ended = true;
          return Optional.empty();
        }
        if (current == null) {
          current = new Bar(opening, trade);
          bar = current;
        }
        current.add(trade);
        return Optional.empty();
      }
      pending = trade;
      Instant following = current.opening.plus(length.duration());
      boolean fill = emptyBars == EmptyBars.REPEAT_LAST_PRICE && following.isBefore(opening);
      bar = fill && following.isBefore(to) ? current.flatAt(following) : null;
      return Optional.of(current.candle());
    }

    private static IllegalArgumentException notTrade(MarketEvent event) {
      return new IllegalArgumentException(
          "Bars are made of trades; the feed of %s gave %s"
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
      ended = true;
      inner.close();
    }
  }

  /// The bar being made.
  private final class Bar {
    private final Instant opening;
    private int scale;
    private long open;
    private long high;
    private long low;
    private long close;
    private BigDecimal volume = BigDecimal.ZERO;

    Bar(Instant opening, PublicTrade first) {
      this(opening, first.price(), first.priceScale());
    }

    Bar(Instant opening, long price, int scale) {
      this.opening = opening;
      this.scale = scale;
      open = price;
      high = price;
      low = price;
      close = price;
    }

    Bar flatAt(Instant later) {
      return new Bar(later, close, scale);
    }

    void add(PublicTrade trade) {
      if (trade.priceScale() > scale) {
        widen(trade.priceScale());
      }
      long price = ExactNumbers.rescale(trade.price(), trade.priceScale(), scale);
      high = Math.max(high, price);
      low = Math.min(low, price);
      close = price;
      volume = volume.add(BigDecimal.valueOf(trade.quantity(), trade.quantityScale()));
    }

    private void widen(int to) {
      open = ExactNumbers.rescale(open, scale, to);
      high = ExactNumbers.rescale(high, scale, to);
      low = ExactNumbers.rescale(low, scale, to);
      close = ExactNumbers.rescale(close, scale, to);
      scale = to;
    }

    ExactCandle candle() {
      return new ExactCandle(
          trades.source(),
          trades.market(),
          Math.floorDiv(opening.getEpochSecond(), length.duration().toSeconds()),
          opening,
          length,
          scale,
          open,
          high,
          low,
          close,
          volume.doubleValue());
    }
  }
}
