/// Scenario margin beside a general option pricer.
@NullMarked
package org.plimsoll.bench.scenario;

import org.jspecify.annotations.NullMarked;
