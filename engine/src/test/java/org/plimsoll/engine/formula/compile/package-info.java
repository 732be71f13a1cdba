/// Tests of formulas over columns against the tree walk.
@NullMarked
package org.plimsoll.engine.formula.compile;

import org.jspecify.annotations.NullMarked;
