/// Judgement of forecasts on the past: the walk forward in time, losses, and the tests of coverage
/// and of equal accuracy.
@NullMarked
package org.plimsoll.forecast.backtest;

import org.jspecify.annotations.NullMarked;
