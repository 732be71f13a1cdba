/// Tests of the proofs.
@NullMarked
package org.plimsoll.audit.proof;

import org.jspecify.annotations.NullMarked;
