/// Measures the portfolio store beside the memory it reads.
@NullMarked
package org.plimsoll.bench.portfolio;

import org.jspecify.annotations.NullMarked;
