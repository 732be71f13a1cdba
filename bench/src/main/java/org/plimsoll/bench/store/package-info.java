/// How fast the journal takes commands durably and comes back after a stop.
@NullMarked
package org.plimsoll.bench.store;

import org.jspecify.annotations.NullMarked;
