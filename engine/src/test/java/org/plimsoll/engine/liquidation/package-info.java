/// Tests of closing accounts that are short of margin.
@NullMarked
package org.plimsoll.engine.liquidation;

import org.jspecify.annotations.NullMarked;
