package org.plimsoll.engine.margin.strategy;

import java.util.List;

/// One recognised combination of a book, with what it requires. Money is at the book's price scale.
///
/// @param legs its options, in order of series
/// @param shares units of the underlying in it, negative when sold short
/// @param cash deposit that a cash account needs for it
/// @param margin requirement in a margin account
/// @param proceeds premium received that the requirement still contains and may be paid with: that
///     of a naked option or strangle. The requirement of a spread is already net of it
public record Strategy(
    Kind kind, List<OptionLeg> legs, long shares, long cash, long margin, long proceeds) {
  public Strategy {
    legs = List.copyOf(legs);
  }

  /// The combinations that the rule recognises.
  public enum Kind {
    /// Bought options, paid for.
    LONG,
    /// Sold options without cover.
    NAKED,
    /// A sold call and a sold put of one strike and expiry.
    STRADDLE,
    /// A sold call and a sold put of different series.
    STRANGLE,
    /// Two series of one right and expiry.
    VERTICAL,
    /// Two series of one right and strike, the bought one living longer.
    CALENDAR,
    /// Two series of one right, the bought one of another strike and living longer.
    DIAGONAL,
    /// Three strikes of one right, equally many bought outside as sold in the middle.
    BUTTERFLY,
    /// Four strikes of one right, bought outside and sold inside, or the reverse.
    CONDOR,
    /// Both rights sold at one strike, with a bought wing on either side.
    IRON_BUTTERFLY,
    /// Both rights sold at two strikes, with a bought wing on either side.
    IRON_CONDOR,
    /// A bought and a sold forward made of options of one expiry.
    BOX,
    /// Any other set in which each sold option has a bought one that outlives it.
    SPREAD,
    /// Sold options whose delivery is covered by shares held, or by shares sold short.
    COVERED,
    /// Shares alone.
    SHARES
  }
}
