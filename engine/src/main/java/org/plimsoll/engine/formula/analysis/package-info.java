/// What can be known of a formula before any market data: bounds, signs, breakpoints, defects.
///
/// Claims are proven by interval arithmetic with outward rounding; defects are confirmed by the
/// reference evaluator. Nothing here depends on anything but its arguments.
@NullMarked
package org.plimsoll.engine.formula.analysis;

import org.jspecify.annotations.NullMarked;
