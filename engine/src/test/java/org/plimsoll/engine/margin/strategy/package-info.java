/// Tests of strategy-based margin against a slow reference and properties.
@NullMarked
package org.plimsoll.engine.margin.strategy;

import org.jspecify.annotations.NullMarked;
