/// Tests of pools, waterfall and deleveraging.
@NullMarked
package org.plimsoll.engine.waterfall;

import org.jspecify.annotations.NullMarked;
