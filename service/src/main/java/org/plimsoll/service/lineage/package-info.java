/// Lineage and recomputation from a journal: what each number depended on, and doing it again.
@NullMarked
package org.plimsoll.service.lineage;

import org.jspecify.annotations.NullMarked;
