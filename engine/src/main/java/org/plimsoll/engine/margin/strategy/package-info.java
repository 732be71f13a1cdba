/// Margin of listed options by recognised combination, as Regulation T, FINRA Rule 4210(f)(2) and
/// the Cboe margin manual prescribe it.
///
/// A book is split into long options, naked shorts, straddles and strangles, spreads and positions
/// covered by shares; the split with the least total requirement is found. All arithmetic is on
/// integers, with one declared rounding per unit of underlying.
@NullMarked
package org.plimsoll.engine.margin.strategy;

import org.jspecify.annotations.NullMarked;
