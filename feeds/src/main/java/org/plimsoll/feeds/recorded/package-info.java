/// Recorded markets: the files that are understood, found in a folder, read row by row and given as
/// feeds. `docs/reference/data-files.md` describes every layout.
@NullMarked
package org.plimsoll.feeds.recorded;

import org.jspecify.annotations.NullMarked;
