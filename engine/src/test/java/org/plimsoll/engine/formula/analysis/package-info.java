/// Tests of the static analysis, against closed forms, exact arithmetic and the evaluator.
@NullMarked
package org.plimsoll.engine.formula.analysis;

import org.jspecify.annotations.NullMarked;
