/// Which model is in charge: recalibration, geometric combination, promotion by evidence.
@NullMarked
package org.plimsoll.forecast.combine;

import org.jspecify.annotations.NullMarked;
