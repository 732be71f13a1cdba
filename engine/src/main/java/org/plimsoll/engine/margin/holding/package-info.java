/// What the portfolio methods assess: options, futures, perpetuals and spot on one underlying with
/// their market, and the one form in which the methods answer.
@NullMarked
package org.plimsoll.engine.margin.holding;

import org.jspecify.annotations.NullMarked;
