/// Forecasts of volatility: models, their combination, intervals that hold, and the backtests that
/// show it. Models are pure functions of the past; files and the command line stand outside.
///
/// Variances are in percent², that of a log return of one percent being 1, and returns in percent
/// of log return, unless a name says otherwise. The day begins at 00:00 UTC.
@NullMarked
package org.plimsoll.forecast;

import org.jspecify.annotations.NullMarked;
