/// Scenario margin: the worst loss of a mixed book over shocks of price and volatility, with
/// contingencies for what the shocks do not show.
@NullMarked
package org.plimsoll.engine.margin.scenario;

import org.jspecify.annotations.NullMarked;
