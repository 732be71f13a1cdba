package org.plimsoll.feeds;

import java.io.IOException;

/// A market's events from one place: an exchange, an oracle or a recording of either.
///
/// Open on purpose: a new exchange or oracle is one class that implements this and one line where
/// the program is wired. A feed may be opened more than once; each cursor is independent.
public interface FeedSource {
  /// The feed's name, unique within one replay: `binance/spot/1h/BTCUSDT`, for instance.
  String name();

  /// The venue or oracle the events come from: `binance`, for instance.
  String source();

  /// The market the events concern, as the venue writes it: `BTCUSDT`, `BTCUSDT-PERP`.
  String market();

  /// Opens the events of a window, which the cursor gives in ascending order of event time.
  EventCursor open(Window window) throws IOException;
}
