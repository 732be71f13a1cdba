package org.plimsoll.feeds.recorded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.feeds.EventCursor;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.RowFault;
import org.plimsoll.feeds.Window;

/// The feed of a recorded series, which may lie in several files.
///
/// Files are put in the order of their first rows. Rows must ascend in time: candles and funding
/// strictly, trades weakly; a row that does not is a fault. The sequence of an event is its file's
/// place in that order times 2^32 plus its line, so a number leads back to the row.
public final class RecordedFeed implements FeedSource {
  private final SeriesId series;
  private final List<DataFile> files;
  private final long tolerated;

  private RecordedFeed(RecordedSeries series, long tolerated) {
    this.series = series.id();
    this.files = series.files();
    this.tolerated = tolerated;
  }

  /// A feed that stops at the first row it cannot use.
  public static RecordedFeed of(RecordedSeries series) {
    return new RecordedFeed(series, 0);
  }

  /// A feed whose cursors count up to `tolerated` rows that they cannot use, and stop at the next.
  public static RecordedFeed of(RecordedSeries series, long tolerated) {
    return new RecordedFeed(series, tolerated);
  }

  @Override
  public String name() {
    return series.name();
  }

  @Override
  public String source() {
    return series.source();
  }

  @Override
  public String market() {
    return series.market();
  }

  /// The identity of the series.
  public SeriesId series() {
    return series;
  }

  @Override
  public EventCursor open(Window window) throws IOException {
    return new Cursor(files.size() > 1 ? inOrder() : files, window);
  }

  private List<DataFile> inOrder() throws IOException {
    record Start(DataFile file, long micros) {}
    List<Start> starts = new ArrayList<>(files.size());
    for (DataFile file : files) {
      try (Rows rows = Rows.open(file, FaultLog.tolerating(Long.MAX_VALUE))) {
        starts.add(new Start(file, rows.next() ? rows.micros() : Long.MAX_VALUE));
      }
    }
    starts.sort(
        Comparator.comparingLong(Start::micros).thenComparing(start -> start.file().name()));
    return starts.stream().map(Start::file).toList();
  }

  /// Reads file after file, skips what lies before the window and ends behind it.
  private final class Cursor implements EventCursor {
    private final List<DataFile> ordered;
    private final long from;
    private final long to;
    private final boolean strictlyAscending;
    private final FaultLog faults = FaultLog.tolerating(tolerated);
    private int index;
    private @Nullable Rows rows;
    private long last = Long.MIN_VALUE;
    private boolean beyond;

    Cursor(List<DataFile> ordered, Window window) {
      this.ordered = ordered;
      this.from = Timestamps.micros(window.from());
      this.to = Timestamps.micros(window.to());
      this.strictlyAscending =
          switch (series.content()) {
            case Content.Candles _, Content.Funding _ -> true;
            case Content.Trades _, Content.AggregateTrades _ -> false;
          };
    }

    @Override
    public Optional<MarketEvent> next() throws IOException {
      while (index < ordered.size()) {
        Rows current = rows;
        if (current == null) {
          current = Rows.open(ordered.get(index), faults);
          rows = current;
        }
        while (current.next()) {
          MarketEvent event = read(current);
          if (event != null) {
            beyond = false;
            return Optional.of(event);
          }
          if (beyond && current.micros() >= to) {
            close();
            return Optional.empty();
          }
          beyond = current.micros() >= to;
        }
        current.close();
        rows = null;
        index++;
      }
      return Optional.empty();
    }

    private @Nullable MarketEvent read(Rows current) throws IOException {
      long micros = current.micros();
      try {
        if (strictlyAscending ? micros <= last : micros < last) {
          throw current.timeProblem(
              "is not after the row before it, at " + Timestamps.instant(last));
        }
        last = micros;
        boolean inside = from <= micros && micros < to;
        return inside ? current.event(((long) index << 32) + current.line()) : null;
      } catch (RowProblem problem) {
        current.fault(problem);
        return null;
      }
    }

    @Override
    public long faultCount() {
      return faults.count();
    }

    @Override
    public List<RowFault> faults() {
      return faults.faults();
    }

    @Override
    public void close() throws IOException {
      index = ordered.size();
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }
}
