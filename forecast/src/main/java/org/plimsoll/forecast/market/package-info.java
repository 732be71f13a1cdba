/// Recorded hourly markets as forecasts see them: dense series with their gaps, side by side.
@NullMarked
package org.plimsoll.forecast.market;

import org.jspecify.annotations.NullMarked;
