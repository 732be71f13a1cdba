/// The book: the state machine that applies commands to markets, accounts and margin.
@NullMarked
package org.plimsoll.engine.book;

import org.jspecify.annotations.NullMarked;
