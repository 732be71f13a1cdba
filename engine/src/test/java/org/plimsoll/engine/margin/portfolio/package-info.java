/// Tests of the package of the same name.
@NullMarked
package org.plimsoll.engine.margin.portfolio;

import org.jspecify.annotations.NullMarked;
