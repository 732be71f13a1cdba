/// The venue's public log: which entries follow from the journal, and when they are written.
@NullMarked
package org.plimsoll.service.publiclog;

import org.jspecify.annotations.NullMarked;
