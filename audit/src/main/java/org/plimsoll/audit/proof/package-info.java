/// Proof that one margin rate never falls below another over a domain of inputs, by exact real
/// arithmetic and by sound interval search, never by sampling.
@NullMarked
package org.plimsoll.audit.proof;

import org.jspecify.annotations.NullMarked;
