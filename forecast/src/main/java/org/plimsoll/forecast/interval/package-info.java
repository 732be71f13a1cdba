/// Intervals that hold whatever the distribution: split-conformal bounds scaled by the forecast.
@NullMarked
package org.plimsoll.forecast.interval;

import org.jspecify.annotations.NullMarked;
