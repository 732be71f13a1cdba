/// Tests of the checks.
@NullMarked
package org.plimsoll.audit.checks;

import org.jspecify.annotations.NullMarked;
