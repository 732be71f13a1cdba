/// Forecasts of volatility: models, their combination, intervals that hold, and the backtests that
/// show it. Models are pure functions of the past; files and the command line stand outside.
@NullMarked
package org.plimsoll.forecast;

import org.jspecify.annotations.NullMarked;
