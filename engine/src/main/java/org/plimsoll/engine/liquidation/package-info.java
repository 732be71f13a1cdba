/// Closing accounts that no longer cover their maintenance requirement: how much, at what limit, at
/// what pace, and when the venue takes over instead.
///
/// Nothing here pays for a loss; that is the waterfall's room.
@NullMarked
package org.plimsoll.engine.liquidation;

import org.jspecify.annotations.NullMarked;
