/// Prices on their way from sources to marks: observations, gates, index and mark.
@NullMarked
package org.plimsoll.engine.market;

import org.jspecify.annotations.NullMarked;
