/// Rules of law as dated data, and how one of them is chosen and applied.
///
/// A {@link org.plimsoll.engine.rulebook.RulePack} holds what one rule says, for every date, with
/// its sources.
@NullMarked
package org.plimsoll.engine.rulebook;

import org.jspecify.annotations.NullMarked;
