/// Tests of what readers see of the book.
@NullMarked
package org.plimsoll.service.venue;

import org.jspecify.annotations.NullMarked;
