/// Tests of the package of the same name.
@NullMarked
package org.plimsoll.engine.margin.standard;

import org.jspecify.annotations.NullMarked;
