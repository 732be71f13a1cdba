/// Formulas over columns: the same bits as the tree walk, at the speed of memory.
///
/// A {@link Program} is one formula lowered to branch-free steps, with every step at the level at
/// which its inputs are known. A {@link Kernel} runs a program over the columns of a
/// {@link Batch}: interpreted at once, or compiled to hidden classes whose loops use the Vector API
/// where the Java machine has it and plain loops where it does not.
///
/// Steps are not checked one by one. A number that is not finite stays so through sums, products
/// and roots; the operands of all other steps are added up, and a row whose sum or result is not
/// finite is evaluated again by a {@link RowWalk}, which knows the reason.
@NullMarked
package org.plimsoll.engine.formula.compile;

import org.jspecify.annotations.NullMarked;
