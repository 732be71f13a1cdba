/// Prices on their way from sources to marks: observations, gates, index, mark and snapshot.
///
/// A price is a scaled `long`. A source that fails its gate is left out with a reason, the index is
/// the median of those that pass, and when too few pass the last good index is held while a growing
/// factor raises every margin rate: no rate falls because data went missing.
@NullMarked
package org.plimsoll.engine.market;

import org.jspecify.annotations.NullMarked;
