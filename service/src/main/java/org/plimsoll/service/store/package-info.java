/// The journal on disk: commands, their effects and the consumed position in one durable
/// transaction, with a hash chain, snapshots and an index of idempotency keys.
@NullMarked
package org.plimsoll.service.store;

import org.jspecify.annotations.NullMarked;
