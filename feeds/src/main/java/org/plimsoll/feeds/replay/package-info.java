/// Replay: many feeds merged into one order of events, bars made of trades, and price paths inside
/// bars.
@NullMarked
package org.plimsoll.feeds.replay;

import org.jspecify.annotations.NullMarked;
