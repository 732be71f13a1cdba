/// Stress: named crashes and made shocks, played on a venue's real book.
@NullMarked
package org.plimsoll.service.stress;

import org.jspecify.annotations.NullMarked;
