/// Tests of the formula language, its suite and its oracle, and the generator of random formulas.
@NullMarked
package org.plimsoll.engine.formula;

import org.jspecify.annotations.NullMarked;
