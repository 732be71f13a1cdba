package org.plimsoll.engine.waterfall;

import org.plimsoll.engine.liquidation.LiquidationTerms;

/// Everything a venue decides about defaults before one happens: data, changed only by a command.
///
/// @param liquidation how accounts are closed
/// @param regimes when markets are stressed, and what that changes
/// @param pools how pools are filled and sized
public record DefaultRules(LiquidationTerms liquidation, RegimeRules regimes, PoolRules pools) {}
