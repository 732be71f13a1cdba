/// How fast a crash is worked off.
@NullMarked
package org.plimsoll.bench.liquidation;

import org.jspecify.annotations.NullMarked;
