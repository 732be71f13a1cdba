/// Audit of rules and of numbers: what a number depended on, whether it recomputes, and what can be
/// proved of a formula without sampling it.
@NullMarked
package org.plimsoll.audit;

import org.jspecify.annotations.NullMarked;
