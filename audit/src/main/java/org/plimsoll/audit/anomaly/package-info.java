/// Anomalies in streams of prices, inputs and rates, by a Random Cut Forest: seeded, deterministic,
/// and telling what was expected and which dimension was odd.
@NullMarked
package org.plimsoll.audit.anomaly;

import org.jspecify.annotations.NullMarked;
