/// Who pays for a default, in which order: pools, the venue's own capital, deleveraging.
///
/// Two pools stand between a defaulter and everybody else. The base margin pool is for ordinary
/// defaults and lives on liquidation fees; the volatility insurance pool is for extreme markets and
/// lives on a levy that grows with volatility. Both are accounts of the ledger, so that nothing is
/// paid that is not there.
@NullMarked
package org.plimsoll.engine.waterfall;

import org.jspecify.annotations.NullMarked;
