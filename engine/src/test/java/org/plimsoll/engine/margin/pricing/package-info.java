/// Tests of the package of the same name.
@NullMarked
package org.plimsoll.engine.margin.pricing;

import org.jspecify.annotations.NullMarked;
