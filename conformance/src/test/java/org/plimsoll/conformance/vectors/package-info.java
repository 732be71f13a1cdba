/// Published and independently recomputed figures that Plimsoll must reproduce.
@NullMarked
package org.plimsoll.conformance.vectors;

import org.jspecify.annotations.NullMarked;
