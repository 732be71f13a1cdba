/// Recorded archives and exchanges: bytes in, ticks and candles out.
@NullMarked
package org.plimsoll.feeds;

import org.jspecify.annotations.NullMarked;
