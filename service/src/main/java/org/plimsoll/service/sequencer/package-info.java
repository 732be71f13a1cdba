/// The one writer: takes commands in, applies them in sequence, commits them durably in groups and
/// only then acknowledges and publishes; and the replay that checks what it did.
@NullMarked
package org.plimsoll.service.sequencer;

import org.jspecify.annotations.NullMarked;
