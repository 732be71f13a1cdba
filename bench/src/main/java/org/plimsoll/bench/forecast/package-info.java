/// How fast forecasts are served and fitted.
@NullMarked
package org.plimsoll.bench.forecast;

import org.jspecify.annotations.NullMarked;
