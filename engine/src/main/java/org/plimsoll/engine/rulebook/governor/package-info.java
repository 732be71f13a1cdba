/// What reality allows to be done to people: how fast, with what notice and for what reason a
/// margin rate may move, and the tools against procyclicality.
///
/// Everything is a pure function over explicit, immutable state with a byte form. The statutory
/// floor is applied last: nothing in this package holds a rate below it.
@NullMarked
package org.plimsoll.engine.rulebook.governor;

import org.jspecify.annotations.NullMarked;
