/// What a feed is, and the events it gives: candles, trades, funding rates and ticks, with exact
/// prices, in the order (event time, source, sequence).
@NullMarked
package org.plimsoll.feeds;

import org.jspecify.annotations.NullMarked;
