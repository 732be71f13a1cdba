/// What can be held: spot collateral, perpetuals and dated futures, linear and inverse.
@NullMarked
package org.plimsoll.engine.instrument;

import org.jspecify.annotations.NullMarked;
