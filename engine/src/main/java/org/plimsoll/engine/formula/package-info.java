/// The language margin rates are written in: text, its units, and evaluators that always answer.
///
/// A formula is a strict subset of Python expressions. {@link Formula#check} turns text into a
/// checked program or into errors with a place; an {@link Evaluator} turns a program and its inputs
/// into an {@link Outcome}, which is a number only when every step of the calculation was one.
@NullMarked
package org.plimsoll.engine.formula;

import org.jspecify.annotations.NullMarked;
