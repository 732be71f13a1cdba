/// Where a number comes from: what each computation depended on, and whether doing it again gives
/// the same.
@NullMarked
package org.plimsoll.audit.lineage;

import org.jspecify.annotations.NullMarked;
