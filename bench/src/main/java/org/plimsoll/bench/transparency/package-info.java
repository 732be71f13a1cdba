/// Load on the transparency log: appends, latency to a proof, verification.
@NullMarked
package org.plimsoll.bench.transparency;

import org.jspecify.annotations.NullMarked;
