/// Rules about the code itself: who may use whom, what the engine must not call, how long is long.
@NullMarked
package org.plimsoll.conformance.architecture;

import org.jspecify.annotations.NullMarked;
