@NullMarked
package org.plimsoll.feeds;

import org.jspecify.annotations.NullMarked;
