/// Accounts in portfolio mode: the method that margins them, collateral, floors under offsets, and
/// the checks on trades and withdrawals.
@NullMarked
package org.plimsoll.engine.margin.portfolio;

import org.jspecify.annotations.NullMarked;
