/// Continuous checks of a venue against the rules in force: what is live, what the law says now and
/// what it is known to say soon.
@NullMarked
package org.plimsoll.audit.checks;

import org.jspecify.annotations.NullMarked;
