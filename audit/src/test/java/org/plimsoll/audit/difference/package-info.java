/// Tests of differences.
@NullMarked
package org.plimsoll.audit.difference;

import org.jspecify.annotations.NullMarked;
