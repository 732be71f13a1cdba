/// Volatility from candles: estimators, statistics of daily closes, and the log-HAR forecast.
///
/// Everything is a `double` from `+ − × ÷ sqrt` and `StrictMath`, summed in the order of time, so
/// the same candles give the same bits on any machine.
@NullMarked
package org.plimsoll.engine.volatility;

import org.jspecify.annotations.NullMarked;
