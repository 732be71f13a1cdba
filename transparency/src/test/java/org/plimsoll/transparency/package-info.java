/// Tests of the log, with a disk that forgets what was not synced.
@NullMarked
package org.plimsoll.transparency;

import org.jspecify.annotations.NullMarked;
