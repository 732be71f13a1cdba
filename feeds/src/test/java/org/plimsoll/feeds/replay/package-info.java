@NullMarked
package org.plimsoll.feeds.replay;

import org.jspecify.annotations.NullMarked;
