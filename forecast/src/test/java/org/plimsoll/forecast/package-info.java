/// Tests of `org.plimsoll.forecast`.
@NullMarked
package org.plimsoll.forecast;

import org.jspecify.annotations.NullMarked;
