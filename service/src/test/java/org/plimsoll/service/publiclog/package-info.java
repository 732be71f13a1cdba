/// Tests of the venue's public log.
@NullMarked
package org.plimsoll.service.publiclog;

import org.jspecify.annotations.NullMarked;
