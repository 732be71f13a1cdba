/// The margin backtest: whole rule packs run over recorded prices by the venue's own book, their
/// margins held against what prices did afterwards, and the report of it.
///
/// Nothing here computes a margin. The book does, command by command, as it does for a live venue;
/// this package feeds it bars, reads the rates in force at every midnight UTC, and counts.
@NullMarked
package org.plimsoll.service.backtest;

import org.jspecify.annotations.NullMarked;
