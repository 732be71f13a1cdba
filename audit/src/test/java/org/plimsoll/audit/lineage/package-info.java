/// Tests of lineage.
@NullMarked
package org.plimsoll.audit.lineage;

import org.jspecify.annotations.NullMarked;
