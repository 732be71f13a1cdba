/// Tests of `org.plimsoll.forecast.combine`.
@NullMarked
package org.plimsoll.forecast.combine;

import org.jspecify.annotations.NullMarked;
