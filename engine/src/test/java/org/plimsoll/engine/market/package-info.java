/// Tests of gates, index, mark and snapshot.
@NullMarked
package org.plimsoll.engine.market;

import org.jspecify.annotations.NullMarked;
