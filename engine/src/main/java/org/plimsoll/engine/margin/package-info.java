/// Requirements, collateral, equity, status and liquidation prices of accounts.
///
/// Money is exact: a rate enters as whole billionths, each position's requirement is rounded up
/// once to its settlement asset's unit, collateral is rounded down, debts against the account, and
/// thresholds are compared as integers. Equity that equals a requirement to the last unit covers
/// it.
@NullMarked
package org.plimsoll.engine.margin;

import org.jspecify.annotations.NullMarked;
