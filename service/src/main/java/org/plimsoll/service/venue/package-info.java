/// The live venue: what readers see of the book, and the way of a command into it.
@NullMarked
package org.plimsoll.service.venue;

import org.jspecify.annotations.NullMarked;
