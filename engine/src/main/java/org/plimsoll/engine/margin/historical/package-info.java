/// Historical margin: a quantile of past losses of the book, or the mean of those beyond it.
@NullMarked
package org.plimsoll.engine.margin.historical;

import org.jspecify.annotations.NullMarked;
