/// Schedule margin: a prescribed rate of the notional of each trade, reduced by the net-to-gross
/// ratio of the portfolio.
@NullMarked
package org.plimsoll.engine.margin.schedule;

import org.jspecify.annotations.NullMarked;
