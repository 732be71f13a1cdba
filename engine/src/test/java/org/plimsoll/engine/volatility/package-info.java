/// Tests of estimators, statistics and forecasts.
@NullMarked
package org.plimsoll.engine.volatility;

import org.jspecify.annotations.NullMarked;
