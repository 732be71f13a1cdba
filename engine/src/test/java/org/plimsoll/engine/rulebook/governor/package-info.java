/// Tests of the governor and the anti-procyclicality tools.
@NullMarked
package org.plimsoll.engine.rulebook.governor;

import org.jspecify.annotations.NullMarked;
