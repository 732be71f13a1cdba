/// What can be held: spot collateral, perpetuals, dated futures and options, linear and inverse.
@NullMarked
package org.plimsoll.engine.instrument;

import org.jspecify.annotations.NullMarked;
