@NullMarked
package org.plimsoll.feeds.archive;

import org.jspecify.annotations.NullMarked;
