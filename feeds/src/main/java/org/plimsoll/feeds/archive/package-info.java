/// Downloads from a public archive of market data: planned, resumed, verified and put in place.
@NullMarked
package org.plimsoll.feeds.archive;

import org.jspecify.annotations.NullMarked;
