/// Standard margin: each option alone, or each expiry at its greatest loss, without scenarios.
@NullMarked
package org.plimsoll.engine.margin.standard;

import org.jspecify.annotations.NullMarked;
