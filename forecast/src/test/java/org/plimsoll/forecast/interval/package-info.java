/// Tests of `org.plimsoll.forecast.interval`.
@NullMarked
package org.plimsoll.forecast.interval;

import org.jspecify.annotations.NullMarked;
