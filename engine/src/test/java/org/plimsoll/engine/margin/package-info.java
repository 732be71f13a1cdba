/// Tests of the margin room.
@NullMarked
package org.plimsoll.engine.margin;

import org.jspecify.annotations.NullMarked;
