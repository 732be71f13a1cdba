/// Tests of `org.plimsoll.forecast.backtest`.
@NullMarked
package org.plimsoll.forecast.backtest;

import org.jspecify.annotations.NullMarked;
