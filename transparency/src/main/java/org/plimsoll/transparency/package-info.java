/// The transparency log: an append-only list of entries under a Merkle tree, whose signed heads
/// let anyone prove that a line is in the log and that nothing before it was changed.
///
/// The formats are C2SP's signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-proof
/// and tlog-witness, over the tree of RFC 6962. Nothing but the JDK is used, so that a verifier
/// is one small jar.
@NullMarked
package org.plimsoll.transparency;

import org.jspecify.annotations.NullMarked;
