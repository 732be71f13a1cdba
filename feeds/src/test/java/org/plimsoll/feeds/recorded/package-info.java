@NullMarked
package org.plimsoll.feeds.recorded;

import org.jspecify.annotations.NullMarked;
